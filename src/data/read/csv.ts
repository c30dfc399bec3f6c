import type { Field } from '../field.ts';
import { nameInData } from '../field.ts';
import { putCell } from './cell.ts';
import type { Cell } from './cell.ts';
import { contractFault, countFault, extraColumn, missingColumn, quotesFault, repeatedColumn, shapeFault } from './faults.ts';
import { afterBreak, carriage, feed, goOn, lineEnd, newFeed, takeChunk } from './feed.ts';
import type { Feed, Step } from './feed.ts';
import type { Form } from './form.ts';
import { booleanCell, numberCell, passedCell, textCell, timeCell } from './quick.ts';
import { ownNames } from './own-names.ts';
import { newRowMachine } from './machine/row-machine.ts';
import type { RowMachine } from './machine/row-machine.ts';
import { batchRows, longestRow, readAll } from './reading.ts';
import type { Chunks, Reader, Reading, Readings, RowFault } from './reading.ts';
import type { Sink } from './sink.ts';
import { kinds, leaveMissing, newSink } from './sink.ts';
import { splitRows } from './split.ts';
import { acceptRow, acceptRows, flush, mostShown, newTable, rejectRow } from './table.ts';
import type { Table } from './table.ts';
import { decodeForShow } from './text-bytes.ts';
import { aloneBelow, limitWord } from './text-hash.ts';
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
  /** The last line that is part of the table; all, where left out. */
  readonly lastLine?: number | undefined;
  /** Texts that stand for a missing value, such as `NULL`. */
  readonly missing?: readonly string[] | undefined;
  /** By the name of the field: how its column writes values, where it does not do so plainly. */
  readonly forms?: Readonly<Record<string, Form>> | undefined;
  readonly batchRows?: number | undefined;
  /** Rows of more bytes than this are rejected. */
  readonly longestRow?: number | undefined;
  /** Whether rows are read in compiled code: where it is left out, as soon as there are many. */
  readonly compiled?: boolean | undefined;
}

export function readCsv(chunks: Chunks, fields: readonly Field[], options: CsvOptions = {}): Readings {
  return readAll(chunks, (emit) => csvReader(fields, emit, options));
}

interface Csv extends Feed, Table {
  readonly separator: number;
  /** See `aloneBelow`. */
  readonly limits: number;
  /** Lines still to be skipped; -1 once the head is read. */
  toSkip: number;
  readonly header: boolean;
  readonly lastLine: number;
  /** The sink of each column in the file. */
  route: readonly Sink[];
  /** What is wrong with every row, as fields that must not be missing have no column. */
  always: readonly RowFault[];
  /** Inside a row that is too long and has been rejected already. */
  passing: boolean;
  /** Line breaks inside the quotes of the row at hand. */
  breaks: number;
  faults: RowFault[];
  /** Where there is much to read: how many bytes at hand are much, and what reads them. */
  worthCompiling: number;
  machine: RowMachine | undefined;
  /** Rows that are read in the plain way before the compiled code is tried again, and after it is next of no use. */
  plainRows: number;
  patienceRows: number;
  /** The cell that was looked at last. */
  readonly cell: Cell & { broken: boolean };
}

const quote = 34;
const muchToRead = 65_536;
/** A run of fewer rows did not pay; after many of them, so many rows are read in the plain way. */
const [fewRows, mostPlainRows] = [8, 255];
const passed: Sink = { ...newSink({ name: '-', type: 'text' }, 0, new Set()), kind: kinds.none, quick: kinds.none };

export function csvReader(fields: readonly Field[], emit: (reading: Reading) => void, options: CsvOptions = {}): Reader {
  const separator = (options.separator ?? ',').charCodeAt(0);
  const from = newFeed(options.longestRow ?? longestRow);
  const csv: Csv = {
    ...from,
    ...newTable(fields, emit, options.batchRows ?? batchRows, options.missing, options.forms),
    separator,
    limits: limitWord(aloneBelow(separator)),
    toSkip: options.skip ?? 0,
    header: options.header ?? true,
    lastLine: options.lastLine ?? Infinity,
    route: [],
    always: [],
    passing: false,
    breaks: 0,
    faults: [],
    worthCompiling: options.compiled === undefined ? muchToRead : options.compiled ? 0 : Infinity,
    machine: undefined,
    plainRows: 0,
    patienceRows: 0,
    cell: { bytes: from.buffer, view: from.view, start: 0, end: 0, quoted: false, broken: false },
  };
  const onward: Step = (at, final) => step(csv, at, final);
  return {
    push: (chunk) => takeChunk(csv, chunk, onward),
    finish: () => {
      goOn(csv, true, onward);
      if (csv.toSkip >= 0) setRoute(csv, []);
      flush(csv);
    },
    notes: csv.notes,
  };
}

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

/** Where a quote is never closed, or nothing ends the row for far too long, its first line alone is rejected. */
function giveUp(csv: Csv, at: number, final: boolean): number {
  const code = csv.filled - at > csv.longest ? 'row-too-long' : 'open-quote';
  const stop = lineEnd(csv, at);
  const next = stop < csv.filled || final ? afterBreak(csv, stop, true) : stop;
  const shown = code === 'open-quote' ? stop : Math.min(stop, at + mostShown);
  rejectRow(csv, csv.buffer.subarray(at, shown), [shapeFault(code)]);
  if (next === stop && !final) csv.passing = true;
  else csv.line += 1;
  return next;
}

/** The first line of the table: which column goes where. */
function parseHead(csv: Csv, at: number, final: boolean): number {
  if (!csv.header) {
    setRoute(csv, csv.fields.map(nameInData));
    return at;
  }
  const names: string[] = [];
  csv.breaks = 0;
  let start = at;
  for (;;) {
    const stop = findCell(csv, start, final);
    if (stop < 0 || (stop === csv.filled && !final)) {
      if (!final && csv.filled - at <= csv.longest) return -1;
      return plainHead(csv, at, final);
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

/** A quote that is opened in the head and never closed is a letter of a name: without the head, no row could be read. */
function plainHead(csv: Csv, at: number, final: boolean): number {
  const stop = lineEnd(csv, at);
  const next = stop - at > csv.longest ? -1 : afterBreak(csv, stop, final);
  if (next < 0) {
    setRoute(csv, []);
    return giveUp(csv, at, final);
  }
  const [head] = splitRows(decodeForShow(csv.buffer.subarray(at, stop)), String.fromCharCode(csv.separator), 1);
  setRoute(csv, (head?.cells ?? []).map((name) => trimSpaces(name ?? '')));
  csv.line += 1;
  return next;
}

/** The column of each field, by name; what finds none is noted. */
function setRoute(csv: Csv, names: readonly string[]): void {
  csv.toSkip = -1;
  const found = new Map(csv.sinks.map((sink) => [nameInData(sink.field), sink]));
  const before = new Set<string>();
  const own = ownNames(names);
  csv.route = names.map((name, at) => {
    const called = own[at] ?? name;
    const sink = found.get(called);
    const isRepeated = before.size === before.add(name).size;
    if (sink === undefined) {
      csv.notes.push(isRepeated ? repeatedColumn(name) : extraColumn(name));
      return passed;
    }
    found.delete(called);
    return sink;
  });
  const absent = [...found.values()];
  csv.always = absent.flatMap((sink) => contractFault(null, sink.field) ?? []);
  if (absent.length === csv.sinks.length && csv.sinks.length > 0) csv.always = [shapeFault('no-columns')];
  for (const sink of absent) {
    csv.notes.push(missingColumn(sink.field));
    leaveMissing(sink);
  }
}

/** Reads rows until the bytes end; gives the start of the first row that is not whole. */
function parseRows(csv: Csv, from: number, final: boolean): number {
  const { buffer, view, filled, separator, limits, route } = csv;
  const width = route.length;
  const end = final ? filled + 1 : filled;
  const machine = machineFor(csv, filled - from);
  machine?.take(buffer, filled);
  let start = from;
  while (start < filled) {
    if (machine !== undefined) start = runMachine(csv, machine, start);
    if (csv.line > csv.lastLine || start === filled) return filled;
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
      switch (sink.quick) {
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

/** The compiled code, as soon as it is worth it. */
function machineFor(csv: Csv, bytes: number): RowMachine | undefined {
  if (csv.machine !== undefined || bytes < csv.worthCompiling || csv.always.length > 0) return csv.machine;
  csv.worthCompiling = Infinity;
  csv.machine = newRowMachine({
    route: csv.route,
    rows: csv.rows,
    separator: csv.separator,
    longest: csv.longest,
    limits: csv.limits,
    look: (sink, at, row) => {
      csv.row = row;
      const stop = closeLook(csv, sink, at, false);
      if (csv.faults.length === 0 && csv.breaks === 0) return stop;
      csv.faults.length = 0;
      csv.breaks = 0;
      return -1;
    },
  });
  return csv.machine;
}

/** As many rows as the compiled code reads; it rests where most rows take more than it can do. */
function runMachine(csv: Csv, machine: RowMachine, from: number): number {
  let start = from;
  while (csv.plainRows === 0 && start < csv.filled && csv.line <= csv.lastLine) {
    const { row, line } = csv;
    const next = machine.run(start, row, Math.min(csv.rows, row + csv.lastLine - line + 1));
    const filled = machine.filled();
    csv.row = row;
    acceptRows(csv, filled, next - start);
    start = next;
    csv.patienceRows = filled - row < fewRows ? Math.min(csv.patienceRows * 2 + 1, mostPlainRows) : 0;
    if (filled < csv.rows) csv.plainRows = csv.patienceRows;
    if (filled < csv.rows) return start;
  }
  if (csv.plainRows > 0) csv.plainRows -= 1;
  return start;
}

function endRow(csv: Csv, start: number, next: number, cells: number): void {
  const { faults, always } = csv;
  if (cells !== csv.route.length) faults.push(countFault(cells, csv.route.length));
  if (faults.length > 0 || always.length > 0) {
    rejectRow(csv, csv.buffer.subarray(start, textEnd(csv, start, next)), [...faults, ...always]);
    csv.faults = [];
  } else {
    acceptRow(csv, next - start);
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
