/** Sets of rows by their numbers, a bit for each. */
export type Bits = Uint32Array;

export const noBits = (rows: number): Bits => new Uint32Array((rows + 31) >>> 5);

export const hasBit = (bits: Bits, row: number): boolean => (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;

export function setBit(bits: Bits, row: number): void {
  const at = row >>> 5;
  bits[at] = (bits[at] ?? 0) | (1 << (row & 31));
}

/** How many rows are in the set: those from one on, up to another that is left out. */
export function countBits(bits: Bits, from = 0, to = bits.length * 32): number {
  if (from >= to) return 0;
  const [first, last] = [from >>> 5, (to - 1) >>> 5];
  let count = 0;
  for (let at = first; at <= last; at += 1) {
    let word = bits[at] ?? 0;
    if (at === first) word &= -1 << (from & 31);
    if (at === last) word &= -1 >>> (31 - ((to - 1) & 31));
    count += onesIn(word);
  }
  return count;
}

function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export const both = (one: Bits, other: Bits): Bits => one.map((word, at) => word & (other[at] ?? 0));
export const either = (one: Bits, other: Bits): Bits => one.map((word, at) => word | (other[at] ?? 0));
export const without = (one: Bits, other: Bits): Bits => one.map((word, at) => word & ~(other[at] ?? 0));

export function countBoth(one: Bits, other: Bits): number {
  let count = 0;
  for (let at = 0; at < one.length; at += 1) count += onesIn((one[at] ?? 0) & (other[at] ?? 0));
  return count;
}

/** The rows of a set, rising. */
export function rowsIn(bits: Bits, most = Infinity): Int32Array {
  const rows = new Int32Array(Math.min(countBits(bits), most));
  let found = 0;
  for (let at = 0; at < bits.length && found < rows.length; at += 1) {
    for (let word = bits[at] ?? 0; word !== 0 && found < rows.length; word &= word - 1) {
      rows[found] = at * 32 + 31 - Math.clz32(word & -word);
      found += 1;
    }
  }
  return rows;
}

/** A set that grows as rows are put into it. */
export interface GrowingBits {
  readonly add: (row: number) => void;
  /** As a set of so many rows. */
  readonly of: (rows: number) => Bits;
}

export function growingBits(): GrowingBits {
  let bits: Bits = new Uint32Array(256);
  return {
    add: (row) => {
      if (row >>> 5 >= bits.length) {
        const grown = new Uint32Array(Math.max(2 * bits.length, (row >>> 5) + 1));
        grown.set(bits);
        bits = grown;
      }
      setBit(bits, row);
    },
    of: (rows) => {
      const own = noBits(rows);
      own.set(bits.subarray(0, own.length));
      return own;
    },
  };
}
