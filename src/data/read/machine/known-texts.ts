import { ahead, part, slot } from './layout.ts';

/**
 * The texts of one column that compiled code has met, and their codes: all it needs to tell a cell apart. It is emptied
 * when it is full, and whenever codes mean something else.
 */
export interface KnownTexts {
  readonly learn: (start: number, length: number, code: number, known: number) => void;
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
/** Bytes of long texts for each slot, a quarter of which stays free. */
const bytesOfSlot = 16;

export const roomOfKnown = (mostSlots: number): number => mostSlots * (slot.size + bytesOfSlot) + ahead;

export function knownTexts({ bytes, words }: Workspace, record: number, base: number, mostSlots: number): KnownTexts {
  const texts = base + mostSlots * slot.size;
  const end = texts + mostSlots * bytesOfSlot;
  let slots = 0;
  let count = 0;
  let free = texts;
  const empty = (size: number): void => {
    slots = size;
    count = 0;
    free = texts;
    for (let at = 0; at < slots; at += 1) words[(base + at * slot.size + slot.length) >> 2] = -1;
    words[(record + part.slotMask) >> 2] = slots - 1;
  };
  const put = (from: number, length: number, to: number): void => {
    bytes.copyWithin(to, from, from + length);
    bytes.fill(0, to + length, Math.ceil((to + length) / 16) * 16);
  };
  empty(Math.min(startSlots, mostSlots));
  return {
    slots: base,
    forget: () => empty(slots),
    learn: (start, length, code, known) => {
      if (length > longestKnown) return;
      if (free + length > end || count * 4 >= slots * 3) {
        empty(Math.min(slots * 4, mostSlots));
        return;
      }
      if (length === 0) bytes.fill(0, known, known + 16);
      put(start, Math.min(length, 16), known + slot.start);
      words[(known + slot.length) >> 2] = length;
      words[(known + slot.code) >> 2] = code;
      count += 1;
      if (length <= 16) return;
      words[(known + slot.address) >> 2] = free;
      put(start, length, free);
      free += Math.ceil(length / 16) * 16;
    },
  };
}
