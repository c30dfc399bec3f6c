import { idSchema, jsonSchema } from '../data/schema.ts';
import { z } from '../data/zod.ts';

export const graphEntrySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    /** Below the folder. */
    file: z.string(),
    etag: z.string(),
    /** Milliseconds. */
    changed: z.number(),
    nodes: z.int(),
    errors: z.int().describe('How many problems keep it from being deployed.'),
  })
  .meta({ id: 'GraphEntry' });
export type GraphEntry = z.infer<typeof graphEntrySchema>;

export const graphFileSchema = z.object({ path: z.string(), size: z.int(), changed: z.number().describe('Milliseconds.') }).meta({ id: 'GraphFile' });

/** A graph file as it stands; docs/document-format.md says what is in it. */
export const documentSchema: z.ZodType<Readonly<Record<string, unknown>>> = z.looseObject({ format: z.literal('ruleloom/graph') }).meta({ id: 'Graph' });

export const versionEntrySchema = z
  .object({
    number: z.int().min(1),
    name: z.string(),
    note: z.string(),
    made: z.number().describe('Milliseconds.'),
    by: z.string().optional(),
  })
  .meta({ id: 'VersionEntry' });
export type VersionEntry = z.infer<typeof versionEntrySchema>;

export const newVersionSchema = z.object({ name: z.string().max(200).default(''), note: z.string().max(5000).default(''), document: documentSchema }).meta({ id: 'NewVersion' });

export const jsonRow = z.record(z.string(), jsonSchema);
