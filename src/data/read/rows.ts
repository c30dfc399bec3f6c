import { columnOf } from '../columns.ts';
import { rowFromData, rowFromJson } from '../contract.ts';
import type { Field, Row } from '../field.ts';
import { shapeFault } from './faults.ts';
import type { Reading, RejectedRow } from './reading.ts';

/** Rows that are objects already: of saved tests, of messages, written by hand. They mean what the JSON reader makes of them. */
export interface RowsOptions {
  /** The line that each record stands on; rows have none where it is left out. */
  readonly lines?: readonly number[] | undefined;
  /** Fields are looked for under the names that the data has for them (`from`), not under their own. */
  readonly asInData?: boolean | undefined;
}

export function readingOf(records: readonly unknown[], fields: readonly Field[], { lines, asInData = false }: RowsOptions = {}): Reading {
  const rows: Row[] = [];
  const places: number[] = [];
  const rejected: RejectedRow[] = [];
  records.forEach((record, place) => {
    const line = lines?.[place];
    const set = (row: Row, faults: RejectedRow['faults']): void => {
      rejected.push({ at: rows.length, ...(line === undefined ? {} : { line }), text: JSON.stringify(record) ?? '', row, faults });
    };
    if (!isRecord(record)) {
      set({}, [shapeFault('not-an-object')]);
      return;
    }
    const { row, rejections } = asInData ? rowFromData(record, fields) : rowFromJson(record, fields);
    if (rejections.length === 0) {
      rows.push(row);
      places.push(line ?? 0);
      return;
    }
    const wrong = new Set(rejections.map(({ field }) => field));
    set(Object.fromEntries(Object.entries(row).filter(([name]) => !wrong.has(name))), rejections);
  });
  const columns = fields.map(({ name, type }) => columnOf(type, rows.map((row) => row[name] ?? null)));
  return { batch: { length: rows.length, columns }, ...(lines === undefined ? {} : { lines: Int32Array.from(places) }), rejected };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
