import { fieldSchema, idSchema, jsonSchema, textSchema } from '../data/schema.ts';
import { languages } from '../data/text.ts';
import { z } from '../data/zod.ts';

/**
 * A rule graph as a person authored it, and nothing else. Objects are loose: what this version does not know is
 * kept, and printed again where it stood.
 */

export const documentFormat = 'ruleloom/graph';
export const documentVersion = 1;

/** `node` for its first port, `node.port` for another. */
export const endSchema = z.string().regex(/^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)?$/);
export const pointSchema = z.tuple([z.number(), z.number()]);

export const nodeSchema = z.looseObject({
  id: idSchema,
  kind: z.string(),
  version: z.int().min(1).optional().describe('The version of the kind that the config was written for; 1 where left out.'),
  name: textSchema,
  at: pointSchema,
  config: z.record(z.string(), z.unknown()).describe('What the kind understands; plain JSON.'),
});

export const edgeSchema = z.looseObject({ from: endSchema, to: endSchema });

export const groupSchema = z.looseObject({
  id: idSchema,
  name: textSchema,
  nodes: z.array(idSchema),
  collapsed: z.boolean().optional(),
});

export const noteSchema = z.looseObject({ id: idSchema, text: textSchema, at: pointSchema, size: pointSchema });

/** A named set of values, for conditions and table cells. */
export const valueSetSchema = z.looseObject({
  id: idSchema,
  name: textSchema,
  type: z.enum(['text', 'number']),
  values: z.array(z.union([z.string(), z.number()])),
});

/** A reference table, for lookups. `managed` tables and lists live on the server under their name. */
export const tableSchema = z.looseObject({
  id: idSchema,
  name: textSchema,
  columns: z.array(fieldSchema),
  data: z.union([
    z.strictObject({ rows: z.array(z.array(jsonSchema)) }),
    z.strictObject({ file: z.string() }),
    z.strictObject({ managed: z.string() }),
  ]),
});

export const savedTestSchema = z.looseObject({
  name: textSchema,
  given: z.record(z.string(), z.array(z.record(z.string(), jsonSchema))),
  match: z.enum(['exact', 'subset', 'none']),
  expect: z.array(z.looseObject({ alert: idSchema, key: z.string().optional() })),
});

export const documentSchema = z.looseObject({
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  id: idSchema,
  name: textSchema,
  description: textSchema.optional(),
  lang: z.enum(languages).optional().describe('The language that alerts are written in; English where left out.'),
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  groups: z.array(groupSchema).default([]),
  notes: z.array(noteSchema).default([]),
  sets: z.array(valueSetSchema).default([]),
  tables: z.array(tableSchema).default([]),
  tests: z.array(savedTestSchema).default([]),
});

export type RuleDocument = z.infer<typeof documentSchema>;
export type RuleNode = z.infer<typeof nodeSchema>;
export type RuleEdge = z.infer<typeof edgeSchema>;
export type RuleGroup = z.infer<typeof groupSchema>;
export type RuleNote = z.infer<typeof noteSchema>;
export type ValueSet = z.infer<typeof valueSetSchema>;
export type ReferenceTable = z.infer<typeof tableSchema>;
export type SavedTest = z.infer<typeof savedTestSchema>;

/** The node and, where named, the port at one end of an edge. */
export function splitEnd(end: string): { node: string; port: string | undefined } {
  const dot = end.indexOf('.');
  return dot < 0 ? { node: end, port: undefined } : { node: end.slice(0, dot), port: end.slice(dot + 1) };
}
