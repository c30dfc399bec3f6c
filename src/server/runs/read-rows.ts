import { valueAt } from '../../data/columns.ts';
import { durationInWords } from '../../data/duration.ts';
import type { Row } from '../../data/field.ts';
import { jsonReader } from '../../data/read/json.ts';
import type { Reading, RejectedRow } from '../../data/read/reading.ts';
import { pick, words } from '../../data/text.ts';
import { printTime } from '../../data/time.ts';
import { taken } from '../../engine/flow/gather.ts';
import type { SourceStep } from '../../plan/plan.ts';
import type { RowsEntry } from './entries.ts';

/** The rows of a delivery. What they are follows from the entry alone, so that a replay reads the same. */
export function readRows({ body, at }: RowsEntry, source: SourceStep, ahead: number): Reading[] {
  const readings: Reading[] = [];
  const reader = jsonReader(source.fields, (reading) => readings.push(withoutFuture(reading, source, at, ahead)));
  reader.push(body);
  reader.finish();
  return readings;
}

/** Rows of a time that the clock is far from can't be true, and would have all others be late. */
function withoutFuture(reading: Reading, source: SourceStep, at: number, ahead: number): Reading {
  const { batch, lines, rejected } = reading;
  const column = batch.columns[source.fields.findIndex(({ name }) => name === source.time)];
  if (source.time === undefined || column?.type !== 'time') return reading;
  const { values } = column;
  const latest = at + ahead;
  if (!values.some((time) => time > latest)) return reading;

  const kept: number[] = [];
  const aside: RejectedRow[] = [...rejected];
  for (let row = 0; row < batch.length; row += 1) {
    const time = values[row] ?? 0;
    if (!(time > latest)) kept.push(row);
    else aside.push({ at: row, line: lines?.[row], ...futureRow(rowOf(reading, source, row), source.time, time, at) });
  }
  const rows = Int32Array.from(kept);
  const standing = placesAfter(kept, batch.length);
  return {
    batch: { length: rows.length, columns: batch.columns.map((each) => taken(each, rows)) },
    ...(lines === undefined ? {} : { lines: rows.map((row) => lines[row] ?? 0) }),
    rejected: aside.sort((a, b) => a.at - b.at).map((row) => ({ ...row, at: standing[row.at] ?? rows.length })),
  };
}

function futureRow(row: Row, field: string, time: number, at: number): Pick<RejectedRow, 'text' | 'row' | 'faults'> {
  const by = time - at;
  const message = words((lang) =>
    pick(
      lang,
      `${field} is ${printTime(time)}, ${durationInWords(by, lang)} past the clock of the server`,
      `${field} 为 ${printTime(time)}，比服务器时钟晚 ${durationInWords(by, lang)}`,
    ));
  return { text: JSON.stringify(row), row, faults: [{ code: 'ahead', field, message }] };
}

const rowOf = ({ batch }: Reading, { fields }: SourceStep, row: number): Row =>
  Object.fromEntries(fields.map(({ name }, at) => {
    const column = batch.columns[at];
    return [name, column === undefined ? null : valueAt(column, row)];
  }));

/** By place in all rows, how many of those kept stand before it. */
function placesAfter(kept: readonly number[], length: number): Int32Array {
  const places = new Int32Array(length + 1);
  for (const row of kept) places[row + 1] = 1;
  for (let row = 1; row <= length; row += 1) places[row] = (places[row] ?? 0) + (places[row - 1] ?? 0);
  return places;
}
