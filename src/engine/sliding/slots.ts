import { aboveAll, grownCodes, grownNumbers } from '../state/grown.ts';

/** Numbers for windows that are open, at most one for each key. */
export interface Slots {
  /** The slot of a key's open window; -1 where it has none. */
  readonly slotOf: (key: number) => number;
  readonly open: (key: number, start: number) => number;
  /** The key may have another from now on; the number stays taken until it is let go of. */
  readonly close: (slot: number) => void;
  readonly letGo: (slots: Int32Array) => void;
  readonly keyOf: (slot: number) => number;
  readonly startOf: (slot: number) => number;
  /** All slots are below. */
  readonly limit: () => number;
  readonly memory: () => number;
  /** Opens a window again under the number it had, before any other. */
  readonly reopen: (slots: Int32Array, keys: Int32Array, starts: Float64Array) => void;
}

export function createSlots(): Slots {
  /** By key, one more than the slot. */
  let byKey = new Int32Array(0);
  let keys = new Int32Array(0);
  let starts = new Float64Array(0);
  let free: number[] = [];
  let limit = 0;

  function put(slot: number, key: number, start: number): void {
    byKey = grownCodes(byKey, key + 1);
    keys = grownCodes(keys, slot + 1);
    starts = grownNumbers(starts, slot + 1);
    byKey[key] = slot + 1;
    keys[slot] = key;
    starts[slot] = start;
  }

  return {
    slotOf: (key) => (byKey[key] ?? 0) - 1,
    open: (key, start) => {
      const slot = free.pop() ?? limit++;
      put(slot, key, start);
      return slot;
    },
    close: (slot) => {
      byKey[keys[slot] ?? 0] = 0;
    },
    letGo: (slots) => {
      for (const slot of slots) free.push(slot);
    },
    keyOf: (slot) => keys[slot] ?? 0,
    startOf: (slot) => starts[slot] ?? 0,
    limit: () => limit,
    memory: () => byKey.byteLength + keys.byteLength + starts.byteLength,
    reopen: (slots, keysOf, startsOf) => {
      slots.forEach((slot, index) => put(slot, keysOf[index] ?? 0, startsOf[index] ?? 0));
      limit = aboveAll(slots);
      const taken = new Set(slots);
      free = Array.from({ length: limit }, (_, slot) => slot).filter((slot) => !taken.has(slot));
    },
  };
}
