import { eventNameSchema, fieldSchema, jsonSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import { durationSchema, fieldName } from '../shared/schema.ts';

/** A contract, and where rows that keep it come from: a sample to simulate on, a connector to run on. */

/** As everywhere, but a name that will not do is for `check` to explain. */
const sourceField = fieldSchema.extend({ name: fieldName });

export const sampleFormats = ['csv', 'json', 'ndjson', 'parquet', 'xlsx'] as const;

const settings = z.record(z.string(), jsonSchema);

export const sampleSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('rows'), rows: z.array(z.record(z.string(), jsonSchema)) }),
  z.looseObject({
    type: z.literal('file'),
    path: z.string().describe('A file beside the graph or below it.'),
    format: z.enum(sampleFormats).optional().describe('By the name of the file, where left out.'),
    options: settings.optional().describe('How it is read, where looking at it does not tell: docs/data.md.'),
  }),
  z.looseObject({
    type: z.literal('generator'),
    preset: z.string(),
    stream: z.string().optional(),
    events: z.int().min(1).max(100_000_000),
    seed: z.int().min(0),
  }),
]);

export const config = z.looseObject({
  event: eventNameSchema.describe('What one row is called: payment, login.'),
  fields: z.array(sourceField).describe('The contract: rows that break it leave by `rejected`.'),
  time: fieldName.optional().describe('The field that holds the event time. Without one, rows keep their order.'),
  id: fieldName.optional().describe('The field that tells events apart.'),
  lateness: durationSchema.optional().describe('How long to wait for events that come out of order.'),
  idle: durationSchema.optional().describe('After how long a silent source no longer holds others back.'),
  sample: sampleSchema.optional().describe('Where the rows of a simulation come from: inline, a file, or the generator.'),
  live: z
    .looseObject({ connector: z.string(), settings })
    .optional()
    .describe('Where the events of a live run come from. Secrets only as `${NAME}`, which the server fills in.'),
});
export type SourceConfig = z.infer<typeof config>;
