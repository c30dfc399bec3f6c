import type { State } from '../state/state.ts';

/**
 * Counts ids for as long as rows come, in 24 to 48 bytes for each. Of an id it keeps the first 96 bits.
 */
export interface Tally {
  /** How often it was asked of this id before. The id is one of 32 hexadecimal digits. */
  readonly next: (id: string) => number;
  readonly bytes: () => number;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

const width = 4;

export function createTally(): Tally {
  /** Open addressing: three words of the id, and how often; 0 where free. */
  let slots = new Int32Array(1024 * width);
  let used = 0;

  function placeOf(one: number, two: number, three: number): number {
    const mask = slots.length / width - 1;
    for (let slot = one & mask; ; slot = (slot + 1) & mask) {
      const at = slot * width;
      if (slots[at + 3] === 0 || (slots[at] === one && slots[at + 1] === two && slots[at + 2] === three)) return at;
    }
  }

  function grow(): void {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += width) {
      if (old[at + 3] !== 0) {
        slots.set(old.subarray(at, at + width), placeOf(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0));
      }
    }
  }

  return {
    next: (id) => {
      const [one, two, three] = [wordOf(id, 0), wordOf(id, 8), wordOf(id, 16)];
      const at = placeOf(one, two, three);
      const before = slots[at + 3] ?? 0;
      slots[at] = one;
      slots[at + 1] = two;
      slots[at + 2] = three;
      slots[at + 3] = before + 1;
      if (before === 0) used += 1;
      if (used * 3 > (slots.length / width) * 2) grow();
      return before;
    },
    bytes: () => slots.byteLength,
    snapshot: () => ({ slots, used }),
    restore: (state) => {
      const stored = state as { readonly slots: Int32Array; readonly used: number };
      slots = Int32Array.from(stored.slots);
      used = stored.used;
    },
  };
}

const wordOf = (id: string, at: number): number => parseInt(id.slice(at, at + 8), 16) | 0;
