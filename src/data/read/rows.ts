import { asTyped, isRecord, valueUnder } from '../contract.ts';
import type { Field } from '../field.ts';
import { nameInData } from '../field.ts';
import { shapeFault } from './faults.ts';
import { gather } from './gather.ts';
import type { Reading } from './reading.ts';

/** Rows that are objects already: of saved tests, of messages, written by hand. They mean what the JSON reader makes of them. */
export interface RowsOptions {
  /** The line that each record stands on; rows have none where it is left out. */
  readonly lines?: readonly number[] | undefined;
  /** Fields are looked for under the names that the data has for them (`from`), not under their own. */
  readonly asInData?: boolean | undefined;
}

export function readingOf(records: readonly unknown[], fields: readonly Field[], { lines, asInData = false }: RowsOptions = {}): Reading {
  const names = fields.map((field) => (asInData ? nameInData(field) : field.name));
  return gather(fields, {
    length: records.length,
    rowFault: (row) => (isRecord(records[row]) ? undefined : shapeFault('not-an-object')),
    valueAt: (at, row) => {
      const record = records[row];
      const field = fields[at];
      return isRecord(record) && field !== undefined ? asTyped(valueUnder(record, names[at] ?? ''), field) : null;
    },
    textAt: (row) => JSON.stringify(records[row]) ?? '',
    ...(lines === undefined ? {} : { lineAt: (row: number) => lines[row] ?? 0 }),
  });
}
