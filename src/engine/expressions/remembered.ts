import type { Column } from '../../data/columns.ts';
import type { Table } from './lowering.ts';

/** What an expression makes of a missing value and then of each entry. */
export type MakeTable = (entries: Column, length: number) => Table;

/** A dictionary of more entries is mostly of texts that never come again. */
const mostEntries = 1024;
const mostKept = 4096;

/**
 * Tables for one dictionary after the other. Batches of a source bring mostly the same few texts, in another order:
 * what was made of a text is kept, so that one that was seen before costs no more than finding it.
 */
export function rememberTables(make: MakeTable): (dictionary: readonly string[]) => Table {
  const makeFor = (dictionary: readonly string[]): Table =>
    make({ type: 'text', codes: counting(dictionary.length + 1), dictionary }, dictionary.length + 1);
  const missing = makeFor([]);
  const width = missing.length;
  let places = new Map<string, number>();
  let kept = missing;

  function learn(texts: readonly string[]): void {
    const filled = (places.size + 1) * width;
    const made = makeFor(texts);
    const needed = filled + texts.length * width;
    if (needed > kept.length) kept = copied(kept, 0, filled, like(kept, needed * 2), 0);
    copied(made, width, made.length, kept, filled);
    for (const text of texts) places.set(text, places.size + 1);
  }

  return (dictionary) => {
    if (dictionary.length > mostEntries) return makeFor(dictionary);
    if (places.size > mostKept) {
      places = new Map();
      kept = missing;
    }
    // A dictionary may have a text twice.
    const fresh = new Set<string>();
    for (const text of dictionary) if (!places.has(text)) fresh.add(text);
    if (fresh.size > 0) learn([...fresh]);
    return tableOf(dictionary, places, kept, width);
  };
}

function tableOf(
  dictionary: readonly string[],
  places: ReadonlyMap<string, number>,
  kept: Table,
  width: number,
): Table {
  const { length } = dictionary;
  if (kept instanceof Int32Array && width === 1) {
    const table = new Int32Array(length + 1);
    table[0] = kept[0] ?? 0;
    for (let index = 0; index < length; index += 1) {
      table[index + 1] = kept[places.get(dictionary[index] ?? '') ?? 0] ?? 0;
    }
    return table;
  }
  const table = copied(kept, 0, width, like(kept, (length + 1) * width), 0);
  for (let index = 0; index < length; index += 1) {
    const from = (places.get(dictionary[index] ?? '') ?? 0) * width;
    copied(kept, from, from + width, table, (index + 1) * width);
  }
  return table;
}

/** 0, 1, 2 and so on: every code of a dictionary once. */
export function counting(length: number): Int32Array {
  const codes = new Int32Array(length);
  for (let code = 0; code < length; code += 1) codes[code] = code;
  return codes;
}

function like(table: Table, length: number): Table {
  if (table instanceof Float64Array) return new Float64Array(length);
  if (table instanceof Int32Array) return new Int32Array(length);
  return table instanceof Uint8Array ? new Uint8Array(length) : new BigInt64Array(length);
}

function copied(from: Table, start: number, end: number, into: Table, at: number): Table {
  if (from instanceof BigInt64Array) {
    if (into instanceof BigInt64Array) {
      for (let index = start; index < end; index += 1) into[at + index - start] = from[index] ?? 0n;
    }
  } else if (!(into instanceof BigInt64Array)) {
    for (let index = start; index < end; index += 1) into[at + index - start] = from[index] ?? 0;
  }
  return into;
}
