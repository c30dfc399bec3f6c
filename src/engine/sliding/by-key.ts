import { aboveAll } from '../state/grown.ts';
import type { Codes } from '../state/grown.ts';

/**
 * What aggregates keep for each key in small whole numbers. Those of one key stand together, mostly in one line of the
 * cache: where there are very many keys, fetching that line is most of the work.
 */
export interface ByKey {
  /** Room for one more number with each key, 0 to begin with: its place in a key's record. Asked for before any key. */
  readonly room: () => number;
  /** The numbers of a place, until `grow` makes others. */
  readonly kept: (place: number) => Kept;
  /** Makes room for all keys below the limit. */
  readonly grow: (limit: number) => void;
  readonly forget: (keys: Int32Array) => void;
  readonly clear: () => void;
  readonly memory: () => number;
  /** The numbers of these keys, in their order. */
  readonly picked: (place: number, keys: Int32Array) => Int32Array;
  readonly put: (place: number, keys: Int32Array, numbers: Int32Array) => void;
}

/** That of a key stands at `key * stride + place`. */
export interface Kept {
  readonly records: Codes;
  readonly stride: number;
  readonly place: number;
}

export function createByKey(): ByKey {
  let stride = 0;
  let records = new Int32Array(0);

  function grow(limit: number): void {
    if (records.length >= limit * stride) return;
    const grown = new Int32Array(Math.max(limit * stride, records.length * 2));
    grown.set(records);
    records = grown;
  }

  return {
    room: () => {
      stride += 1;
      return stride - 1;
    },
    kept: (place) => ({ records, stride, place }),
    grow,
    forget: (keys) => {
      for (const key of keys) records.fill(0, key * stride, (key + 1) * stride);
    },
    clear: () => {
      records = new Int32Array(0);
    },
    memory: () => records.byteLength,
    picked: (place, keys) => keys.map((key) => records[key * stride + place] ?? 0),
    put: (place, keys, numbers) => {
      grow(aboveAll(keys));
      keys.forEach((key, index) => (records[key * stride + place] = numbers[index] ?? 0));
    },
  };
}
