import { decodeForShow, decodeStrictly, makeTexts } from './text-bytes.ts';

/**
 * Texts of one column by their bytes. What was seen before is found by its bytes and never decoded again; its code
 * stays the same from batch to batch, as long as that pays. Where nearly every row brings a text of its own, as with
 * ids, no text is looked for: each has a code of its own.
 */
export interface Dictionary {
  entries: Entries;
  /** Open addressing: codes, 0 where free. */
  slots: Int32Array;
  /** By code. */
  hashes: Int32Array;
  /** Codes whose texts are not fine. */
  readonly verdicts: Map<number, Verdict>;
  /** How many texts there were when the batch began. */
  before: number;
  /** Batches in which no text is looked for, counting this one. */
  unsearched: number;
  readonly judge: (text: string) => Verdict;
  /** Texts of more bytes are judged; the others are fine as they are. */
  readonly judgedAbove: number;
}

/** Texts by code - 1, one behind the other. */
export interface Entries {
  bytes: Uint8Array;
  view: DataView;
  /** By code: where the bytes of its text end. */
  ends: Int32Array;
  count: number;
  /** Made as far as somebody asked; what is not ASCII is made as it comes. */
  readonly texts: (string | undefined)[];
  made: number;
  /** Whether all that is not made yet is ASCII. */
  isAscii: boolean;
  /** What was given out last. */
  taken: readonly string[];
}

/** What a text is to its field. All but `fine` are answered with a negative code. */
export const verdict = { fine: 0, missing: -1, notAllowed: -2, badEncoding: -3 } as const;
export type Verdict = (typeof verdict)[keyof typeof verdict];

const startSize = 256;
const mostEntries = 65_536;
const mostBytes = 4_194_304;
/** So many batches go by until it is tried anew whether texts come again. */
const batchesUnsearched = 16;
/** Fewer rows do not tell whether texts come again. */
const rowsThatTell = 16;

export function newDictionary(judge: (text: string) => Verdict, judgedAbove: number): Dictionary {
  return {
    entries: newEntries(),
    slots: new Int32Array(startSize * 2),
    hashes: new Int32Array(startSize),
    verdicts: new Map(),
    before: 0,
    unsearched: 0,
    judge,
    judgedAbove,
  };
}

function newEntries(): Entries {
  const bytes = new Uint8Array(4096);
  return { bytes, view: new DataView(bytes.buffer), ends: new Int32Array(startSize), count: 0, texts: [], made: 0, isAscii: true, taken: [] };
}

/** The code of a text (from 1), or the verdict on it. The hash is that of `hashOf`. */
export function codeOf(dictionary: Dictionary, source: DataView, start: number, end: number, hash: number): number {
  if (dictionary.unsearched > 0) return append(dictionary, source, start, end);
  const { slots, hashes, entries } = dictionary;
  const { ends, view } = entries;
  const mask = slots.length - 1;
  const length = end - start;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (;;) {
    const code = slots[slot] ?? 0;
    if (code === 0) return add(dictionary, source, start, end, hash, slot);
    if (hashes[code] === hash) {
      const from = ends[code - 1] ?? 0;
      if ((ends[code] ?? 0) - from === length && same(view, from, source, start, length)) return judged(dictionary, code);
    }
    slot = (slot + 1) & mask;
  }
}

function same(left: DataView, leftAt: number, right: DataView, rightAt: number, length: number): boolean {
  let index = 0;
  for (; index + 4 <= length; index += 4) {
    if (left.getInt32(leftAt + index, true) !== right.getInt32(rightAt + index, true)) return false;
  }
  for (; index < length; index += 1) {
    if (left.getUint8(leftAt + index) !== right.getUint8(rightAt + index)) return false;
  }
  return true;
}

const judged = ({ verdicts }: Dictionary, code: number): number => (verdicts.size === 0 ? code : (verdicts.get(code) ?? code));

function add(dictionary: Dictionary, source: DataView, start: number, end: number, hash: number, slot: number): number {
  const { entries, verdicts, judge, judgedAbove } = dictionary;
  const isAscii = putBytes(entries, source, start, end);
  entries.count += 1;
  const code = entries.count;
  dictionary.slots[slot] = code;
  dictionary.hashes[code] = hash;
  if (!isAscii || end - start > judgedAbove) {
    const text = decodeStrictly(bytesOf(entries, code));
    entries.texts[code - 1] = text ?? '';
    if (!isAscii) entries.isAscii = false;
    const said = text === undefined ? verdict.badEncoding : end - start > judgedAbove ? judge(text) : verdict.fine;
    if (said !== verdict.fine) verdicts.set(code, said);
  }
  if (code + 1 === dictionary.hashes.length) grow(dictionary);
  return judged(dictionary, code);
}

/** A text that is not looked for; only what is fine is kept. */
function append({ entries, judge, judgedAbove }: Dictionary, source: DataView, start: number, end: number): number {
  const isAscii = putBytes(entries, source, start, end);
  if (!isAscii || end - start > judgedAbove) {
    const text = decodeStrictly(bytesOf(entries, entries.count + 1));
    const said = text === undefined ? verdict.badEncoding : end - start > judgedAbove ? judge(text) : verdict.fine;
    if (said !== verdict.fine) return said;
    if (!isAscii) entries.isAscii = false;
  }
  entries.count += 1;
  return entries.count;
}

/** Texts that were not looked for, all plain ASCII; they end at these places, counted from a place. */
export function appendAll({ entries }: Dictionary, bytes: Uint8Array, ends: Int32Array, from: number): void {
  const { count } = entries;
  const base = entries.ends[count] ?? 0;
  makeRoom(entries, count + ends.length, base + bytes.length);
  entries.bytes.set(bytes, base);
  for (let index = 0; index < ends.length; index += 1) entries.ends[count + 1 + index] = base - from + (ends[index] ?? 0);
  entries.count += ends.length;
}

/** Lays the bytes behind the last entry, as those of the next; whether they are ASCII. */
function putBytes(entries: Entries, source: DataView, start: number, end: number): boolean {
  const code = entries.count + 1;
  const from = entries.ends[code - 1] ?? 0;
  const to = from + end - start;
  makeRoom(entries, code, to);
  const { bytes } = entries;
  let high = 0;
  for (let at = from, read = start; at < to; at += 1, read += 1) {
    const byte = source.getUint8(read);
    bytes[at] = byte;
    high |= byte;
  }
  entries.ends[code] = to;
  return high < 128;
}

/** For so many entries, of so many bytes. */
function makeRoom(entries: Entries, count: number, size: number): void {
  if (count >= entries.ends.length) entries.ends = larger(entries.ends, count + 1);
  if (size <= entries.bytes.length) return;
  const more = new Uint8Array(Math.max(size, entries.bytes.length * 2));
  more.set(entries.bytes);
  entries.bytes = more;
  entries.view = new DataView(more.buffer);
}

function larger(array: Int32Array, least: number): Int32Array {
  const more = new Int32Array(Math.max(array.length * 2, least));
  more.set(array);
  return more;
}

function grow(dictionary: Dictionary): void {
  dictionary.hashes = larger(dictionary.hashes, 0);
  const slots = new Int32Array(dictionary.hashes.length * 2);
  const mask = slots.length - 1;
  for (let code = 1; code <= dictionary.entries.count; code += 1) {
    const hash = dictionary.hashes[code] ?? 0;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = code;
  }
  dictionary.slots = slots;
}

const bytesOf = ({ bytes, ends }: Entries, code: number): Uint8Array => bytes.subarray(ends[code - 1], ends[code]);

/** The text of a code; null for 0. */
export function textOf({ entries }: Dictionary, code: number): string | null {
  return code === 0 ? null : (entries.texts[code - 1] ?? decodeForShow(bytesOf(entries, code)));
}

/**
 * The texts of a batch by code - 1, made when they are first asked for; the next batch begins. Where they are few enough
 * they are those of earlier batches too, often the very same list; else the codes are counted anew, in place.
 */
export function takeTexts(dictionary: Dictionary, codes: Int32Array, ofThisBatch = false): () => readonly string[] {
  const { entries, before, unsearched } = dictionary;
  const { count } = entries;
  const rows = codes.length;
  if (unsearched > 0) {
    const taken = textsOnce(entries);
    dictionary.unsearched = unsearched === batchesUnsearched ? 0 : unsearched + 1;
    begin(entries);
    dictionary.before = 0;
    return taken;
  }
  const isLong = count > 2 * rows + startSize;
  const taken = isLong || ofThisBatch ? textsOfRows(entries, codes) : once(() => firstTexts(entries, count));
  const fresh = count - before;
  const mostlyFresh = rows >= rowsThatTell && fresh > rows * 0.9;
  if (mostlyFresh && dictionary.judgedAbove >= 0) dictionary.unsearched = 1;
  if (mostlyFresh || count > mostEntries || (entries.ends[count] ?? 0) > mostBytes) forget(dictionary);
  dictionary.before = dictionary.entries.count;
  return taken;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function firstTexts(entries: Entries, count: number): readonly string[] {
  if (entries.taken.length === count) return entries.taken;
  makeAll(entries, count);
  // All of them are made by now.
  entries.taken = entries.texts.slice(0, count) as string[];
  return entries.taken;
}

function makeAll(entries: Entries, least: number): void {
  if (entries.made >= least) return;
  makeTexts(entries.texts, entries, entries.made, entries.count, entries.isAscii);
  entries.made = entries.count;
  entries.isAscii = true;
}

/** Counts the codes anew, in the order in which they appear. */
function textsOfRows(entries: Entries, codes: Int32Array): () => readonly string[] {
  const { count } = entries;
  // A table of all texts that are known would cost a short batch more than its own.
  const order = codes.length * 8 < count ? countedByMap(codes) : countedByTable(codes, count);
  return once(() => {
    makeAll(entries, count);
    return order.map((code) => entries.texts[code - 1] ?? '');
  });
}

function countedByTable(codes: Int32Array, count: number): readonly number[] {
  const own = new Int32Array(count + 1);
  const order: number[] = [];
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0;
    if (code === 0) continue;
    if (own[code] === 0) own[code] = order.push(code);
    codes[row] = own[code] ?? 0;
  }
  return order;
}

function countedByMap(codes: Int32Array): readonly number[] {
  const own = new Map<number, number>();
  for (const [row, code] of codes.entries()) {
    if (code === 0) continue;
    const number = own.get(code) ?? own.size + 1;
    own.set(code, number);
    codes[row] = number;
  }
  return [...own.keys()];
}

/** Of a batch that uses each text about once: their bytes take a copy, their texts would take as many as there are rows. */
function textsOnce({ bytes, ends, count, isAscii }: Entries): () => readonly string[] {
  const stops = ends.slice(0, count + 1);
  const own = bytes.slice(0, stops[count] ?? 0);
  return once(() => {
    const texts: string[] = [];
    if (isAscii) makeTexts(texts, { bytes: own, ends: stops }, 0, count, true);
    else for (let index = 0; index < count; index += 1) texts.push(decodeForShow(own.subarray(stops[index], stops[index + 1])));
    return texts;
  });
}

/** Batches that were taken hold on to the entries they have texts of, so these begin in a place of their own. */
function forget(dictionary: Dictionary): void {
  dictionary.slots.fill(0);
  dictionary.verdicts.clear();
  dictionary.entries = newEntries();
}

function begin(entries: Entries): void {
  entries.count = 0;
  entries.isAscii = true;
}
