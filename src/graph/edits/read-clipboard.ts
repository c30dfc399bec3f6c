import { jsonFault } from '../../data/json.ts';
import { z } from '../../data/zod.ts';
import { documentFormat, edgeSchema, groupSchema, nodeSchema, noteSchema, tableSchema, valueSetSchema } from '../document.ts';
import type { Meaning } from '../meaning.ts';
import { isVersion } from '../migrate.ts';
import { parseDocument } from '../serialise.ts';
import type { Clipboard } from './clipboard.ts';
import { clipboardFormat, clipboardVersion } from './clipboard.ts';
import type { Refused } from './edit.ts';
import { refused } from './edit.ts';

export type ReadClipboard = { readonly clipboard: Clipboard; readonly problem?: undefined } | Refused;

/** What of a graph is in a text: what was copied, a whole graph, or nodes that someone wrote down. Or why nothing is. */
export function parseClipboard(text: string, meaning?: Pick<Meaning, 'lift'>): ReadClipboard {
  const value = readJson(text);
  if (value === undefined || jsonFault(value) !== undefined) return nothing;
  const { format, version } = heading.safeParse(value).data ?? {};
  if (format === documentFormat) return fromDocument(value, meaning);
  if (format === clipboardFormat && isVersion(version) && version > clipboardVersion) return newer;
  const parsed = someNodes.safeParse(Array.isArray(value) ? { nodes: value } : value);
  if (!parsed.success) return nothing;
  const { nodes, edges, groups, notes, sets, tables } = parsed.data;
  if (nodes.length + notes.length === 0) return nothing;
  const lifted = distinct(nodes).map((node) => meaning?.lift?.(node) ?? node);
  return found({ nodes: lifted, edges, groups: distinct(groups), notes: distinct(notes), sets: distinct(sets), tables: distinct(tables) });
}

const heading = z.looseObject({ format: z.unknown(), version: z.unknown() });

/** As on the clipboard, but that nothing beside nodes need be there. */
const someNodes = z.looseObject({
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema).default([]),
  groups: z.array(groupSchema).default([]),
  notes: z.array(noteSchema).default([]),
  sets: z.array(valueSetSchema).default([]),
  tables: z.array(tableSchema).default([]),
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromDocument(value: unknown, meaning: Pick<Meaning, 'lift'> | undefined): ReadClipboard {
  const { document, problems } = parseDocument(value, meaning);
  const [first] = problems;
  if (document === undefined) return first === undefined ? nothing : { problem: first };
  const { nodes, edges, groups, notes, sets, tables } = document;
  return nodes.length + notes.length === 0 ? nothing : found({ nodes: distinct(nodes), edges, groups, notes, sets, tables });
}

const found = (parts: Pick<Clipboard, 'nodes' | 'edges' | 'groups' | 'notes' | 'sets' | 'tables'>): ReadClipboard => ({
  clipboard: { format: clipboardFormat, version: clipboardVersion, ...parts },
});

/** Of those that share an id, the first. */
const distinct = <Item extends { readonly id: string }>(items: Item[]): Item[] => {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(item.id)) first.set(item.id, item);
  return [...first.values()];
};

const nothing = refused('not-a-clipboard', 'What was copied is no part of a graph', '复制的内容不是规则图的一部分');
const newer = refused(
  'newer-version',
  'This was copied in a newer Ruleloom. Load this page again to get the new one, then paste',
  '内容复制自更新版本的 Ruleloom，请刷新本页后再粘贴',
);
