import type { FlowField } from '../../data/field.ts';
import type { Column } from '../../data/columns.ts';
import { compileExpressions } from '../../engine/expressions/program.ts';
import { fieldsRead } from '../../engine/flow/evaluate.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Matches } from '../state/contract/sample.ts';
import type { StreamColumns } from './stream-columns.ts';

/** The fields that conditions look at. */
export const fieldsAsked = (conditions: readonly (Expr | undefined)[], fields: readonly FlowField[]): readonly string[] =>
  [...fieldsRead(conditions.filter((each) => each !== undefined), { fields, time: undefined })].filter((name) => fields.some((field) => field.name === name));

/** How many rows each condition holds for. After each chunk of rows others may have their turn. */
export async function matchesOf({ rows, lengths, columns }: StreamColumns, fields: readonly FlowField[], conditions: readonly (Expr | undefined)[], breathe: () => Promise<void>): Promise<Matches> {
  const asked = conditions.filter((each) => each !== undefined);
  const names = fieldsAsked(conditions, fields);
  const seen = fields.filter(({ name }) => names.includes(name));
  const program = compileExpressions(asked.map((expr) => ({ expr, type: 'condition' })), { fields: seen, sets: [], time: undefined });
  const counts = asked.map(() => 0);
  for (const [chunk, length] of lengths.entries()) {
    const batch = seen.flatMap(({ name }) => columns.get(name)?.[chunk] ?? []);
    program.run({ length, columns: batch }).forEach((truth, at) => {
      counts[at] = (counts[at] ?? 0) + holds(truth);
    });
    await breathe();
  }
  let next = 0;
  return { rows, hits: conditions.map((each) => (each === undefined ? undefined : counts[next++])) };
}

function holds(truth: Column): number {
  if (truth.type !== 'boolean') return 0;
  let count = 0;
  for (const value of truth.values) if (value === 1) count += 1;
  return count;
}
