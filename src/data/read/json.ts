import { rowFromData } from '../contract.ts';
import { valueAt } from '../columns.ts';
import type { Field, Value } from '../field.ts';
import { codeOf } from './dictionary.ts';
import { missingInAll, shapeFault } from './faults.ts';
import { afterBreak, beginAnew, carriage, feed, goOn, lineEnd, newFeed, takeChunk } from './feed.ts';
import type { Feed, Step } from './feed.ts';
import { meantBy } from './form.ts';
import type { Form } from './form.ts';
import { newQuickJson, quickObject } from './json-quick.ts';
import type { QuickJson } from './json-quick.ts';
import { batchRows, longestRow, readAll } from './reading.ts';
import type { Chunks, Reader, Reading, Readings, RowFault } from './reading.ts';
import type { Sink } from './sink.ts';
import { putMissing } from './sink.ts';
import { acceptRow, flush, mostShown, newTable, rejectRow } from './table.ts';
import type { Table } from './table.ts';
import { decodeStrictly } from './text-bytes.ts';
import { aloneBelow, hashOf, limitWord } from './text-hash.ts';

/**
 * JSON objects, one on each line (NDJSON), or all in one list. Names with dots are found whole or through nested
 * objects; what no field names is not looked at. Rows mean what `rowFromData` makes of them.
 */
export interface JsonOptions {
  /** Texts that stand for a missing value. */
  readonly missing?: readonly string[] | undefined;
  /** By the name of the field: how its values are written, where they are texts; and which numbers are times. */
  readonly forms?: Readonly<Record<string, Form>> | undefined;
  readonly batchRows?: number | undefined;
  /** Rows of more bytes than this are rejected. */
  readonly longestRow?: number | undefined;
}

export function readJson(chunks: Chunks, fields: readonly Field[], options: JsonOptions = {}): Readings {
  return readAll(chunks, (emit) => jsonReader(fields, emit, options));
}

interface Json extends Feed, Table {
  readonly quick: QuickJson;
  readonly meant: (value: unknown, field: Field) => unknown;
  /** Where in the file the reader is. In a list, before a row (`item`) or behind one (`after`). */
  at: 'start' | 'lines' | 'item' | 'after' | 'end' | 'lost';
  /** Inside a row of a list that is too long and has been rejected already. */
  readonly within: { depth: number; inText: boolean; escaped: boolean };
}

const limits = limitWord(aloneBelow(44));
const comma = 44;
const [openList, closeList] = [91, 93];
const [openObject, closeObject] = [123, 125];

export function jsonReader(fields: readonly Field[], emit: (reading: Reading) => void, options: JsonOptions = {}): Reader {
  const seen = fieldsSeen(fields);
  const json = newJson(fields, options, (reading) => {
    seen.look(reading);
    emit(reading);
  });
  const onward: Step = (at, final) => step(json, at, final);
  return {
    push: (chunk) => takeChunk(json, chunk, onward),
    finish: () => {
      goOn(json, true, onward);
      flush(json);
      json.notes.push(...seen.never().map(missingInAll));
    },
    notes: json.notes,
  };
}

/** Takes whole texts, one after the other, whose rows share batches: many short ones cost hardly more than one long one. */
export interface TextsReader {
  /** How many of its rows fit the contract, and how many do not. Lines are counted from its beginning. */
  readonly read: (text: Uint8Array) => { readonly accepted: number; readonly rejected: number };
  /** Hands on what has not been. */
  readonly flush: () => void;
}

export function jsonTextsReader(fields: readonly Field[], emit: (reading: Reading) => void, options: JsonOptions = {}): TextsReader {
  const told = { accepted: 0, rejected: 0 };
  const json = newJson(fields, options, (reading) => {
    told.accepted += reading.batch.length;
    told.rejected += reading.rejected.length;
    emit(reading);
  });
  const onward: Step = (at, final) => step(json, at, final);
  return {
    read: (text) => {
      const [accepted, rejected] = [told.accepted + json.row, told.rejected + json.rejected.length];
      beginAnew(json);
      Object.assign(json, { at: 'start', line: 1 });
      takeChunk(json, text, onward);
      goOn(json, true, onward);
      return { accepted: told.accepted + json.row - accepted, rejected: told.rejected + json.rejected.length - rejected };
    },
    flush: () => flush(json),
  };
}

function newJson(fields: readonly Field[], options: JsonOptions, emit: (reading: Reading) => void): Json {
  const table = newTable(fields, emit, options.batchRows ?? batchRows, options.missing, options.forms);
  return {
    ...newFeed(options.longestRow ?? longestRow),
    ...table,
    quick: newQuickJson(table.sinks, limits),
    meant: meaningIn(table),
    at: 'start',
    within: { depth: 0, inText: false, escaped: false },
  };
}

/** Which fields had a value so far: most have one in the first row that is looked at. */
function fieldsSeen(fields: readonly Field[]): { readonly look: (reading: Reading) => void; readonly never: () => readonly Field[] } {
  const unseen = new Map(fields.map((field, index) => [index, field] as const));
  let isEmpty = true;
  return {
    look: ({ batch, rejected }) => {
      isEmpty = false;
      for (const [index, { name }] of unseen) {
        const column = batch.columns[index];
        let row = 0;
        while (column !== undefined && row < batch.length && valueAt(column, row) === null) row += 1;
        const isThere = row < batch.length || rejected.some(({ row: broken, faults }) => (broken[name] ?? null) !== null || faults.some(({ field, code }) => field === name && code !== 'missing'));
        if (isThere) unseen.delete(index);
      }
    },
    never: () => (isEmpty ? [] : [...unseen.values()]),
  };
}

function step(json: Json, from: number, final: boolean): number {
  if (json.at === 'lost' && !json.byLine) return passItem(json, from);
  if (json.at === 'lost') return lineEnd(json, from) === json.filled ? json.filled : found(json, from, final);
  if (json.at === 'lines') return lines(json, from, final);
  const at = pastSpace(json, from);
  // Space is left behind on its own, so that its lines are counted once however often the rest is begun.
  if (at > from) return at;
  if (json.at === 'start') {
    if (json.buffer[at] !== openList) {
      json.at = 'lines';
      return at;
    }
    json.at = 'item';
    json.byLine = false;
    return at + 1;
  }
  return item(json, at, final);
}

/** The end of a line that was too long. */
function found(json: Json, from: number, final: boolean): number {
  const stop = lineEnd(json, from);
  const next = afterBreak(json, stop, final);
  if (next < 0) return stop > from ? stop : -1;
  json.at = 'lines';
  json.line += 1;
  return next;
}

/** Counts the lines that it passes; a carriage return and a line feed after it are one. */
function pastSpace(json: Json, from: number): number {
  const { buffer, filled } = json;
  let at = from;
  for (; at < filled && isSpace(buffer[at] ?? 0); at += 1) {
    if (buffer[at] === feed) json.line += 1;
  }
  return at;
}

const isSpace = (byte: number): boolean => byte === 32 || byte === 9 || byte === feed || byte === carriage;

function lines(json: Json, from: number, final: boolean): number {
  const { buffer, view, filled, quick, longest } = json;
  quick.across = 0;
  let start = from;
  while (start < filled) {
    let at = start;
    while (buffer[at] === 32 || buffer[at] === 9) at += 1;
    const blank = buffer[at] === feed || buffer[at] === carriage;
    let stop = buffer[at] === openObject ? quickObject(quick, buffer, view, at, json.row) : -1;
    while (stop >= 0 && (buffer[stop] === 32 || buffer[stop] === 9)) stop += 1;
    const plain = stop >= 0 && stop - at <= longest && (buffer[stop] === feed || buffer[stop] === carriage);
    if (!plain) stop = lineEnd(json, at);
    if (stop === filled && !final) {
      if (stop - at <= longest) return start === from && at === start ? -1 : at;
      tooLong(json, at, stop);
      return stop;
    }
    const next = afterBreak(json, stop, final);
    if (next < 0) return start === from ? -1 : start;
    if (plain) acceptRow(json, stop - at);
    else if (stop - at > longest) {
      tooLong(json, at, stop);
      json.at = 'lines';
    } else if (!blank) closeLook(json, at, stop);
    json.line += 1;
    start = next;
  }
  return start;
}

function tooLong(json: Json, at: number, stop: number): void {
  rejectRow(json, json.buffer.subarray(at, Math.min(stop, at + mostShown)), [shapeFault('row-too-long')]);
  json.at = 'lost';
}

/** One object of a list, or what stands between two. */
function item(json: Json, at: number, final: boolean): number {
  const { buffer, view, filled, quick } = json;
  const byte = buffer[at];
  if (json.at !== 'end' && byte === closeList) {
    json.at = 'end';
    return at + 1;
  }
  if (json.at === 'after' && byte === comma) {
    json.at = 'item';
    return at + 1;
  }
  quick.across = filled;
  const expected = json.at === 'item' && byte !== comma;
  let stop = expected && byte === openObject ? quickObject(quick, buffer, view, at, json.row) : -1;
  const plain = stop >= 0 && stop - at <= json.longest;
  if (!plain) stop = itemEnd(json, at, final);
  if (stop < 0 || stop - at > json.longest) {
    if (!final && filled - at <= json.longest) return -1;
    tooLong(json, at, filled);
    Object.assign(json.within, { depth: 0, inText: false, escaped: false });
    return passItem(json, at);
  }
  if (plain) acceptRow(json, stop - at);
  else if (expected) closeLook(json, at, stop);
  else rejectRow(json, buffer.subarray(at, stop), [shapeFault('not-json')]);
  if (json.at !== 'end') json.at = byte === comma ? 'item' : 'after';
  pastLines(json, at, stop);
  return stop;
}

/** To the end of the row, or of the buffer, by its brackets and quotes. */
function passItem(json: Json, from: number): number {
  const { buffer, filled, within } = json;
  for (let at = from; at < filled; at += 1) {
    const byte = buffer[at] ?? 0;
    if (byte === feed) json.line += 1;
    if (within.escaped) {
      within.escaped = false;
    } else if (within.inText) {
      if (byte === 92) within.escaped = true;
      else if (byte === 34) within.inText = false;
    } else if (byte === 34) {
      within.inText = true;
    } else if (byte === openObject || byte === openList) {
      within.depth += 1;
    } else if (byte === closeObject || byte === closeList || byte === comma) {
      const isOutside = within.depth === 0;
      if (byte !== comma) within.depth -= 1;
      if (within.depth > 0 || (byte === comma && !isOutside)) continue;
      json.at = 'after';
      return isOutside ? at : at + 1;
    }
  }
  return filled;
}

function pastLines(json: Json, from: number, to: number): void {
  for (let at = from; at < to; at += 1) if (json.buffer[at] === feed) json.line += 1;
}

/** Behind a value of whatever form, by its brackets and quotes; at least one byte on. */
function itemEnd({ buffer, filled }: Json, start: number, final: boolean): number {
  let depth = 0;
  let inText = false;
  for (let at = start; at < filled; at += 1) {
    const byte = buffer[at] ?? 0;
    if (inText) {
      if (byte === 92) at += 1;
      else if (byte === 34) inText = false;
    } else if (byte === 34) {
      inText = true;
    } else if (byte === openObject || byte === openList) {
      depth += 1;
    } else if (byte === closeObject || byte === closeList) {
      depth -= 1;
      if (depth === 0) return at + 1;
      if (depth < 0) return Math.max(at, start + 1);
    } else if (byte === comma && depth === 0) {
      return Math.max(at, start + 1);
    }
  }
  return final ? filled : -1;
}

/** A row in any form, by the parser of the language. */
function closeLook(json: Json, start: number, stop: number): void {
  const bytes = json.buffer.subarray(start, stop);
  const faults = put(json, decodeStrictly(bytes));
  if (faults.length > 0) rejectRow(json, bytes, faults);
  else acceptRow(json, stop - start);
}

function put(json: Json, text: string | undefined): readonly RowFault[] {
  if (text === undefined) return [shapeFault('bad-encoding')];
  const record = parsed(text);
  if (record === undefined) return [shapeFault('not-json')];
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return [shapeFault('not-an-object')];
  const { row, rejections } = rowFromData(record as Record<string, unknown>, json.fields, json.meant);
  for (const sink of json.sinks) putValue(sink, row[sink.field.name] ?? null, json.row);
  return rejections;
}

function meaningIn({ sinks, missing }: Table): (value: unknown, field: Field) => unknown {
  const forms = new Map(sinks.flatMap(({ field, form }) => (form === undefined ? [] : [[field, form] as const])));
  return (value, field) => {
    if (typeof value === 'string' && missing.has(value)) return null;
    const form = forms.get(field);
    return form === undefined ? value : meantBy(form, value);
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(mayBeTiny.test(text) ? text.replaceAll(stringOrNumber, withoutZero) : text);
  } catch {
    return undefined;
  }
}

const mayBeTiny = /[eE]-\d{3}|0\.0{300}/;
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** What is too small for a double must not pass for zero. */
const withoutZero = (text: string): string =>
  !text.startsWith('"') && Number(text) === 0 && /[1-9]/.test(text.replace(/[eE].*$/, '')) ? String(Number.MIN_VALUE) : text;

const encoder = new TextEncoder();

function putValue(sink: Sink, value: Value, row: number): void {
  if (value === null) {
    putMissing(sink, row);
  } else if (typeof value === 'number') {
    sink.numbers[row] = value;
  } else if (typeof value === 'boolean') {
    sink.booleans[row] = value ? 1 : 0;
  } else {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const bytes = encoder.encode(text);
    const view = new DataView(bytes.buffer);
    sink.codes[row] = Math.max(0, codeOf(sink.dictionary, view, 0, bytes.length, hashOf(view, 0, bytes.length, limits)));
  }
}
