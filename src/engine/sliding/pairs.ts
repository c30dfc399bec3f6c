import type { Codes, Numbers } from './group.ts';
import { grownCodes, grownNumbers } from './group.ts';

/**
 * Numbers above 0 for the pairs of a key and a value that rows hold: as long as one holds a pair, its number is its own.
 */
export interface Pairs {
  /** The number of the pair, held once more. */
  readonly hold: (key: number, value: number) => number;
  readonly holdAgain: (pair: number) => void;
  readonly release: (pair: number) => void;
  readonly valueOf: (pair: number) => number;
  /** All numbers are below. */
  readonly limit: () => number;
  /** Calls with each value that is held. */
  readonly each: (visit: (value: number) => void) => void;
  readonly clear: () => void;
  readonly memory: () => number;
}

const bits = new DataView(new ArrayBuffer(8));

export function createPairs(): Pairs {
  let table: Codes = new Int32Array(64);
  let keys: Codes = new Int32Array(64);
  let values: Numbers = new Float64Array(64);
  let holders: Codes = new Int32Array(64);
  /** A free number holds the next one that is free. */
  let free = 0;
  let limit = 1;
  let size = 0;

  const home = (key: number, value: number): number => {
    let hash = Math.imul(key, 0x9e3779b1);
    if ((value | 0) === value) hash ^= Math.imul(value, 0x85ebca6b);
    else {
      bits.setFloat64(0, value);
      hash ^= Math.imul(bits.getInt32(0), 0x85ebca6b) ^ Math.imul(bits.getInt32(4), 0xc2b2ae35);
    }
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (hash ^ (hash >>> 13)) & (table.length - 1);
  };

  function grow(): void {
    table = new Int32Array(table.length * 2);
    for (let pair = 1; pair < limit; pair += 1) {
      if ((holders[pair] ?? 0) === 0) continue;
      let at = home(keys[pair] ?? 0, values[pair] ?? 0);
      while (table[at] !== 0) at = (at + 1) & (table.length - 1);
      table[at] = pair;
    }
  }

  function add(key: number, value: number): number {
    let pair = free;
    if (pair === 0) {
      pair = limit;
      limit += 1;
      keys = grownCodes(keys, limit);
      values = grownNumbers(values, limit);
      holders = grownCodes(holders, limit);
    } else free = keys[pair] ?? 0;
    keys[pair] = key;
    values[pair] = value;
    holders[pair] = 1;
    size += 1;
    return pair;
  }

  /** Those that stand behind it, as their own place was taken, move up. */
  function remove(pair: number): void {
    const mask = table.length - 1;
    let gap = home(keys[pair] ?? 0, values[pair] ?? 0);
    while (table[gap] !== pair) gap = (gap + 1) & mask;
    for (let at = (gap + 1) & mask; table[at] !== 0; at = (at + 1) & mask) {
      const other = table[at] ?? 0;
      const own = home(keys[other] ?? 0, values[other] ?? 0);
      if (((at - own) & mask) >= ((at - gap) & mask)) {
        table[gap] = other;
        gap = at;
      }
    }
    table[gap] = 0;
    keys[pair] = free;
    free = pair;
    size -= 1;
  }

  return {
    hold: (key, value) => {
      const mask = table.length - 1;
      let at = home(key, value);
      for (let pair = table[at] ?? 0; pair !== 0; pair = table[at] ?? 0) {
        if (keys[pair] === key && values[pair] === value) {
          holders[pair] = (holders[pair] ?? 0) + 1;
          return pair;
        }
        at = (at + 1) & mask;
      }
      const pair = add(key, value);
      table[at] = pair;
      if (size * 2 > table.length) grow();
      return pair;
    },
    holdAgain: (pair) => {
      holders[pair] = (holders[pair] ?? 0) + 1;
    },
    release: (pair) => {
      const left = (holders[pair] ?? 0) - 1;
      holders[pair] = left;
      if (left === 0) remove(pair);
    },
    valueOf: (pair) => values[pair] ?? 0,
    limit: () => limit,
    each: (visit) => {
      for (let pair = 1; pair < limit; pair += 1) if ((holders[pair] ?? 0) > 0) visit(values[pair] ?? 0);
    },
    clear: () => {
      table = new Int32Array(64);
      keys = new Int32Array(64);
      values = new Float64Array(64);
      holders = new Int32Array(64);
      [free, limit, size] = [0, 1, 0];
    },
    memory: () => table.byteLength + keys.byteLength + values.byteLength + holders.byteLength,
  };
}
