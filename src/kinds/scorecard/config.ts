import { expressionSchema, idSchema, textSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import { fieldName, labelSchema } from '../shared/schema.ts';

/** Conditions with points, summed to a score, cut into bands. */

export const itemSchema = z.looseObject({
  when: expressionSchema.optional(),
  points: z.number(),
  label: labelSchema,
  reason: textSchema.optional().describe('Words for why, with {field} placeholders; label and points where left out. Empty for none.'),
});
export type Item = z.infer<typeof itemSchema>;

export const bandSchema = z.looseObject({
  id: idSchema.describe('The output port, and what the band field holds.'),
  name: textSchema,
  from: z.number().optional().describe('The lowest score of the band, itself included. The first band has none: it takes all below the second.'),
});
export type Band = z.infer<typeof bandSchema>;

export const scorecardSchema = z.looseObject({
  items: z.array(itemSchema).describe('Conditions, and the points each adds or takes away.'),
  start: z.number().optional().describe('What the score starts from; 0 where left out.'),
  cap: z.looseObject({ min: z.number().optional(), max: z.number().optional() }).optional().describe('The score never leaves these limits.'),
  score: fieldName.describe('The field that receives the score.'),
  band: fieldName.describe('The field that receives the id of the band.'),
  bands: z.array(bandSchema).describe('In ascending order, an output each. `from` belongs to the band; the first has none and takes all that is lower.'),
});
export type ScorecardConfig = z.infer<typeof scorecardSchema>;

/** Digits after the point that points, start and limits have together. */
export function decimalsOf({ items, start = 0, cap = {} }: ScorecardConfig): number {
  const numbers = [...items.map(({ points }) => points), start, cap.min ?? 0, cap.max ?? 0];
  let digits = 0;
  while (digits < 9 && !numbers.every((value) => isMultiple(value, digits))) digits += 1;
  return digits;
}

export const isMultiple = (value: number, digits: number): boolean => Math.round(value * 10 ** digits) / 10 ** digits === value;

/** The least and the most that a score can come to. */
export function reach(config: ScorecardConfig): { readonly min: number; readonly max: number } {
  const { items, start = 0, cap = {} } = config;
  const scale = 10 ** decimalsOf(config);
  const total = (points: readonly number[]): number => (points.reduce((sum, value) => sum + Math.round(value * scale), Math.round(start * scale))) / scale;
  const capped = (value: number): number => Math.max(cap.min ?? -Infinity, Math.min(cap.max ?? Infinity, value));
  const points = items.map((item) => item.points);
  return { min: capped(total(points.filter((value) => value < 0))), max: capped(total(points.filter((value) => value > 0))) };
}
