import { grownCodes } from '../state/grown.ts';
import type { Codes } from '../state/grown.ts';

/**
 * Numbers above 0 for the pairs of a key and a value that rows hold: as long as one holds a pair, its number is its
 * own. All that is known of a pair stands together, counts of others too: mostly that is one line of the cache.
 */
export interface Pairs {
  /** Open addressing: numbers of pairs, 0 where free. */
  table: Codes;
  /** By pair, each `stride` long: key, value, how many hold it, and what others have room for. */
  records: Codes;
  stride: number;
  /** The first number that may be given again; each of these has the next in the place of its key. */
  free: number;
  /** All numbers are below. */
  limit: number;
  size: number;
}

const [keyAt, lowAt, highAt, holdersAt, roomAt] = [0, 1, 2, 3, 4] as const;

const double = new Float64Array(1);
const bits = new Int32Array(double.buffer);
const smallest = 8;

export const createPairs = (): Pairs => ({
  table: new Int32Array(smallest),
  records: new Int32Array(smallest * roomAt),
  stride: roomAt,
  free: 0,
  limit: 1,
  size: 0,
});

/**
 * Room for a number with each pair, 0 to begin with, and again by the time it is released: its place in a pair's
 * record. Asked for before any pair is held.
 */
export function roomInPairs(pairs: Pairs): number {
  pairs.stride += 1;
  pairs.records = new Int32Array(smallest * pairs.stride);
  return pairs.stride - 1;
}

/** The number of the pair, held once more. */
export function holdPair(pairs: Pairs, key: number, value: number): number {
  double[0] = value + 0;
  const low = bits[0] ?? 0;
  const high = bits[1] ?? 0;
  const { table, records, stride } = pairs;
  const mask = table.length - 1;
  let slot = hashOf(key, low, high) & mask;
  for (let pair = table[slot] ?? 0; pair !== 0; pair = table[slot] ?? 0) {
    const at = pair * stride;
    if (records[at + keyAt] === key && records[at + lowAt] === low && records[at + highAt] === high) {
      records[at + holdersAt] = (records[at + holdersAt] ?? 0) + 1;
      return pair;
    }
    slot = (slot + 1) & mask;
  }
  const pair = add(pairs, key, low, high);
  table[slot] = pair;
  if (pairs.size * 2 > table.length) grow(pairs);
  return pair;
}

export function holdPairAgain({ records, stride }: Pairs, pair: number): void {
  const at = pair * stride + holdersAt;
  records[at] = (records[at] ?? 0) + 1;
}

export function releasePair(pairs: Pairs, pair: number): void {
  const { records, stride } = pairs;
  const at = pair * stride + holdersAt;
  const left = (records[at] ?? 0) - 1;
  records[at] = left;
  if (left === 0) remove(pairs, pair);
}

export function valueOfPair({ records, stride }: Pairs, pair: number): number {
  bits[0] = records[pair * stride + lowAt] ?? 0;
  bits[1] = records[pair * stride + highAt] ?? 0;
  return double[0] ?? 0;
}

/** Calls with each value that is held. */
export function eachValueIn(pairs: Pairs, visit: (value: number) => void): void {
  const { records, stride, limit } = pairs;
  for (let pair = 1; pair < limit; pair += 1) {
    if ((records[pair * stride + holdersAt] ?? 0) > 0) visit(valueOfPair(pairs, pair));
  }
}

export function clearPairs(pairs: Pairs): void {
  pairs.table = new Int32Array(smallest);
  pairs.records = new Int32Array(smallest * pairs.stride);
  pairs.free = 0;
  pairs.limit = 1;
  pairs.size = 0;
}

export const memoryOfPairs = ({ table, records }: Pairs): number => table.byteLength + records.byteLength;

function hashOf(key: number, low: number, high: number): number {
  let hash = Math.imul(key, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function hashOfPair({ records, stride }: Pairs, pair: number): number {
  const at = pair * stride;
  return hashOf(records[at + keyAt] ?? 0, records[at + lowAt] ?? 0, records[at + highAt] ?? 0);
}

function add(pairs: Pairs, key: number, low: number, high: number): number {
  const { stride } = pairs;
  let pair = pairs.free;
  if (pair === 0) {
    pair = pairs.limit;
    pairs.limit += 1;
    pairs.records = grownCodes(pairs.records, pairs.limit * stride);
  } else pairs.free = pairs.records[pair * stride + keyAt] ?? 0;
  const at = pair * stride;
  const { records } = pairs;
  records[at + keyAt] = key;
  records[at + lowAt] = low;
  records[at + highAt] = high;
  records[at + holdersAt] = 1;
  pairs.size += 1;
  return pair;
}

/** Those that stand behind it, as their own place was taken, move up. */
function remove(pairs: Pairs, pair: number): void {
  const { table, records, stride } = pairs;
  const mask = table.length - 1;
  let gap = hashOfPair(pairs, pair) & mask;
  while (table[gap] !== pair) gap = (gap + 1) & mask;
  for (let at = (gap + 1) & mask; table[at] !== 0; at = (at + 1) & mask) {
    const other = table[at] ?? 0;
    const home = hashOfPair(pairs, other) & mask;
    if (((at - home) & mask) >= ((at - gap) & mask)) {
      table[gap] = other;
      gap = at;
    }
  }
  table[gap] = 0;
  records[pair * stride + keyAt] = pairs.free;
  pairs.free = pair;
  pairs.size -= 1;
}

function grow(pairs: Pairs): void {
  const table = new Int32Array(pairs.table.length * 2);
  const mask = table.length - 1;
  for (let pair = 1; pair < pairs.limit; pair += 1) {
    if ((pairs.records[pair * pairs.stride + holdersAt] ?? 0) === 0) continue;
    let at = hashOfPair(pairs, pair) & mask;
    while (table[at] !== 0) at = (at + 1) & mask;
    table[at] = pair;
  }
  pairs.table = table;
}
