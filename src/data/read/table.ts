import type { Field, Row } from '../field.ts';
import type { Form } from './form.ts';
import type { ReadNote, Reading, RejectedRow, RowFault } from './reading.ts';
import type { Sink } from './sink.ts';
import { newSink, takeBatch, valueIn } from './sink.ts';
import { decodeForShow } from './text-bytes.ts';

/** The table that a reader fills: the batch at hand, the rows rejected since the last one, and the line it is at. */
export interface Table {
  readonly fields: readonly Field[];
  readonly sinks: readonly Sink[];
  readonly missing: ReadonlySet<string>;
  /** Rows in a batch. */
  readonly rows: number;
  readonly emit: (reading: Reading) => void;
  readonly notes: ReadNote[];
  line: number;
  lines: Int32Array;
  row: number;
  /** Bytes of the batch at hand and of what was rejected meanwhile. */
  size: number;
  rejected: RejectedRow[];
}

/** A batch ends early where its rows are very long. */
const mostBytes = 33_554_432;
/** Of a row that is too long, so many bytes are shown. */
export const mostShown = 10_000;

export function newTable(
  fields: readonly Field[],
  emit: (reading: Reading) => void,
  rows: number,
  missingTexts: readonly string[] = [],
  forms: Readonly<Record<string, Form>> = {},
): Table {
  const missing = new Set(missingTexts);
  const sinks = fields.map((field) => newSink(field, rows, missing, Object.hasOwn(forms, field.name) ? forms[field.name] : undefined));
  return { fields, sinks, missing, rows, emit, notes: [], line: 1, lines: new Int32Array(rows), row: 0, size: 0, rejected: [] };
}

/** The row that has been filled stands. */
export function acceptRow(table: Table, bytes: number): void {
  table.lines[table.row] = table.line;
  table.row += 1;
  table.size += bytes;
  if (table.row === table.rows || table.size > mostBytes) flush(table);
}

/** The rows up to this one have been filled, from as many lines. */
export function acceptRows(table: Table, filled: number, bytes: number): void {
  const { lines, row, line } = table;
  for (let at = row; at < filled; at += 1) lines[at] = line + at - row;
  table.row = filled;
  table.line = line + filled - row;
  table.size += bytes;
  if (filled === table.rows || table.size > mostBytes) flush(table);
}

/** The values that the sinks hold in the row at hand count where their field has no fault; none do where the row as a whole has. */
export function rejectRow(table: Table, bytes: Uint8Array, faults: readonly RowFault[]): void {
  table.rejected.push({ at: table.row, row: whatFits(table, faults), line: table.line, text: decodeForShow(bytes), faults: inOrder(table, faults) });
  table.size += bytes.length;
  if (table.rejected.length >= table.rows || table.size > mostBytes) flush(table);
}

function whatFits({ sinks, row }: Table, faults: readonly RowFault[]): Row {
  const wrong = new Set(faults.map(({ field }) => field));
  if (wrong.has(undefined)) return {};
  return Object.fromEntries(sinks.flatMap((sink) => (wrong.has(sink.field.name) ? [] : [[sink.field.name, valueIn(sink, row)]])));
}

/** Wherever the columns stand: what is wrong with the whole row, then with each field of the contract in turn. */
function inOrder({ fields }: Table, faults: readonly RowFault[]): readonly RowFault[] {
  const place = ({ field }: RowFault): number => fields.findIndex(({ name }) => name === field);
  return faults.toSorted((a, b) => place(a) - place(b));
}

export function flush(table: Table): void {
  const { row, rejected } = table;
  if (row === 0 && rejected.length === 0) return;
  const batch = takeBatch(table.sinks, row, table.rows);
  const lines = table.lines.slice(0, row);
  table.row = 0;
  table.size = 0;
  table.rejected = [];
  table.emit({ batch, lines, rejected });
}
