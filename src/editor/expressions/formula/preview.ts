import { valueAt } from '../../../data/columns.ts';
import type { FlowField, Row, Value } from '../../../data/field.ts';
import type { Expr } from '../../../logic/expr.ts';
import { evaluate } from '../../../logic/interpret.ts';
import type { Scope } from '../../../logic/scope.ts';
import { fieldsOf } from '../../../logic/walk.ts';
import type { RowsAround } from '../../state/contract/sample.ts';

/** What an expression gives for some rows of the sample. */
export interface Preview {
  /** Those it reads, as many as there is room for. */
  readonly fields: readonly FlowField[];
  readonly rows: readonly { readonly values: readonly Value[]; readonly result: Value }[];
}

const mostFields = 2;
const mostRows = 4;

/** Undefined where the rows lack what it reads. */
export function previewOf(expr: Expr, scope: Scope, { fields, batch }: RowsAround['before']): Preview | undefined {
  const columnOf = new Map(fields.map(({ name }, at) => [name, batch.columns[at]]));
  const names = fieldsOf(expr);
  if (batch.length === 0 || names.some((name) => columnOf.get(name) === undefined)) return undefined;
  const used = names.flatMap((name) => scope.fields.find((field) => field.name === name) ?? []);
  // Half of them are the first rows, half such that hit: some of each.
  const count = Math.min(mostRows, batch.length);
  const picked = Array.from({ length: count }, (_, at) => Math.floor((at * batch.length) / count));
  return {
    fields: used.slice(0, mostFields),
    rows: picked.map((at) => {
      const row: Row = Object.fromEntries(fields.map(({ name }, index) => [name, valueIn(batch.columns[index], at)]));
      return { values: used.slice(0, mostFields).map(({ name }) => row[name] ?? null), result: evaluate(expr, row, scope) };
    }),
  };
}

const valueIn = (column: RowsAround['before']['batch']['columns'][number] | undefined, row: number): Value => (column === undefined ? null : valueAt(column, row));
