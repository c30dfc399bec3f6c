/**
 * Where things stand in the memory that rows are read in: what holds for all columns, then one record for each column,
 * then the bytes at hand, and behind them what the columns are filled with.
 */

/** Sixteen bytes of ones, then sixteen of zeros: a mask for the first bytes of sixteen stands at `masks + 16 - count`. */
export const masks = 64;
/** Powers of ten that doubles hold exactly, up to the fifteenth. */
export const powers = 96;
export const records = 256;

/** The record of a column: the offset of each of its parts. */
export const part = {
  kind: 0,
  index: 4,
  required: 8,
  /** Where the values of the batch at hand stand. */
  values: 12,
  decimals: 16,
  /** Of texts that are not looked for: where the next one's bytes go, and its end, and its code. */
  freshBytes: 20,
  freshEnds: 24,
  freshCode: 28,
  /** Where known texts stand, in slots, and how many slots there are but one; no slots where texts are not looked for. */
  slots: 32,
  slotMask: 36,
  min: 40,
  max: 48,
  /** The day that was read last, as ten bytes, and its first moment. */
  yearAndMonth: 56,
  day: 64,
  dayStart: 72,
  size: 80,
} as const;

/**
 * A slot for a text that is known: its first sixteen bytes, with zeros behind a shorter one, so that most are told apart
 * by one comparison; its length, -1 where the slot is free; its code; and where all of its bytes stand, if there are more.
 */
export const slot = { start: 0, length: 16, code: 20, address: 24, size: 32 } as const;

/** What reads look ahead of the last byte. */
export const ahead = 64;
