import type { Result, TableConfig } from '../../../kinds/table/config.ts';
import type { Tally } from '../../state/contract/sample.ts';

/** How often each row was hit in the sample. */
export interface Hits {
  readonly rows: number;
  readonly byRow: readonly number[];
  /** No row was. */
  readonly otherwise: number;
  readonly most: number;
  readonly stale: boolean;
}

/** From the field in which the table says of each event which row decided it, or all that hit. */
export function hitsFrom({ rows, none, values }: Tally, count: number, stale: boolean): Hits {
  const byRow = Array.from({ length: count }, () => 0);
  for (const { value, rows: times } of values) {
    const row = Number(value) - 1;
    if (row in byRow) byRow[row] = times;
  }
  return { rows, byRow, otherwise: none, most: byRow.reduce((most, each) => Math.max(most, each), 0), stale };
}

/** How often each result was set, the most frequent first; only where one row decides. */
export function decidedBy(config: TableConfig, column: number, hits: Hits): readonly { readonly result: Result; readonly rows: number }[] {
  const counts = new Map<Result, number>();
  const count = (result: Result, rows: number): void => void counts.set(result, (counts.get(result) ?? 0) + rows);
  config.rows.forEach(({ set }, row) => count(set[column] ?? null, hits.byRow[row] ?? 0));
  count(config.otherwise?.[column] ?? null, hits.otherwise);
  return [...counts].map(([result, rows]) => ({ result, rows })).filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows);
}
