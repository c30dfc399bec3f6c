import { missingBoolean } from '../columns.ts';
import type { Field } from '../field.ts';
import { putCell } from './cell.ts';
import type { Cell } from './cell.ts';
import { aloneBelow, decodeForShow, limitWord } from './dictionary.ts';
import { contractFault, countFault, extraColumn, missingColumn, quotesFault, repeatedColumn, shapeFault } from './faults.ts';
import { booleanCell, numberCell, passedCell, textCell, timeCell } from './quick.ts';
import { batchRows, longestRow, readAll } from './reading.ts';
import type { Chunks, ReadNote, Reader, Reading, RejectedRow, RowFault } from './reading.ts';
import type { Sink } from './sink.ts';
import { kinds, newSink, takeBatch } from './sink.ts';
import { trimSpaces } from './values.ts';

/**
 * CSV as in RFC 4180, in UTF-8, with any one-byte separator and any of the three line ends, from bytes into columns.
 * An empty cell is missing, `""` an empty text. Empty lines are no rows, but where the table has one column only. A
 * quote inside a cell that does not begin with one is a plain character.
 */
export interface CsvOptions {
  readonly separator?: string | undefined;
  /** False where the first line is a row already: its cells are those of the fields, in their order. */
  readonly header?: boolean | undefined;
  /** Lines before the head that are not part of the table. */
  readonly skip?: number | undefined;
  /** Texts that stand for a missing value, such as `NULL`. */
  readonly missing?: readonly string[] | undefined;
  readonly batchRows?: number | undefined;
  /** Rows of more bytes than this are rejected. */
  readonly longestRow?: number | undefined;
}

export function readCsv(chunks: Chunks, fields: readonly Field[], options: CsvOptions = {}): AsyncGenerator<Reading> {
  return readAll(chunks, (emit) => csvReader(fields, emit, options));
}

interface Csv {
  readonly fields: readonly Field[];
  readonly sinks: readonly Sink[];
  readonly separator: number;
  /** See `aloneBelow`. */
  readonly limits: number;
  readonly missing: ReadonlySet<string>;
  readonly rows: number;
  readonly longest: number;
  readonly emit: (reading: Reading) => void;
  readonly notes: ReadNote[];
  /** Lines still to be skipped; -1 once the head is read. */
  toSkip: number;
  header: boolean;
  begun: boolean;
  /** The sink of each column in the file. */
  route: Sink[];
  absent: readonly Sink[];
  /** What is wrong with every row, as fields that must not be missing have no column. */
  always: readonly RowFault[];
  buffer: Uint8Array;
  view: DataView;
  filled: number;
  /** No look at the buffer before so many bytes are there: rows of many pieces are not begun again for each. */
  patience: number;
  /** Inside a row that is too long and has been rejected already. */
  passing: boolean;
  line: number;
  /** Line breaks inside the quotes of the row at hand. */
  breaks: number;
  faults: RowFault[];
  /** The cell that was looked at last, without its quotes. */
  readonly cell: Cell & { broken: boolean };
  row: number;
  size: number;
  rejected: RejectedRow[];
}

const feed = 10;
const carriage = 13;
const quote = 34;
const firstBuffer = 262_144;
const margin = 64;
/** A batch ends early where its rows are very long. */
const mostBytes = 33_554_432;

/** Of a row that is too long, so much is shown. */
const mostShown = 10_000;

const passed: Sink = { ...newSink({ name: '-', type: 'text' }, 0, new Set()), kind: kinds.none };

export function csvReader(fields: readonly Field[], emit: (reading: Reading) => void, options: CsvOptions = {}): Reader {
  const missing = new Set(options.missing);
  const rows = options.batchRows ?? batchRows;
  const separator = (options.separator ?? ',').charCodeAt(0);
  const buffer = new Uint8Array(firstBuffer + margin);
  const view = new DataView(buffer.buffer);
  const csv: Csv = {
    fields,
    sinks: fields.map((field) => newSink(field, rows, missing)),
    separator,
    limits: limitWord(aloneBelow(separator)),
    missing,
    rows,
    longest: options.longestRow ?? longestRow,
    emit,
    notes: [],
    toSkip: options.skip ?? 0,
    header: options.header ?? true,
    begun: false,
    route: [],
    absent: [],
    always: [],
    buffer,
    view,
    filled: 0,
    patience: 0,
    passing: false,
    line: 1,
    breaks: 0,
    faults: [],
    cell: { bytes: buffer, view, start: 0, end: 0, quoted: false, broken: false },
    row: 0,
    size: 0,
    rejected: [],
  };
  return {
    push: (chunk) => take(csv, chunk),
    finish: () => {
      parse(csv, true);
      if (csv.toSkip >= 0) setRoute(csv, []);
      flush(csv);
    },
    notes: csv.notes,
  };
}

function take(csv: Csv, chunk: Uint8Array): void {
  for (let from = 0; from < chunk.length; ) {
    if (csv.filled === csv.buffer.length - margin) {
      const larger = new Uint8Array((csv.filled * 2) + margin);
      larger.set(csv.buffer);
      csv.buffer = larger;
      csv.view = new DataView(larger.buffer);
    }
    // A line feed is put behind the last byte, and quick paths look a little beyond it.
    const piece = chunk.subarray(from, from + csv.buffer.length - margin - csv.filled);
    csv.buffer.set(piece, csv.filled);
    csv.filled += piece.length;
    from += piece.length;
    const mayEnd = piece.length > 1024 || piece.includes(feed) || piece.includes(carriage);
    if (csv.filled > csv.patience && (mayEnd || csv.filled > csv.longest)) parse(csv, false);
  }
}

/** All whole rows in the buffer; what is left moves to its front. */
function parse(csv: Csv, final: boolean): void {
  if (!csv.begun && csv.filled < 3 && !final) return;
  const { buffer, filled } = csv;
  buffer[filled] = feed;
  let at = csv.begun || buffer[0] !== 0xef || buffer[1] !== 0xbb || buffer[2] !== 0xbf || filled < 3 ? 0 : 3;
  csv.begun = true;
  while (at < filled) {
    const next = step(csv, at, final);
    if (next < 0) break;
    at = next;
  }
  buffer.copyWithin(0, at, filled);
  csv.filled = filled - at;
  csv.patience = csv.filled > 65_536 ? csv.filled * 1.25 : 0;
}

/** Goes on from a place in the buffer as far as it can; -1 where it takes more bytes to go on. */
function step(csv: Csv, at: number, final: boolean): number {
  if (csv.passing || csv.toSkip > 0) return passLine(csv, at, final);
  const next = csv.toSkip === 0 ? parseHead(csv, at, final) : parseRows(csv, at, final);
  if (next > at || csv.toSkip === 0) return next;
  return final || csv.filled - at > csv.longest ? giveUp(csv, at, final) : -1;
}

/** To the end of a line, or of the buffer. */
function passLine(csv: Csv, at: number, final: boolean): number {
  const stop = lineEnd(csv, at);
  if (stop === csv.filled) return stop;
  const next = afterBreak(csv, stop, final);
  if (next < 0) return stop > at ? stop : -1;
  if (csv.passing) csv.passing = false;
  else csv.toSkip -= 1;
  csv.line += 1;
  return next;
}

function lineEnd({ buffer, filled }: Csv, from: number): number {
  let at = from;
  while (at < filled && buffer[at] !== feed && buffer[at] !== carriage) at += 1;
  return at;
}

/** What follows the line break at this place; -1 where a line feed may still come after a carriage return. */
function afterBreak({ buffer, filled }: Csv, at: number, final: boolean): number {
  if (at >= filled) return filled;
  if (buffer[at] === feed) return at + 1;
  if (at + 1 === filled) return final ? filled : -1;
  return buffer[at + 1] === feed ? at + 2 : at + 1;
}

/** Where a quote is never closed, or nothing ends the row for far too long, its first line alone is rejected. */
function giveUp(csv: Csv, at: number, final: boolean): number {
  const code = csv.filled - at > csv.longest ? 'row-too-long' : 'open-quote';
  const stop = lineEnd(csv, at);
  const next = stop < csv.filled || final ? afterBreak(csv, stop, true) : stop;
  reject(csv, at, code === 'open-quote' ? stop : Math.min(stop, at + mostShown), [shapeFault(code)]);
  if (next === stop && !final) csv.passing = true;
  else csv.line += 1;
  return next;
}

function reject(csv: Csv, start: number, end: number, faults: readonly RowFault[]): void {
  csv.rejected.push({ line: csv.line, text: decodeForShow(csv.buffer.subarray(start, end)), faults });
  csv.size += end - start;
  if (csv.rejected.length >= csv.rows || csv.size > mostBytes) flush(csv);
}

function flush(csv: Csv): void {
  const { row, rejected } = csv;
  if (row === 0 && rejected.length === 0) return;
  const batch = takeBatch(csv.sinks, row, csv.rows);
  for (const sink of csv.absent) fillMissing(sink);
  csv.row = 0;
  csv.size = 0;
  csv.rejected = [];
  csv.emit({ batch, rejected });
}

function fillMissing(sink: Sink): void {
  sink.numbers.fill(NaN);
  sink.booleans.fill(missingBoolean);
}

/** The first line of the table: which column goes where. */
function parseHead(csv: Csv, at: number, final: boolean): number {
  if (!csv.header) {
    setRoute(csv, csv.fields.map((field) => field.from ?? field.name));
    return at;
  }
  const names: string[] = [];
  csv.breaks = 0;
  let start = at;
  for (;;) {
    const stop = findCell(csv, start, final);
    if (stop < 0 || (stop === csv.filled && !final)) {
      if (!final && csv.filled - at <= csv.longest) return -1;
      setRoute(csv, []);
      return giveUp(csv, at, final);
    }
    const { bytes, start: first, end } = csv.cell;
    names.push(trimSpaces(decodeForShow(csv.cell.broken ? csv.buffer.subarray(start, stop) : bytes.subarray(first, end))));
    if (csv.buffer[stop] === csv.separator) {
      start = stop + 1;
      continue;
    }
    const next = afterBreak(csv, stop, final);
    if (next < 0) return -1;
    csv.line += 1 + csv.breaks;
    // Empty lines before the head are no head.
    if (names.length > 1 || names[0] !== '') setRoute(csv, names);
    return next;
  }
}

/** The column of each field, by name; what finds none is noted. */
function setRoute(csv: Csv, names: readonly string[]): void {
  csv.toSkip = -1;
  const found = new Map(csv.sinks.map((sink) => [sink.field.from ?? sink.field.name, sink]));
  csv.route = names.map((name, index) => {
    const sink = found.get(name);
    if (sink === undefined) {
      csv.notes.push(names.indexOf(name) === index ? extraColumn(name) : repeatedColumn(name));
      return passed;
    }
    found.delete(name);
    return sink;
  });
  csv.absent = [...found.values()];
  csv.always = csv.absent.flatMap((sink) => contractFault(null, sink.field) ?? []);
  if (csv.absent.length === csv.sinks.length && csv.sinks.length > 0) csv.always = [shapeFault('no-columns')];
  for (const sink of csv.absent) {
    csv.notes.push(missingColumn(sink.field));
    fillMissing(sink);
  }
}

/** Reads rows until the bytes end; gives the start of the first row that is not whole. */
function parseRows(csv: Csv, from: number, final: boolean): number {
  const { buffer, view, filled, separator, limits, route } = csv;
  const width = route.length;
  const end = final ? filled + 1 : filled;
  let start = from;
  while (start < filled) {
    let at = start;
    if (width !== 1 && (buffer[at] === feed || buffer[at] === carriage)) {
      const next = afterBreak(csv, at, final);
      if (next < 0) return start;
      csv.line += 1;
      start = next;
      continue;
    }
    const { row } = csv;
    let cells = 0;
    csv.breaks = 0;
    for (;;) {
      const sink = cells < width ? (route[cells] ?? passed) : passed;
      cells += 1;
      let stop = -1;
      switch (sink.kind) {
        case kinds.text:
          stop = textCell(sink, view, at, row, separator, limits, end);
          break;
        case kinds.number:
          stop = numberCell(sink, buffer, at, row, separator);
          break;
        case kinds.time:
          stop = timeCell(sink, buffer, at, row, separator);
          break;
        case kinds.boolean:
          stop = booleanCell(sink, buffer, at, row, separator);
          break;
        case kinds.none:
          stop = passedCell(buffer, at, separator);
      }
      if (stop < 0) stop = closeLook(csv, sink, at, final);
      if (stop < 0) {
        csv.faults.length = 0;
        return start;
      }
      at = stop + 1;
      if (buffer[stop] === separator) continue;
      at = stop < filled ? afterBreak(csv, stop, final) : final ? filled : -1;
      break;
    }
    if (at < 0 || at - start > csv.longest) {
      csv.faults.length = 0;
      if (at < 0) return start;
      start = giveUp(csv, start, final);
      continue;
    }
    endRow(csv, start, at, cells);
    start = at;
  }
  return start;
}

function endRow(csv: Csv, start: number, next: number, cells: number): void {
  const { faults, always } = csv;
  if (cells !== csv.route.length) faults.push(countFault(cells, csv.route.length));
  if (faults.length > 0 || always.length > 0) {
    reject(csv, start, textEnd(csv, start, next), [...faults, ...always]);
    csv.faults = [];
  } else {
    csv.row += 1;
    csv.size += next - start;
    if (csv.row === csv.rows || csv.size > mostBytes) flush(csv);
  }
  csv.line += 1 + csv.breaks;
}

/** The row without the line break behind it. */
function textEnd({ buffer }: Csv, start: number, next: number): number {
  let end = next;
  if (end > start && buffer[end - 1] === feed) end -= 1;
  if (end > start && buffer[end - 1] === carriage) end -= 1;
  return end;
}

/** Any cell: quoted, rare, or wrong. Gives the place of what ends it, or -1 where that has not come yet. */
function closeLook(csv: Csv, sink: Sink, at: number, final: boolean): number {
  const { cell, row, missing } = csv;
  const stop = findCell(csv, at, final);
  if (stop < 0 || (stop === csv.filled && !final)) return -1;
  const fault = cell.broken
    ? quotesFault(sink.kind === kinds.none ? undefined : sink.field)
    : putCell(sink, cell, row, csv.limits, missing);
  if (fault !== undefined) csv.faults.push(fault);
  return stop;
}

/** Finds what is in a cell (`csv.cell`) and gives the place of what ends it, or -1 where a quote is still open. */
function findCell(csv: Csv, at: number, final: boolean): number {
  const { buffer, filled, cell } = csv;
  cell.bytes = buffer;
  cell.view = csv.view;
  cell.start = at;
  cell.quoted = at < filled && buffer[at] === quote;
  cell.broken = false;
  if (!cell.quoted) {
    cell.end = plainEnd(csv, at);
    return cell.end;
  }
  let doubled = 0;
  let close = at + 1;
  for (; ; close += 1) {
    if (close >= filled) return -1;
    const byte = buffer[close];
    if (byte === quote) {
      if (close + 1 === filled && !final) return -1;
      if (close + 1 === filled || buffer[close + 1] !== quote) break;
      doubled += 1;
      close += 1;
    } else if (byte === feed ? buffer[close - 1] !== carriage : byte === carriage) {
      csv.breaks += 1;
    }
  }
  cell.start = at + 1;
  cell.end = close;
  if (doubled > 0) unquote(csv, close - at - 1 - doubled);
  const stop = plainEnd(csv, close + 1);
  cell.broken = stop > close + 1;
  return stop;
}

function plainEnd({ buffer, separator }: Csv, from: number): number {
  let at = from;
  while (buffer[at] !== separator && buffer[at] !== feed && buffer[at] !== carriage) at += 1;
  return at;
}

/** The cell with single quotes for double ones, beside the buffer. */
function unquote({ cell }: Csv, length: number): void {
  const bytes = new Uint8Array(length);
  for (let index = 0, read = cell.start; index < length; index += 1, read += 1) {
    const byte = cell.bytes[read] ?? 0;
    bytes[index] = byte;
    if (byte === quote) read += 1;
  }
  cell.bytes = bytes;
  cell.view = new DataView(bytes.buffer);
  cell.start = 0;
  cell.end = length;
}
