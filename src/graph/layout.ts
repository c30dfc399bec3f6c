import {
  documentSchema, edgeSchema, groupSchema, nodeSchema, noteSchema, savedTestSchema, tableSchema, valueSetSchema,
} from './document.ts';
import type { RuleDocument } from './document.ts';

/** The order in which a document is printed: what the schema knows in the schema's order, then all else as it stood. */

const listShapes = {
  nodes: nodeSchema.shape,
  edges: edgeSchema.shape,
  groups: groupSchema.shape,
  notes: noteSchema.shape,
  sets: valueSetSchema.shape,
  tables: tableSchema.shape,
  tests: savedTestSchema.shape,
} as const;

const leftOutWhenEmpty = new Set(['groups', 'notes', 'sets', 'tables', 'tests']);

export function inPrintedOrder(document: RuleDocument): Record<string, unknown> {
  const ordered = inOrder(document, documentSchema.shape);
  for (const [key, shape] of Object.entries(listShapes)) {
    const items = ordered[key];
    if (!Array.isArray(items)) continue;
    if (items.length === 0 && leftOutWhenEmpty.has(key)) delete ordered[key];
    else ordered[key] = items.map((item: object) => inOrder(item, shape));
  }
  return ordered;
}

function inOrder(object: object, shape: object): Record<string, unknown> {
  const members = new Map<string, unknown>(Object.entries(object));
  const ordered: Record<string, unknown> = {};
  for (const key of [...Object.keys(shape), ...members.keys()]) {
    if (members.has(key)) ordered[key] = members.get(key);
    members.delete(key);
  }
  return ordered;
}
