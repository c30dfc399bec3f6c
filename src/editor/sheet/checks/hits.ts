import type { StoredExpression } from '../../../data/schema.ts';
import type { HitPolicy, Result, TableConfig } from '../../../kinds/table/config.ts';
import { rowName } from '../../../kinds/table/fields.ts';
import { call, field, number, text } from '../../../logic/expr.ts';
import { toStored } from '../../../logic/stored.ts';
import type { Matches } from '../../state/contract.ts';

/** How often each row was hit in the sample. */
export interface Hits {
  readonly rows: number;
  readonly byRow: readonly number[];
  /** No row was. */
  readonly otherwise: number;
  readonly most: number;
  readonly stale: boolean;
}

/** What the table itself says of each of its rows: by whom it was decided, or by all that hit. The last asks for none. */
export function hitQuestions(rows: number, hit: HitPolicy, row: Pick<TableConfig, 'row'>): readonly StoredExpression[] {
  const by = field(rowName(row));
  const each = Array.from({ length: rows }, (_, index) => (hit === 'first' ? call('eq', by, number(index + 1)) : call('has', by, text(String(index + 1)))));
  return [...each, hit === 'first' ? call('isMissing', by) : call('eq', call('size', by), number(0))].map(toStored);
}

export function hitsFrom({ rows, hits }: Matches, count: number, stale: boolean): Hits | undefined {
  if (hits.length !== count + 1) return undefined;
  const byRow = hits.slice(0, count).map((each) => each ?? 0);
  return { rows, byRow, otherwise: hits[count] ?? 0, most: Math.max(0, ...byRow), stale };
}

/** How often each result was set, the most frequent first; only where one row decides. */
export function decidedBy(config: TableConfig, column: number, hits: Hits): readonly { readonly result: Result; readonly rows: number }[] {
  const counts = new Map<Result, number>();
  const count = (result: Result, rows: number): void => void counts.set(result, (counts.get(result) ?? 0) + rows);
  config.rows.forEach(({ set }, row) => count(set[column] ?? null, hits.byRow[row] ?? 0));
  count(config.otherwise?.[column] ?? null, hits.otherwise);
  return [...counts].map(([result, rows]) => ({ result, rows })).filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows);
}
