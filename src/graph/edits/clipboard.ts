import { equalJson } from '../../data/json.ts';
import type { Text } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import type { RuleDocument, RuleNode } from '../document.ts';
import { edgeSchema, groupSchema, nodeSchema, noteSchema, pointSchema, splitEnd, tableSchema, valueSetSchema } from '../document.ts';
import { follow } from '../follow.ts';
import type { Meaning } from '../meaning.ts';
import { renameEnd } from '../node-ids.ts';
import { printJson } from '../print.ts';
import type { Outcome } from './edit.ts';
import { defineEdit, done, missingId, parts, quoteAll, unknown, wholePoint } from './edit.ts';
import { freshId } from './ids.ts';

/** A part of a graph on its way to another place, in this graph or in another. */

export const clipboardFormat = 'ruleloom/clipboard';
export const clipboardVersion = 1;

export const clipboardSchema = z.looseObject({
  format: z.literal(clipboardFormat),
  version: z.literal(clipboardVersion),
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  groups: z.array(groupSchema),
  notes: z.array(noteSchema),
  sets: z.array(valueSetSchema),
  tables: z.array(tableSchema),
});
export type Clipboard = z.infer<typeof clipboardSchema>;

/** The nodes and notes with all that belongs to them: edges and groups among them, sets and tables they use. */
export function copy(document: RuleDocument, nodes: readonly string[], notes: readonly string[], meaning: Meaning): Clipboard {
  const chosen = new Set(nodes);
  const copied = document.nodes.filter(({ id }) => chosen.has(id));
  const used = copied.flatMap((node) => meaning.references(node));
  const uses = (to: 'set' | 'table', id: string): boolean => used.some((each) => each.to === to && each.id === id);
  return {
    format: clipboardFormat,
    version: clipboardVersion,
    nodes: copied,
    edges: document.edges.filter(({ from, to }) => chosen.has(splitEnd(from).node) && chosen.has(splitEnd(to).node)),
    groups: document.groups.filter((group) => group.nodes.length > 0 && group.nodes.every((id) => chosen.has(id))),
    notes: document.notes.filter(({ id }) => notes.includes(id)),
    sets: document.sets.filter(({ id }) => uses('set', id)),
    tables: document.tables.filter(({ id }) => uses('table', id)),
  };
}

export const printClipboard = (clipboard: Clipboard): string => printJson(clipboard);

const offset = pointSchema.default([40, 40]);

export const paste = defineEdit({
  args: z.object({ clipboard: clipboardSchema, offset }),
  words: ({ clipboard }) => quoteAll('Paste', '粘贴', clipboard.nodes),
  apply: (before, args, meaning) => put(before, args.clipboard, args.offset, meaning),
});

/** What was made elsewhere for this graph: a source with rules on it, at places of its own. */
export const addPart = defineEdit({
  args: z.object({ part: clipboardSchema }),
  words: ({ part }) => quoteAll('Add', '添加', part.nodes),
  apply: (before, { part }, meaning) => put(before, part, [0, 0], meaning),
});

export const duplicate = defineEdit({
  args: z.object({ nodes: z.array(z.string()), notes: z.array(z.string()).default([]), offset }),
  words: ({ nodes }, before) => quoteAll('Duplicate', '复制', before.nodes.filter(({ id }) => nodes.includes(id))),
  apply(before, { nodes, notes, offset: by }, meaning) {
    const lost = missingId(nodes, before.nodes);
    if (lost !== undefined) return unknown(parts.node, lost);
    const lostNote = missingId(notes, before.notes);
    if (lostNote !== undefined) return unknown(parts.note, lostNote);
    return put(before, copy(before, nodes, notes, meaning), by, meaning);
  },
});

function put(before: RuleDocument, clipboard: Clipboard, [right, down]: readonly [number, number], meaning: Meaning): Outcome {
  const names = new Set(before.nodes.map(({ name }) => nameKey(name)));
  const nodeIds = freshIds(clipboard.nodes, before.nodes, 'node');
  const sets = bring(clipboard.sets, before.sets, 'set');
  const tables = bring(clipboard.tables, before.tables, 'table');
  const shift = ([x, y]: readonly [number, number]): [number, number] => wholePoint([x + right, y + down]);
  const fresh = (id: string): string => nodeIds.get(id) ?? id;

  const pasted = clipboard.nodes.map((node): RuleNode => ({
    ...node,
    id: fresh(node.id),
    name: freshName(node.name, names),
    at: shift(node.at),
    config: meaning.rewrite(node, { nodes: nodeIds, sets: sets.ids, tables: tables.ids }),
  }));
  const groupIds = freshIds(clipboard.groups, before.groups, 'group');
  const groups = clipboard.groups
    .map((group) => ({ ...group, id: groupIds.get(group.id) ?? group.id, nodes: group.nodes.filter((id) => nodeIds.has(id)).map(fresh) }))
    .filter((group) => group.nodes.length > 0);
  const noteIds = freshIds(clipboard.notes, before.notes, 'note');
  const notes = clipboard.notes.map((note) => ({ ...note, id: noteIds.get(note.id) ?? note.id, at: shift(note.at) }));
  const edges = clipboard.edges
    .filter(({ from, to }) => nodeIds.has(splitEnd(from).node) && nodeIds.has(splitEnd(to).node))
    .map((edge) => ({ ...edge, from: renameEnd(edge.from, nodeIds), to: renameEnd(edge.to, nodeIds) }));

  const withTables = { ...before, sets: [...before.sets, ...sets.added], tables: [...before.tables, ...tables.added] };
  // Names that nodes make up from their id change with it, and what was copied along with them follows.
  const source = { ...before, nodes: clipboard.nodes, edges: clipboard.edges, sets: clipboard.sets, tables: clipboard.tables };
  const alone = { ...withTables, nodes: pasted, edges };
  const followed = follow(source, { document: alone, nodes: pasted.map(({ id }) => id), ids: nodeIds }, meaning);
  const { nodes } = followed.document ?? alone;

  return done(
    {
      ...withTables,
      nodes: [...before.nodes, ...nodes],
      edges: [...before.edges, ...edges],
      groups: [...before.groups, ...groups],
      notes: [...before.notes, ...notes],
    },
    [...nodes.map(({ id }) => id), ...notes.map(({ id }) => id)],
  );
}

interface Named {
  readonly id: string;
  readonly name?: Text | undefined;
}

function freshIds(items: readonly Named[], among: readonly Named[], otherwise: string): Map<string, string> {
  const taken = new Set(among.map(({ id }) => id));
  const ids = new Map<string, string>();
  for (const { id } of items) {
    if (ids.has(id)) continue;
    const stem = id.replace(/-\d+$/, '');
    const fresh = freshId(taken, taken.has(id) ? stem : id, otherwise);
    taken.add(fresh);
    ids.set(id, fresh);
  }
  return ids;
}

/** Sets and tables that are there already, the same in all but name, are used; others come along. */
function bring<Item extends Named>(items: readonly Item[], among: readonly Item[], otherwise: string): { ids: Map<string, string>; added: Item[] } {
  const known = new Map(among.map((item) => [item.id, item]));
  const missing = items.filter((item) => {
    const there = known.get(item.id);
    return there === undefined || !equalJson({ ...there, name: item.name }, item);
  });
  const ids = freshIds(missing, among, otherwise);
  return { ids, added: missing.map((item) => ({ ...item, id: ids.get(item.id) ?? item.id })) };
}

const nameKey = (name: Text): string => JSON.stringify(name);

/** `Velocity`, then `Velocity 2`: two cards of one name are hard to tell apart. */
function freshName(name: Text, taken: Set<string>): Text {
  let fresh = name;
  for (let number = 2; taken.has(nameKey(fresh)); number++) fresh = numbered(name, number);
  taken.add(nameKey(fresh));
  return fresh;
}

function numbered(name: Text, number: number): Text {
  const add = (text: string): string => `${text.replace(/ \d+$/, '')} ${number}`;
  if (typeof name === 'string') return add(name);
  return Object.fromEntries(Object.entries(name).map(([lang, text]) => [lang, text === undefined ? undefined : add(text)]));
}
