import { valueAt } from '../../../data/columns.ts';
import type { Row } from '../../../data/field.ts';
import type { Reading } from '../../../data/read/reading.ts';
import { part, taken } from '../../../engine/flow/gather.ts';
import type { SourceStep } from '../../../plan/plan.ts';

/** Parts of readings. */

/** Rows `from` up to `to`, with the rejected rows that stand before them; at its end also those behind the last. */
export function sliceOf({ batch, lines, rejected }: Reading, from: number, to: number): Reading {
  const last = to === batch.length;
  return {
    batch: { length: to - from, columns: batch.columns.map((column) => part(column, from, to)) },
    ...(lines === undefined ? {} : { lines: lines.subarray(from, to) }),
    rejected: rejected.filter(({ at }) => at >= from && (at < to || last)).map((row) => ({ ...row, at: row.at - from })),
  };
}

/** Some rows of it, and none of those that were rejected. */
export function rowsOf({ batch, lines }: Reading, rows: readonly number[]): Reading {
  const which = Int32Array.from(rows);
  return {
    batch: { length: rows.length, columns: batch.columns.map((column) => taken(column, which)) },
    ...(lines === undefined ? {} : { lines: which.map((row) => lines[row] ?? 0) }),
    rejected: [],
  };
}

export const rowIn = ({ batch }: Reading, { fields }: SourceStep, row: number): Row =>
  Object.fromEntries(fields.map(({ name }, at) => {
    const column = batch.columns[at];
    return [name, column === undefined ? null : valueAt(column, row)];
  }));

/** The times of its rows; undefined where the source has none. */
export function timesIn({ batch }: Reading, { fields, time }: SourceStep): Float64Array | undefined {
  const column = batch.columns[fields.findIndex(({ name }) => name === time)];
  return time !== undefined && column?.type === 'time' ? column.values : undefined;
}

export const isEmpty = ({ batch, rejected }: Reading): boolean => batch.length === 0 && rejected.length === 0;
