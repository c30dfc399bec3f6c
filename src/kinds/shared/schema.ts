import { parseDuration } from '../../data/duration.ts';
import { textSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';

/** Schemas that configs share. Objects are loose: what this version does not know is kept. */

export const durationSchema = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, {
    error: 'a whole number and a unit, such as 90s, 10m, 24h or 7d',
    params: { zh: '整数加单位，如 90s、10m、24h、7d' },
  })
  .describe('A length of time: a whole number and ms, s, m, h, d or w.');

/** The name of a field of the row. Whether there is such a field is for `check` to say. */
export const fieldName = z.string().max(200).describe('The name of a field.');

export const keySchema = z.array(fieldName).describe('The fields that say whose row it is.');

export const labelSchema = textSchema.optional().describe('What people read in place of the name.');

/** Milliseconds; 0 where the text is not a duration, which the schema has already refused. */
export const milliseconds = (text: string): number => parseDuration(text) ?? 0;
