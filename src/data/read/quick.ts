import { missingBoolean } from '../columns.ts';
import { codeOf } from './dictionary.ts';
import type { Sink } from './sink.ts';
import { anyBelow, hashPrime, hashSeed, mix } from './text-hash.ts';

/**
 * The common forms of a cell, read straight from bytes into a column. Each function gives the place of what ends the
 * cell, or -1 where the cell needs a closer look; then nothing of it counts. A line feed stands behind the last byte.
 */

const feed = 10;
const carriage = 13;
const quote = 34;

/** Powers of ten that doubles hold exactly. */
const powers = Float64Array.from([1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]);

const ends = (byte: number, separator: number): boolean => byte === separator || byte === feed || byte === carriage;

/** At most fifteen digits: a whole number and a power of ten, both exact, so that their quotient is the nearest double. */
export function numberCell(sink: Sink, bytes: Uint8Array, start: number, row: number, separator: number): number {
  let at = start;
  let byte = bytes[at] ?? feed;
  if (ends(byte, separator)) {
    if (sink.required) return -1;
    sink.numbers[row] = NaN;
    return at;
  }
  const negative = byte === 45;
  if (negative) {
    at += 1;
    byte = bytes[at] ?? feed;
  }
  const first = at;
  let value = 0;
  while (byte >= 48 && byte <= 57) {
    value = value * 10 + (byte - 48);
    at += 1;
    byte = bytes[at] ?? feed;
  }
  let digits = at - first;
  if (digits === 0) return -1;
  if (byte === 46) {
    at += 1;
    byte = bytes[at] ?? feed;
    const point = at;
    while (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48);
      at += 1;
      byte = bytes[at] ?? feed;
    }
    const decimals = at - point;
    digits += decimals;
    if (digits > 15 || decimals === 0 || decimals > sink.decimals) return -1;
    value /= powers[decimals] ?? 1;
  }
  if (digits > 15 || !ends(byte, separator)) return -1;
  if (negative) value = 0 - value;
  if (value < sink.min || value > sink.max) return -1;
  sink.numbers[row] = value;
  return at;
}

/** With the place behind the last byte, so that a text cut there is not taken for a whole one. */
export function textCell(sink: Sink, source: DataView, start: number, row: number, separator: number, limits: number, end: number): number {
  let at = start;
  let byte = source.getUint8(at);
  if (ends(byte, separator)) {
    if (sink.required) return -1;
    sink.codes[row] = 0;
    return at;
  }
  if (byte === quote) return -1;
  // The hash is that of hashOf, made while looking for the end.
  const limit = limits & 255;
  let hash = hashSeed;
  do {
    const word = source.getInt32(at, true);
    if (!anyBelow(word, limits)) {
      hash = mix(hash, word);
      at += 4;
      byte = source.getUint8(at);
      continue;
    }
    for (let last = 255; last >= limit && !ends(byte, separator); ) {
      hash = Math.imul(hash ^ byte, hashPrime);
      last = byte;
      at += 1;
      byte = source.getUint8(at);
    }
  } while (!ends(byte, separator));
  if (at >= end) return at;
  const code = codeOf(sink.dictionary, source, start, at, hash);
  if (code < 0) return -1;
  sink.codes[row] = code;
  return at;
}

/** Two digits, or a negative number where they are none. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens >>> 0 > 9 || ones >>> 0 > 9 ? -1 : tens * 10 + ones;
}

/** `2026-03-01T08:00:00`, with `T` or a space, with or without milliseconds, `Z` or an offset. */
export function timeCell(sink: Sink, bytes: Uint8Array, start: number, row: number, separator: number): number {
  const first = bytes[start] ?? feed;
  if (ends(first, separator)) {
    if (sink.required) return -1;
    sink.numbers[row] = NaN;
    return start;
  }
  const century = pair(bytes, start);
  const year = pair(bytes, start + 2);
  const month = pair(bytes, start + 5);
  const date = pair(bytes, start + 8);
  if ((century | year | month | date) < 0 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return -1;
  const day = ((century * 100 + year) * 100 + month) * 100 + date;
  if (day !== sink.day) {
    const dayStart = momentOf(century * 100 + year, month, date);
    if (Number.isNaN(dayStart)) return -1;
    sink.day = day;
    sink.dayStart = dayStart;
  }
  const letter = bytes[start + 10];
  const hour = pair(bytes, start + 11);
  const minute = pair(bytes, start + 14);
  const second = pair(bytes, start + 17);
  if ((letter !== 84 && letter !== 32) || (hour | minute | second) < 0) return -1;
  if (hour > 23 || minute > 59 || second > 59 || bytes[start + 13] !== 58 || bytes[start + 16] !== 58) return -1;
  let at = start + 19;
  let time = sink.dayStart + (hour * 3600 + minute * 60 + second) * 1000;
  if (bytes[at] === 46) {
    const tenths = pair(bytes, at + 1);
    const last = (bytes[at + 3] ?? 0) - 48;
    if (tenths < 0 || last >>> 0 > 9) return -1;
    time += tenths * 10 + last;
    at += 4;
  }
  const zone = bytes[at];
  if (zone === 90) {
    at += 1;
  } else if (zone === 43 || zone === 45) {
    const hours = pair(bytes, at + 1);
    const minutes = pair(bytes, at + 4);
    // Times so early or late that an offset might move them out of the calendar are looked at closely.
    if ((hours | minutes) < 0 || hours > 23 || minutes > 59 || bytes[at + 3] !== 58 || century === 0 || century === 99) return -1;
    const offset = (hours * 60 + minutes) * 60_000;
    time -= zone === 45 ? -offset : offset;
    at += 6;
  }
  if (!ends(bytes[at] ?? feed, separator)) return -1;
  sink.numbers[row] = time;
  return at;
}

/** The first moment of a day that is written as `2026-03-01`; NaN where there is no such day. */
export function startOfDay(bytes: Uint8Array, start: number): number {
  const century = pair(bytes, start);
  const ofCentury = pair(bytes, start + 2);
  const month = pair(bytes, start + 5);
  const date = pair(bytes, start + 8);
  if ((century | ofCentury | month | date) < 0 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return NaN;
  return momentOf(century * 100 + ofCentury, month, date);
}

function momentOf(year: number, month: number, date: number): number {
  if (year === 0) return NaN;
  const day = new Date(0);
  day.setUTCFullYear(year, month - 1, date);
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date ? day.getTime() : NaN;
}

/** `true` and `false`. */
export function booleanCell(sink: Sink, bytes: Uint8Array, start: number, row: number, separator: number): number {
  const byte = bytes[start] ?? feed;
  if (ends(byte, separator)) {
    if (sink.required) return -1;
    sink.booleans[row] = missingBoolean;
    return start;
  }
  if (byte === 116) {
    if (bytes[start + 1] !== 114 || bytes[start + 2] !== 117 || bytes[start + 3] !== 101) return -1;
    sink.booleans[row] = 1;
    return ends(bytes[start + 4] ?? feed, separator) ? start + 4 : -1;
  }
  if (byte !== 102 || bytes[start + 1] !== 97 || bytes[start + 2] !== 108 || bytes[start + 3] !== 115) return -1;
  if (bytes[start + 4] !== 101) return -1;
  sink.booleans[row] = 0;
  return ends(bytes[start + 5] ?? feed, separator) ? start + 5 : -1;
}

/** A cell that nobody reads. */
export function passedCell(bytes: Uint8Array, start: number, separator: number): number {
  let at = start;
  let byte = bytes[at] ?? feed;
  if (byte === quote) return -1;
  while (!ends(byte, separator)) {
    at += 1;
    byte = bytes[at] ?? feed;
  }
  return at;
}
