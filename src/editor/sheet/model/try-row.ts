import type { Row, Value } from '../../../data/field.ts';
import type { Surroundings } from '../../../kinds/contract.ts';
import { scopeOf } from '../../../kinds/shared/expressions.ts';
import { inputOf, withFields } from '../../../kinds/shared/streams.ts';
import { rowToExpr } from '../../../kinds/table/cell-logic.ts';
import { tableChanges } from '../../../kinds/table/compile.ts';
import type { TableConfig } from '../../../kinds/table/config.ts';
import { resultFields, tableFields } from '../../../kinds/table/fields.ts';
import { readSheet } from '../../../kinds/table/sheet.ts';
import { evaluate, holds } from '../../../logic/interpret.ts';

/** What a table makes of one row. */
export interface Tried {
  /** All rows that match, by their position. */
  readonly rows: readonly number[];
  /** By result. */
  readonly results: readonly Value[];
}

/** Tries rows on a table the way the engine would; undefined where a cell cannot be read. */
export function trial(config: TableConfig, around: Surroundings): ((row: Row) => Tried) | undefined {
  const { sheet } = readSheet(config, around);
  if (sheet === undefined) return undefined;
  const changes = tableChanges(config, sheet, resultFields(config, around), around);
  const conditions = sheet.rows.map((cells) => rowToExpr(cells, sheet.columns));
  const scope = scopeOf(withFields(inputOf(around), tableFields(config, around)), around);
  return (row) => {
    const after = changes.reduce<Row>((now, change) => ('set' in change ? { ...now, [change.set.name]: evaluate(change.to, now, scope) } : now), row);
    return {
      rows: conditions.flatMap((condition, index) => (holds(condition, row, scope) ? [index] : [])),
      results: config.outputs.map(({ name }) => after[name] ?? null),
    };
  };
}
