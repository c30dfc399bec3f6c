import type { Row } from '../field.ts';
import type { Field } from '../field.ts';
import { valueAt } from '../columns.ts';
import type { ReadNote, Reader, Reading, RejectedRow } from './reading.ts';

/** Reading a whole table at once, for tests. */

export interface ReadTable {
  readonly rows: readonly Row[];
  readonly rejected: readonly RejectedRow[];
  readonly notes: readonly ReadNote[];
}

type Open = (fields: readonly Field[], emit: (reading: Reading) => void) => Reader;

/** The bytes in pieces cut at these places. */
export function readPieces(open: Open, fields: readonly Field[], bytes: Uint8Array, cuts: readonly number[] = []): ReadTable {
  const rows: Row[] = [];
  const rejected: RejectedRow[] = [];
  const reader = open(fields, (reading) => {
    rows.push(...rowsOf(reading, fields));
    rejected.push(...reading.rejected);
  });
  let from = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    const to = Math.min(Math.max(cut, from), bytes.length);
    reader.push(bytes.slice(from, to));
    from = to;
  }
  reader.finish();
  return { rows, rejected, notes: reader.notes };
}

export function rowsOf({ batch }: Reading, fields: readonly Field[]): Row[] {
  return Array.from({ length: batch.length }, (_, at) =>
    Object.fromEntries(batch.columns.map((column, index) => [fields[index]?.name ?? '', valueAt(column, at)])),
  );
}

/** What a rejected row says, in short. */
export const inShort = ({ line, text, faults }: RejectedRow): unknown[] => [line, text, ...faults.map(({ code, field }) => (field === undefined ? code : `${field} ${code}`))];
