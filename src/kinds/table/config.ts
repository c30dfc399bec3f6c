import { textSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import { fieldName, labelSchema } from '../shared/schema.ts';

/** Rows that ask the same questions of each event, and what follows from each. */

export const hitPolicies = ['first', 'all', 'sum'] as const;
export type HitPolicy = (typeof hitPolicies)[number];

/** No more rows than can be checked against each other while somebody waits. */
export const mostRows = 2000;

const result = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Result = z.infer<typeof result>;

export const outputSchema = z.looseObject({
  name: fieldName,
  type: z.enum(['text', 'number', 'boolean']),
  label: labelSchema,
  values: z.array(z.string()).optional().describe('Text only: the values to choose from.'),
  decimals: z.int().min(0).max(9).optional(),
  unit: z.string().optional(),
  currency: z.string().regex(/^[A-Z]{3}$/).optional(),
});
export type Output = z.infer<typeof outputSchema>;

export const rowSchema = z.looseObject({
  when: z.array(z.string()).describe('A cell for each input: `> 1000`, `1..5`, `in CN, HK`, `@set`, `not X`, `missing`; `-` for any.'),
  set: z.array(result).describe('A value for each output; null for none.'),
  note: z.string().optional(),
});
export type TableRow = z.infer<typeof rowSchema>;

export const tableSchema = z.looseObject({
  inputs: z.array(z.looseObject({ field: fieldName })).describe('The fields asked about, a column each.'),
  outputs: z.array(outputSchema).describe('The new fields that a row decides.'),
  rows: z.array(rowSchema).describe('`when` has a cell for each input (docs/decision-tables.md tells how cells are written), `set` a value for each output.'),
  otherwise: z.array(result).optional().describe('What follows where no row matches.'),
  hit: z
    .enum(hitPolicies)
    .describe('`first`: the first row that matches decides. `all`: each output is the list of what all matching rows say. `sum`: numbers are added up over all of them; other outputs are those of the first.'),
  row: fieldName.optional().describe('The field that receives the number of the row that matched; with `all` and `sum` the list of them.'),
  reason: textSchema.optional().describe('Words for why, with {field} placeholders that may name outputs. Empty for none.'),
  meant: z.array(z.tuple([z.int(), z.int()])).optional().describe('Pairs of rows, by number, whose overlap is meant.'),
});
export type TableConfig = z.infer<typeof tableSchema>;

/** The table with a row moved to another position, and what names rows by number along with it. */
export function moveRow(config: TableConfig, from: number, to: number): TableConfig {
  const order = config.rows.map((_, index) => index);
  order.splice(to, 0, ...order.splice(from, 1));
  return arranged(config, order);
}

export function removeRow(config: TableConfig, row: number): TableConfig {
  return arranged(config, config.rows.flatMap((_, index) => (index === row ? [] : [index])));
}

/** The table with these rows, of those it has by their position and new ones; what names rows by number follows them. */
export function arranged(config: TableConfig, order: readonly (number | TableRow)[]): TableConfig {
  const rows = order.flatMap((row) => (typeof row === 'number' ? (config.rows[row] ?? []) : row));
  if (config.meant === undefined) return { ...config, rows };
  const now = new Map(order.flatMap((row, index) => (typeof row === 'number' ? [[row + 1, index + 1] as const] : [])));
  const meant = config.meant.flatMap(([a, b]) => {
    const [upper, lower] = [now.get(a), now.get(b)];
    return upper === undefined || lower === undefined ? [] : [pairOf(upper, lower)];
  });
  return { ...config, rows, meant };
}

/** The table where it is meant that these two rows overlap. */
export function acceptOverlap(config: TableConfig, upper: number, lower: number): TableConfig {
  return isMeant(config, upper, lower) ? config : { ...config, meant: [...(config.meant ?? []), pairOf(upper + 1, lower + 1)] };
}

export const isMeant = (config: TableConfig, upper: number, lower: number): boolean => meantPairs(config).has(keyOf(upper + 1, lower + 1));

/** All pairs at once, to look many up. */
export const meantPairs = ({ meant = [] }: TableConfig): ReadonlySet<number> => new Set(meant.map(([a, b]) => keyOf(a, b)));

/** One number for a pair in any order; rows are few enough for that. */
export const keyOf = (a: number, b: number): number => Math.min(a, b) * 1_000_000 + Math.max(a, b);

const pairOf = (a: number, b: number): [number, number] => (a <= b ? [a, b] : [b, a]);
