import { columnOf, valueAt } from '../data/columns.ts';
import type { Batch } from '../data/columns.ts';
import type { Field, Value } from '../data/field.ts';
import type { Input } from './replay.ts';

/** A reference table as the engine takes it, in the order of its file. A cell that does not fit its column is missing. */
export async function tableFrom(rows: Input, columns: readonly Field[]): Promise<Batch> {
  const values: Value[][] = columns.map(() => []);
  let length = 0;
  for await (const { batch, rejected } of rows) {
    let next = 0;
    for (let at = 0; at <= batch.length; at += 1) {
      for (let broken = rejected[next]; broken !== undefined && broken.at === at; broken = rejected[next]) {
        const { row } = broken;
        columns.forEach(({ name }, index) => values[index]?.push(Object.hasOwn(row, name) ? (row[name] ?? null) : null));
        length += 1;
        next += 1;
      }
      if (at === batch.length) break;
      batch.columns.forEach((column, index) => values[index]?.push(valueAt(column, at)));
      length += 1;
    }
  }
  return { length, columns: columns.map((column, index) => columnOf(column.type, values[index] ?? [])) };
}

/** What stands in for a table that is kept elsewhere. */
export const emptyTable = (columns: readonly Field[]): Batch => ({ length: 0, columns: columns.map((column) => columnOf(column.type, [])) });
