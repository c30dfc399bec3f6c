import { ahead, part, slot } from './layout.ts';

/**
 * The texts of one column that compiled code has met, and their codes: all it needs to tell a cell apart. It is emptied
 * when it is full, and whenever codes mean something else.
 */
export interface KnownTexts {
  readonly learn: (start: number, length: number, hash: number, code: number, known: number) => void;
  readonly forget: () => void;
  /** Where the slots stand. */
  readonly slots: number;
}

/** The memory that compiled code works in, as numbers of each kind. */
export interface Workspace {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly doubles: Float64Array;
}

const startSlots = 1024;
/** Longer texts are not worth their room. */
const longestKnown = 240;
/** Bytes of texts for each slot, every other of which stays free. */
const bytesOfSlot = 16;

export const roomOfKnown = (mostSlots: number): number => mostSlots * (slot.size + bytesOfSlot) + ahead;

export function knownTexts({ bytes, words }: Workspace, record: number, base: number, mostSlots: number): KnownTexts {
  const texts = base + mostSlots * slot.size;
  const end = texts + mostSlots * bytesOfSlot;
  let slots = 0;
  let count = 0;
  let free = texts;
  const empty = (size: number): void => {
    words.fill(0, base >> 2, (base + slots * slot.size) >> 2);
    slots = size;
    count = 0;
    free = texts;
    words[(record + part.slotMask) >> 2] = size - 1;
  };
  empty(Math.min(startSlots, mostSlots));
  return {
    slots: base,
    forget: () => empty(slots),
    learn: (start, length, hash, code, known) => {
      if (length > longestKnown) return;
      const room = Math.max(16, Math.ceil(length / 16) * 16);
      if (free + room > end || count * 2 >= slots) {
        empty(Math.min(slots * 4, mostSlots));
        return;
      }
      bytes.copyWithin(free, start, start + length);
      bytes.fill(0, free + length, free + room);
      words[(known + slot.hash) >> 2] = hash;
      words[(known + slot.length) >> 2] = length;
      words[(known + slot.code) >> 2] = code;
      words[(known + slot.address) >> 2] = free;
      free += room;
      count += 1;
    },
  };
}
