import { valueAt } from '../../data/columns.ts';
import { durationInWords } from '../../data/duration.ts';
import type { Row } from '../../data/field.ts';
import { jsonTextsReader } from '../../data/read/json.ts';
import type { Reading, RejectedRow } from '../../data/read/reading.ts';
import { pick, words } from '../../data/text.ts';
import { printTime } from '../../data/time.ts';
import { taken } from '../../engine/flow/gather.ts';
import type { SourceStep } from '../../plan/plan.ts';
import type { RowsEntry } from './entries.ts';

/**
 * The rows of deliveries to a source. What they are follows from each entry alone, so that a replay reads the same
 * however many are read at once.
 */
export type RowsReader = (entries: readonly RowsEntry[]) => ReadTogether;

export interface ReadTogether {
  /** Rows of several deliveries may share one. */
  readonly readings: readonly Reading[];
  /** What became of each delivery. */
  readonly deliveries: readonly ReadDelivery[];
}

export interface ReadDelivery {
  readonly accepted: number;
  readonly rejected: readonly RejectedRow[];
}

export function rowsReader(source: SourceStep, ahead: number): RowsReader {
  let readings: Reading[] = [];
  const reader = jsonTextsReader(source.fields, (reading) => readings.push(reading));
  const read: RowsReader = (entries) => {
    readings = [];
    const counts = entries.map(({ body }) => reader.read(body));
    reader.flush();
    const [first, ...others] = entries;
    const earliest = entries.reduce((least, { at }) => Math.min(least, at), Infinity);
    if (first === undefined || !hasFuture(readings, source, earliest + ahead)) return { readings, deliveries: sharesOf(counts, readings) };
    if (others.length > 0) return together(entries.map((entry) => read([entry])));
    const kept = readings.map((reading) => withoutFuture(reading, source, first.at, ahead));
    return { readings: kept, deliveries: [{ accepted: kept.reduce((sum, { batch }) => sum + batch.length, 0), rejected: kept.flatMap(({ rejected }) => rejected) }] };
  };
  return read;
}

/** The rows of one delivery. */
export const readRows = (entry: RowsEntry, source: SourceStep, ahead: number): readonly Reading[] => rowsReader(source, ahead)([entry]).readings;

const together = (parts: readonly ReadTogether[]): ReadTogether => ({
  readings: parts.flatMap(({ readings }) => readings),
  deliveries: parts.flatMap(({ deliveries }) => deliveries),
});

function sharesOf(counts: readonly { readonly accepted: number; readonly rejected: number }[], readings: readonly Reading[]): readonly ReadDelivery[] {
  const all = readings.flatMap(({ rejected }) => rejected);
  let next = 0;
  return counts.map(({ accepted, rejected }) => ({ accepted, rejected: all.slice(next, (next += rejected)) }));
}

const timesIn = ({ batch }: Reading, { fields, time }: SourceStep): Float64Array | undefined => {
  const column = batch.columns[fields.findIndex(({ name }) => name === time)];
  return time === undefined || column?.type !== 'time' ? undefined : column.values;
};

const hasFuture = (readings: readonly Reading[], source: SourceStep, latest: number): boolean =>
  readings.some((reading) => timesIn(reading, source)?.some((time) => time > latest) === true);

/** Rows of a time that the clock is far from can't be true, and would have all others be late. */
function withoutFuture(reading: Reading, source: SourceStep, at: number, ahead: number): Reading {
  const { batch, lines, rejected } = reading;
  const times = timesIn(reading, source);
  const latest = at + ahead;
  if (source.time === undefined || times?.some((time) => time > latest) !== true) return reading;

  const kept: number[] = [];
  const aside: RejectedRow[] = [...rejected];
  for (let row = 0; row < batch.length; row += 1) {
    const time = times[row] ?? 0;
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
