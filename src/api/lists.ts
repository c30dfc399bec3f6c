import { fieldTypes } from '../data/field.ts';
import type { Field } from '../data/field.ts';
import { badFieldName, textSchema } from '../data/schema.ts';
import { wordsSchema } from './problem.ts';
import { z } from '../data/zod.ts';

/** Lists and tables that a server keeps for all graphs, and that change while these run. */

/** From when and until when a row was in a list, where all that ever was in it is told. */
export const versionFields = [{ name: '@from', type: 'time' }, { name: '@until', type: 'time' }] as const satisfies readonly Field[];

/** Stands in addresses and in files: no slash, nothing that cannot be seen. */
export const listNameSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,79}$/u, 'a letter or digit first; then letters, digits, spaces, . _ and -');

export const columnTypes = fieldTypes.filter((type) => type !== 'list');
const columnSchema = z.object({
  name: z.string().refine((name) => badFieldName(name) === undefined, 'not a usable name of a column'),
  type: z.enum(columnTypes),
  label: textSchema.optional(),
});
export type ListColumn = z.infer<typeof columnSchema>;

const cellSchema = z.union([z.number(), z.string(), z.boolean(), z.null()]);
const rowSchema = z.record(z.string(), cellSchema).describe('By column; times as milliseconds or as text with a zone.');
const why = z.string().max(1000).default('');
const until = z.number().optional().describe('Milliseconds: from then on it is in the list no more.');

export const listViewSchema = z
  .object({
    name: z.string(),
    columns: z.array(columnSchema),
    key: z.array(z.string()).describe('The columns that tell entries apart.'),
    entries: z.int(),
    changed: z.number().describe('Milliseconds: when it was changed last.'),
    runs: z.array(z.string()).describe('The live runs that ask it.'),
  })
  .meta({ id: 'List' });
export type ListView = z.infer<typeof listViewSchema>;

export const newListSchema = z
  .object({ name: listNameSchema, columns: z.array(columnSchema).min(1).max(50), key: z.array(z.string()).min(1).max(5), rows: z.array(rowSchema).default([]), why })
  .describe('What it begins with holds for rows of any time; what is changed later for rows from then on.')
  .meta({ id: 'NewList' });
export type NewList = z.output<typeof newListSchema>;

export const listEntrySchema = z
  .object({
    entry: z.string().describe('Names it among the others: its key as JSON.'),
    row: rowSchema,
    until,
    at: z.number().describe('Milliseconds: when it was written.'),
    by: z.string().optional(),
    from: z.object({ graph: z.string(), node: z.string() }).optional().describe('The output node that wrote it.'),
    why: z.string(),
  })
  .meta({ id: 'ListEntry' });
export type ListEntry = z.infer<typeof listEntrySchema>;

export const newEntrySchema = z
  .object({ row: rowSchema, until, why, instead: z.string().optional().describe('The entry that it takes the place of, where its key is another one.') })
  .meta({ id: 'NewListEntry' });
export const takenAwaySchema = z.object({ entries: z.array(z.string()).min(1).max(10_000), why }).meta({ id: 'TakenAway' });

export const listChangeSchema = z
  .object({
    seq: z.int(),
    entry: z.string(),
    what: z.enum(['set', 'removed', 'expired']),
    row: rowSchema.optional(),
    until,
    at: z.number(),
    by: z.string().optional(),
    from: z.object({ graph: z.string(), node: z.string() }).optional(),
    why: z.string(),
  })
  .meta({ id: 'ListChange' });
export type ListChange = z.infer<typeof listChangeSchema>;

export const listImportSchema = z
  .object({
    csv: z.string().describe('With the names of the columns in its first line.'),
    mode: z.enum(['add', 'replace']).describe('`replace` takes away what is not in it.'),
    until,
    why,
    dry: z.boolean().default(false).describe('Only says what it would change.'),
  })
  .meta({ id: 'ListImport' });

export const importedSchema = z
  .object({
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
    same: z.int(),
    rejected: z.int().describe('Rows that do not fit the columns, or that have no key, or one that stood there before.'),
    faults: z.array(z.object({ line: z.int().optional(), why: wordsSchema })).describe('The first of these.'),
  })
  .meta({ id: 'ListImported' });
export type Imported = z.infer<typeof importedSchema>;
