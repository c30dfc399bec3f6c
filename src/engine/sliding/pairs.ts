import { grownCodes } from '../state/grown.ts';
import type { Codes } from '../state/grown.ts';

/**
 * Numbers above 0 for the pairs of a key and a value that rows hold: as long as one holds a pair, its number is its
 * own. All that is known of a pair stands together, counts of others too: mostly that is one line of the cache.
 */
export interface Pairs {
  /** The number of the pair, held once more. */
  readonly hold: (key: number, value: number) => number;
  readonly holdAgain: (pair: number) => void;
  readonly release: (pair: number) => void;
  readonly valueOf: (pair: number) => number;
  /**
   * Room for a number with each pair, 0 to begin with, and again by the time it is released: its place in a pair's
   * record.
   */
  readonly room: () => number;
  /** Records by pair, each `stride` long. They may be others after a pair was held. */
  readonly records: () => Int32Array;
  readonly stride: () => number;
  /** Calls with each value that is held. */
  readonly each: (visit: (value: number) => void) => void;
  readonly clear: () => void;
  readonly memory: () => number;
}

/** Places in a record: key, value, how many hold it. Of a free one the key is the next that is free. */
const [keyAt, lowAt, highAt, holdersAt, roomAt] = [0, 1, 2, 3, 4] as const;

const double = new Float64Array(1);
const bits = new Int32Array(double.buffer);
const smallest = 8;

export function createPairs(): Pairs {
  let stride: number = roomAt;
  let table: Codes = new Int32Array(smallest);
  let records: Codes = new Int32Array(smallest * roomAt);
  let free = 0;
  let limit = 1;
  let size = 0;

  const homeOf = (key: number, low: number, high: number): number => {
    let hash = Math.imul(key, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (hash ^ (hash >>> 13)) & (table.length - 1);
  };
  const home = (pair: number): number => {
    const at = pair * stride;
    return homeOf(records[at + keyAt] ?? 0, records[at + lowAt] ?? 0, records[at + highAt] ?? 0);
  };

  function grow(): void {
    table = new Int32Array(table.length * 2);
    for (let pair = 1; pair < limit; pair += 1) {
      if ((records[pair * stride + holdersAt] ?? 0) === 0) continue;
      let at = home(pair);
      while (table[at] !== 0) at = (at + 1) & (table.length - 1);
      table[at] = pair;
    }
  }

  function add(key: number, low: number, high: number): number {
    let pair = free;
    if (pair === 0) {
      pair = limit;
      limit += 1;
      records = grownCodes(records, limit * stride);
    } else free = records[pair * stride + keyAt] ?? 0;
    const at = pair * stride;
    records[at + keyAt] = key;
    records[at + lowAt] = low;
    records[at + highAt] = high;
    records[at + holdersAt] = 1;
    size += 1;
    return pair;
  }

  /** Those that stand behind it, as their own place was taken, move up. */
  function remove(pair: number): void {
    const mask = table.length - 1;
    let gap = home(pair);
    while (table[gap] !== pair) gap = (gap + 1) & mask;
    for (let at = (gap + 1) & mask; table[at] !== 0; at = (at + 1) & mask) {
      const other = table[at] ?? 0;
      if (((at - home(other)) & mask) >= ((at - gap) & mask)) {
        table[gap] = other;
        gap = at;
      }
    }
    table[gap] = 0;
    records[pair * stride + keyAt] = free;
    free = pair;
    size -= 1;
  }

  function valueOf(pair: number): number {
    bits[0] = records[pair * stride + lowAt] ?? 0;
    bits[1] = records[pair * stride + highAt] ?? 0;
    return double[0] ?? 0;
  }

  return {
    hold: (key, value) => {
      double[0] = value + 0;
      const low = bits[0] ?? 0;
      const high = bits[1] ?? 0;
      const mask = table.length - 1;
      let slot = homeOf(key, low, high);
      for (let pair = table[slot] ?? 0; pair !== 0; pair = table[slot] ?? 0) {
        const at = pair * stride;
        if (records[at + keyAt] === key && records[at + lowAt] === low && records[at + highAt] === high) {
          records[at + holdersAt] = (records[at + holdersAt] ?? 0) + 1;
          return pair;
        }
        slot = (slot + 1) & mask;
      }
      const pair = add(key, low, high);
      table[slot] = pair;
      if (size * 2 > table.length) grow();
      return pair;
    },
    holdAgain: (pair) => {
      const at = pair * stride + holdersAt;
      records[at] = (records[at] ?? 0) + 1;
    },
    release: (pair) => {
      const at = pair * stride + holdersAt;
      const left = (records[at] ?? 0) - 1;
      records[at] = left;
      if (left === 0) remove(pair);
    },
    valueOf,
    room: () => {
      records = new Int32Array(smallest * (stride + 1));
      stride += 1;
      return stride - 1;
    },
    records: () => records,
    stride: () => stride,
    each: (visit) => {
      for (let pair = 1; pair < limit; pair += 1) {
        if ((records[pair * stride + holdersAt] ?? 0) > 0) visit(valueOf(pair));
      }
    },
    clear: () => {
      table = new Int32Array(smallest);
      records = new Int32Array(smallest * stride);
      [free, limit, size] = [0, 1, 0];
    },
    memory: () => table.byteLength + records.byteLength,
  };
}
