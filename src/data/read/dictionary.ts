/**
 * Texts of one column by their bytes: each different text of a batch has one code, in the order of appearance. What
 * was seen before is found by its bytes and never decoded again; entries outlive their batch as long as that pays.
 */
export interface Dictionary {
  /** Open addressing: entry numbers, 0 where free. */
  slots: Int32Array;
  count: number;
  hashes: Int32Array;
  /** Where an entry's bytes end in `bytes`; they start where those of the entry before end. */
  ends: Int32Array;
  /** The batch that used the entry last, and its code there. */
  stamps: Int32Array;
  codes: Int32Array;
  /** Undefined until the end of the batch for plain ASCII, which is decoded in one go. */
  readonly texts: (string | undefined)[];
  readonly verdicts: Verdict[];
  bytes: Uint8Array;
  view: DataView;
  /** The first entry of this batch. */
  fresh: number;
  freshIsAscii: boolean;
  batch: number;
  /** The entries that this batch uses, by code - 1. */
  order: Int32Array;
  used: number;
  readonly judge: (text: string) => Verdict;
  /** Texts of more bytes are judged; the others are fine as they are. */
  readonly judgedAbove: number;
}

/** What a text is to its field. All but `fine` are answered with a negative code. */
export const verdict = { fine: 0, missing: -1, notAllowed: -2, badEncoding: -3 } as const;
export type Verdict = (typeof verdict)[keyof typeof verdict];

const startSize = 256;
const mostEntries = 65_536;
const mostBytes = 4_194_304;

export function newDictionary(judge: (text: string) => Verdict, judgedAbove: number): Dictionary {
  const bytes = new Uint8Array(4096);
  return {
    slots: new Int32Array(startSize * 2),
    count: 0,
    hashes: new Int32Array(startSize),
    ends: new Int32Array(startSize),
    stamps: new Int32Array(startSize),
    codes: new Int32Array(startSize),
    texts: [undefined],
    verdicts: [verdict.fine],
    bytes,
    view: new DataView(bytes.buffer),
    fresh: 1,
    freshIsAscii: true,
    batch: 1,
    order: new Int32Array(startSize),
    used: 0,
    judge,
    judgedAbove,
  };
}

export const hashSeed = -2_128_831_035;
export const hashPrime = 16_777_619;

/**
 * Mixes in four bytes at once. The shift brings the high bits, where a product is best, down to where it is poor.
 */
export function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, hashPrime);
  return mixed ^ (mixed >>> 15);
}

/** Bytes below this stand alone in hashes: no separator is part of four bytes that are mixed in together. */
export const aloneBelow = (separator: number): number => Math.max(separator, 44) + 1;

/** A number that tells by `anyBelow` whether one of four bytes is below the limit. */
export const limitWord = (limit: number): number => Math.imul(limit, 0x01010101);

export const anyBelow = (word: number, limits: number): boolean => ((word - limits) & ~word & 0x80808080) !== 0;

/** The hash of a text: four bytes at once where all of them are at or above the limit, else on to the next that is below. */
export function hashOf(view: DataView, start: number, end: number, limits: number): number {
  const limit = limits & 255;
  let hash = hashSeed;
  for (let at = start; at < end; ) {
    if (at + 4 <= end && !anyBelow(view.getInt32(at, true), limits)) {
      hash = mix(hash, view.getInt32(at, true));
      at += 4;
      continue;
    }
    for (let byte = 255; byte >= limit && at < end; at += 1) {
      byte = view.getUint8(at);
      hash = Math.imul(hash ^ byte, hashPrime);
    }
  }
  return hash;
}

/** The code of a text in this batch (from 1), or the verdict on it. The hash is that of `hashOf`. */
export function codeOf(dictionary: Dictionary, source: DataView, start: number, end: number, hash: number): number {
  const { slots, hashes, ends, view } = dictionary;
  const mask = slots.length - 1;
  const length = end - start;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (;;) {
    const entry = slots[slot] ?? 0;
    if (entry === 0) return add(dictionary, source, start, end, hash, slot);
    if (hashes[entry] === hash) {
      const from = ends[entry - 1] ?? 0;
      if ((ends[entry] ?? 0) - from === length && same(view, from, source, start, length)) return use(dictionary, entry);
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

function use(dictionary: Dictionary, entry: number): number {
  const { stamps, codes } = dictionary;
  if (stamps[entry] === dictionary.batch) return codes[entry] ?? 0;
  const judged = dictionary.verdicts[entry] ?? verdict.fine;
  if (judged !== verdict.fine) return judged;
  if (dictionary.used === dictionary.order.length) dictionary.order = larger(dictionary.order);
  dictionary.order[dictionary.used] = entry;
  dictionary.used += 1;
  stamps[entry] = dictionary.batch;
  codes[entry] = dictionary.used;
  return dictionary.used;
}

function add(dictionary: Dictionary, source: DataView, start: number, end: number, hash: number, slot: number): number {
  const entry = dictionary.count + 1;
  const from = dictionary.ends[entry - 1] ?? 0;
  const to = from + end - start;
  if (to > dictionary.bytes.length) {
    const more = new Uint8Array(Math.max(to, dictionary.bytes.length * 2));
    more.set(dictionary.bytes);
    dictionary.bytes = more;
    dictionary.view = new DataView(more.buffer);
  }
  const { bytes } = dictionary;
  let high = 0;
  for (let at = from, read = start; at < to; at += 1, read += 1) {
    const byte = source.getUint8(read);
    bytes[at] = byte;
    high |= byte;
  }
  dictionary.count = entry;
  dictionary.hashes[entry] = hash;
  dictionary.ends[entry] = to;
  dictionary.stamps[entry] = 0;
  dictionary.slots[slot] = entry;
  dictionary.texts[entry] = undefined;
  dictionary.verdicts[entry] = verdict.fine;
  if (high > 127) dictionary.freshIsAscii = false;
  const isJudged = end - start > dictionary.judgedAbove;
  if (high > 127 || isJudged) {
    const text = decodeStrictly(bytes.subarray(from, to));
    dictionary.texts[entry] = text ?? '';
    dictionary.verdicts[entry] = text === undefined ? verdict.badEncoding : isJudged ? dictionary.judge(text) : verdict.fine;
  }
  if (entry + 1 === dictionary.hashes.length) grow(dictionary);
  return use(dictionary, entry);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const latin = new TextDecoder('latin1');

/** Undefined where the bytes are no UTF-8. */
export function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** For showing: what is no UTF-8 becomes U+FFFD. */
export const decodeForShow = (bytes: Uint8Array): string => lenient.decode(bytes);

function larger(array: Int32Array): Int32Array {
  const more = new Int32Array(array.length * 2);
  more.set(array);
  return more;
}

function grow(dictionary: Dictionary): void {
  dictionary.hashes = larger(dictionary.hashes);
  dictionary.ends = larger(dictionary.ends);
  dictionary.stamps = larger(dictionary.stamps);
  dictionary.codes = larger(dictionary.codes);
  const slots = new Int32Array(dictionary.hashes.length * 2);
  const mask = slots.length - 1;
  for (let entry = 1; entry <= dictionary.count; entry += 1) {
    const hash = dictionary.hashes[entry] ?? 0;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = entry;
  }
  dictionary.slots = slots;
}

/** The text of a code of this batch; null for 0. */
export function textOf({ order, texts, bytes, ends }: Dictionary, code: number): string | null {
  if (code === 0) return null;
  const entry = order[code - 1] ?? 0;
  return texts[entry] ?? lenient.decode(bytes.subarray(ends[entry - 1], ends[entry]));
}

/** The texts of this batch by code - 1, perhaps not made before they are asked for; the next batch begins. */
export function takeTexts(dictionary: Dictionary): () => readonly string[] {
  const { ends, count, fresh, used, freshIsAscii } = dictionary;
  const mostlyNew = count - fresh + 1 > used / 2;
  // Ids are rarely looked at again: their bytes take a copy, their texts would take as many as there are rows.
  const taken = mostlyNew && fresh === 1 && used === count && freshIsAscii ? textsLater(dictionary) : textsNow(dictionary);
  dictionary.used = 0;
  dictionary.batch += 1;
  if (mostlyNew || count > mostEntries || (ends[count] ?? 0) > mostBytes) forget(dictionary);
  dictionary.fresh = dictionary.count + 1;
  dictionary.freshIsAscii = true;
  return taken;
}

function textsNow(dictionary: Dictionary): () => readonly string[] {
  decodeFresh(dictionary);
  const { texts, order, used } = dictionary;
  const taken: string[] = [];
  for (let index = 0; index < used; index += 1) taken.push(texts[order[index] ?? 0] ?? '');
  return () => taken;
}

/** Of a batch that uses all entries, each as it was added, and plain ASCII. */
function textsLater({ bytes, ends, count }: Dictionary): () => readonly string[] {
  const stops = ends.slice(0, count + 1);
  const own = bytes.slice(0, stops[count] ?? 0);
  let made: string[] | undefined;
  return () => {
    if (made !== undefined) return made;
    const all = lenient.decode(own);
    made = [];
    for (let entry = 1; entry <= count; entry += 1) made.push(all.slice(stops[entry - 1] ?? 0, stops[entry] ?? 0));
    return made;
  };
}

function decodeFresh(dictionary: Dictionary): void {
  const { ends, texts, fresh, count } = dictionary;
  const base = ends[fresh - 1] ?? 0;
  // Cuts of one long text cost far less than decoding each; Latin-1 keeps every byte one character, so ASCII stays in place.
  const all = (dictionary.freshIsAscii ? lenient : latin).decode(dictionary.bytes.subarray(base, ends[count]));
  for (let entry = fresh; entry <= count; entry += 1) {
    texts[entry] ??= all.slice((ends[entry - 1] ?? 0) - base, (ends[entry] ?? 0) - base);
  }
}

function forget(dictionary: Dictionary): void {
  dictionary.slots.fill(0);
  dictionary.count = 0;
  dictionary.texts.length = 1;
  dictionary.verdicts.length = 1;
}
