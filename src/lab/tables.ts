import { columnOf, valueAt } from '../data/columns.ts';
import type { Batch } from '../data/columns.ts';
import type { Field, Value } from '../data/field.ts';
import type { ReadNote, Reading } from '../data/read/reading.ts';
import type { Input } from './feed.ts';

type Rejected = Reading['rejected'][number];

export interface TableRead {
  readonly batch: Batch;
  readonly notes: readonly ReadNote[];
  /** So many rows had cells that do not fit their columns; and the first of them. */
  readonly broken: number;
  readonly first: Rejected | undefined;
}

/** A reference table as the engine takes it, in the order of its file. A cell that does not fit its column is missing. */
export async function tableFrom(rows: Input, columns: readonly Field[]): Promise<TableRead> {
  const values: Value[][] = columns.map(() => []);
  let length = 0;
  let broken = 0;
  let first: Rejected | undefined;
  const readings = rows[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await readings.next();
    if (done === true) {
      const batch = { length, columns: columns.map((column, index) => columnOf(column.type, values[index] ?? [])) };
      return { batch, notes: value, broken, first };
    }
    const { batch, rejected } = value;
    broken += rejected.length;
    first ??= rejected[0];
    let next = 0;
    for (let at = 0; at <= batch.length; at += 1) {
      for (let each = rejected[next]; each !== undefined && each.at === at; each = rejected[next]) {
        const { row } = each;
        columns.forEach(({ name }, index) => values[index]?.push(Object.hasOwn(row, name) ? (row[name] ?? null) : null));
        length += 1;
        next += 1;
      }
      if (at === batch.length) break;
      batch.columns.forEach((column, index) => values[index]?.push(valueAt(column, at)));
      length += 1;
    }
  }
}

/** What stands in for a table that is kept elsewhere. */
export const emptyTable = (columns: readonly Field[]): Batch => ({ length: 0, columns: columns.map((column) => columnOf(column.type, [])) });
