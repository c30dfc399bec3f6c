import { isTime } from '../time.ts';
import { codeOf } from './dictionary.ts';
import { folderOf } from './json-shape.ts';
import type { Folder, Place } from './json-shape.ts';
import { timeCell } from './quick.ts';
import type { Sink } from './sink.ts';
import { kinds, putMissing } from './sink.ts';
import { decodeForShow } from './text-bytes.ts';
import { anyBelow, hashOf, hashPrime, hashSeed, mix } from './text-hash.ts';

/**
 * A JSON object in its common form, read straight from bytes into columns. Gives the place behind it, or -1 where it
 * needs a closer look; then nothing of it counts. What is unusual is left to the closer look: escapes, exponents,
 * names that occur twice, values that do not fit their field. A line feed stands behind the last byte.
 */
export interface QuickJson {
  readonly sinks: readonly Sink[];
  readonly root: Folder;
  readonly limits: number;
  /** The object that gave each field its value last. */
  readonly seen: Float64Array;
  objects: number;
  found: number;
  /** The names of the last object in their order: the next one mostly has the same. */
  readonly guesses: Guess[];
  guess: number;
  /** Behind the name, or the number, that was read last. */
  next: number;
  value: number;
  /** Objects may go over many lines, up to this place; 0 where each has its own. */
  across: number;
}

interface Guess {
  readonly folder: Folder;
  readonly name: Uint8Array;
  readonly place: Place | undefined;
}

const quote = 34;
const backslash = 92;
const comma = 44;
const colon = 58;
const [openList, closeList] = [91, 93];
const [openObject, closeObject] = [123, 125];
const nothing: Folder = { names: new Map() };
const deepest = 32;
const mostGuesses = 1000;

export function newQuickJson(sinks: readonly Sink[], limits: number): QuickJson {
  return {
    sinks,
    root: folderOf(sinks),
    limits,
    seen: new Float64Array(sinks.length),
    objects: 0,
    found: 0,
    guesses: [],
    guess: 0,
    next: 0,
    value: 0,
    across: 0,
  };
}

export function quickObject(json: QuickJson, bytes: Uint8Array, view: DataView, start: number, row: number): number {
  json.objects += 1;
  json.found = 0;
  json.guess = 0;
  const end = members(json, bytes, view, start, row, json.root, 0);
  const { sinks, seen, objects, found } = json;
  if (end < 0 || found === sinks.length) return end;
  for (let index = 0; index < sinks.length; index += 1) {
    if (seen[index] === objects) continue;
    const sink = sinks[index];
    if (sink === undefined || sink.required) return -1;
    putMissing(sink, row);
  }
  return end;
}

function members(json: QuickJson, bytes: Uint8Array, view: DataView, start: number, row: number, folder: Folder, depth: number): number {
  let at = past(json, bytes, start + 1);
  if (bytes[at] === closeObject) return at + 1;
  for (;;) {
    if (bytes[at] !== quote) return -1;
    const place = placeOf(json, bytes, at + 1, folder);
    if (json.next < 0) return -1;
    if (place !== undefined) {
      if (place.seen === json.objects) return -1;
      place.seen = json.objects;
    }
    at = past(json, bytes, json.next);
    if (bytes[at] !== colon) return -1;
    at = past(json, bytes, at + 1);
    if (bytes[at] === openObject) {
      if (depth === deepest || place?.sink !== undefined) return -1;
      at = members(json, bytes, view, at, row, place?.folder ?? nothing, depth + 1);
    } else {
      at = place?.sink === undefined ? passed(json, bytes, at) : put(json, bytes, view, at, row, place.sink, place.index);
    }
    if (at < 0) return -1;
    at = past(json, bytes, at);
    if (bytes[at] === closeObject) return at + 1;
    if (bytes[at] !== comma) return -1;
    at = past(json, bytes, at + 1);
  }
}

function past({ across }: QuickJson, bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 32 && byte !== 9 && (at >= across || (byte !== 10 && byte !== 13))) return at;
    at += 1;
  }
}

/** The place that a name stands for, if any; `next` is behind its quote, or negative where the name is unusual. */
function placeOf(json: QuickJson, bytes: Uint8Array, start: number, folder: Folder): Place | undefined {
  const guess = json.guesses[json.guess];
  if (guess !== undefined && guess.folder === folder) {
    const { name } = guess;
    let index = 0;
    while (index < name.length && bytes[start + index] === name[index]) index += 1;
    if (index === name.length && bytes[start + index] === quote) {
      json.next = start + index + 1;
      json.guess += 1;
      return guess.place;
    }
  }
  const end = plainEnd(bytes, start);
  json.next = end < 0 ? -1 : end + 1;
  if (end < 0) return undefined;
  const name = bytes.slice(start, end);
  const place = folder.names.get(decodeForShow(name));
  if (json.guess < mostGuesses) {
    json.guesses[json.guess] = { folder, name, place };
    json.guess += 1;
  }
  return place;
}

/** The place of the quote that ends a text without escapes. */
function plainEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; ; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) return at;
    if (byte === backslash || byte < 32) return -1;
  }
}

function put(json: QuickJson, bytes: Uint8Array, view: DataView, at: number, row: number, sink: Sink, index: number): number {
  if (json.seen[index] === json.objects) return -1;
  json.seen[index] = json.objects;
  json.found += 1;
  const byte = bytes[at];
  if (byte === 110) {
    if (sink.required) return -1;
    putMissing(sink, row);
    return word(bytes, at, 'null');
  }
  switch (sink.kind) {
    case kinds.text:
      return byte === quote ? putText(sink, view, at + 1, row, json.limits) : -1;
    case kinds.number: {
      const end = number(json, bytes, at);
      if (end < 0 || json.value < sink.min || json.value > sink.max || isFiner(json.value, sink.decimals)) return -1;
      sink.numbers[row] = json.value;
      return end;
    }
    case kinds.time:
      return putTime(json, bytes, at, row, sink);
    case kinds.boolean: {
      const yes = byte === 116;
      sink.booleans[row] = yes ? 1 : 0;
      return word(bytes, at, yes ? 'true' : 'false');
    }
    case kinds.list: {
      const end = list(bytes, at);
      const code = end < 0 ? -1 : codeOf(sink.dictionary, view, at, end, hashOf(view, at, end, json.limits));
      if (code < 0) return -1;
      sink.codes[row] = code;
      return end;
    }
  }
  return -1;
}

function putText(sink: Sink, view: DataView, start: number, row: number, limits: number): number {
  const limit = limits & 255;
  let at = start;
  // The hash is that of hashOf, made while looking for the end.
  let hash = hashSeed;
  for (;;) {
    const four = view.getInt32(at, true);
    if (!anyBelow(four, limits) && !anyBelow(four ^ 0x5c5c5c5c, 0x01010101)) {
      hash = mix(hash, four);
      at += 4;
      continue;
    }
    for (let byte = 255; byte >= limit; ) {
      byte = view.getUint8(at);
      if (byte === quote) {
        const code = codeOf(sink.dictionary, view, start, at, hash);
        sink.codes[row] = code;
        return code < 0 ? -1 : at + 1;
      }
      if (byte === backslash || byte < 32) return -1;
      hash = Math.imul(hash ^ byte, hashPrime);
      at += 1;
    }
  }
}

function putTime(json: QuickJson, bytes: Uint8Array, at: number, row: number, sink: Sink): number {
  if (sink.form !== undefined) return -1;
  if (bytes[at] === quote) {
    if (bytes[at + 1] === quote) return -1;
    const end = timeCell(sink, bytes, at + 1, row, quote);
    return end < 0 || bytes[end] !== quote ? -1 : end + 1;
  }
  const end = number(json, bytes, at);
  if (end < 0 || !isTime(json.value)) return -1;
  sink.numbers[row] = json.value;
  return end;
}

const powers = Float64Array.from([1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]);

/** At most fifteen digits and no exponent: exact, as in CSV. */
function number(json: QuickJson, bytes: Uint8Array, start: number): number {
  let at = start;
  let byte = bytes[at] ?? 0;
  const negative = byte === 45;
  if (negative) {
    at += 1;
    byte = bytes[at] ?? 0;
  }
  const first = at;
  let size = 0;
  while (byte >= 48 && byte <= 57) {
    size = size * 10 + (byte - 48);
    at += 1;
    byte = bytes[at] ?? 0;
  }
  let digits = at - first;
  if (digits === 0 || (digits > 1 && bytes[first] === 48)) return -1;
  if (byte === 46) {
    at += 1;
    byte = bytes[at] ?? 0;
    const point = at;
    while (byte >= 48 && byte <= 57) {
      size = size * 10 + (byte - 48);
      at += 1;
      byte = bytes[at] ?? 0;
    }
    const decimals = at - point;
    digits += decimals;
    if (decimals === 0 || digits > 15) return -1;
    size /= powers[decimals] ?? 1;
  }
  if (digits > 15 || byte === 101 || byte === 69) return -1;
  json.value = negative ? 0 - size : size;
  return at;
}

function word(bytes: Uint8Array, start: number, expected: 'null' | 'true' | 'false'): number {
  for (let index = 0; index < expected.length; index += 1) {
    if (bytes[start + index] !== expected.charCodeAt(index)) return -1;
  }
  return start + expected.length;
}

/** A list of plain texts, written without spaces, as JSON.stringify writes it. */
function list(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== openList) return -1;
  if (bytes[start + 1] === closeList) return start + 2;
  for (let at = start + 1; bytes[at] === quote; at += 1) {
    const end = plainEnd(bytes, at + 1);
    if (end < 0) return -1;
    at = end + 1;
    if (bytes[at] === closeList) return at + 1;
    if (bytes[at] !== comma) return -1;
  }
  return -1;
}

/** A value that nobody reads. */
function passed(json: QuickJson, bytes: Uint8Array, start: number): number {
  switch (bytes[start]) {
    case quote: {
      const end = plainEnd(bytes, start + 1);
      return end < 0 ? -1 : end + 1;
    }
    case 110:
      return word(bytes, start, 'null');
    case 116:
      return word(bytes, start, 'true');
    case 102:
      return word(bytes, start, 'false');
    case openList:
      return list(bytes, start);
    default:
      return number(json, bytes, start);
  }
}

/** Whether a number may have more decimals than that. A quotient of whole numbers is the nearest double, so none is missed. */
function isFiner(value: number, decimals: number): boolean {
  if (decimals > 15 || Number.isInteger(value)) return false;
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale !== value;
}
