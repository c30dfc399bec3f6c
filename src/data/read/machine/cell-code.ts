import type { Code, Local, Operand } from './assembler.ts';
import { add, all, andBytes, bytes16, get, give, highBits, load32, loadBytes, or, orBytes, same, sameBytes, shl, sub, when } from './assembler.ts';
import { masks, part } from './layout.ts';

/** What the routines for cells share. Each gives the place of what ends the cell, or -1 where it is of no common form. */

export const [feed, carriage, quote, dash] = [10, 13, 34, 45];

/** What ends a cell. */
export interface Endings {
  readonly is: (byte: Local) => Code;
  /** One bit for each of sixteen bytes. */
  readonly among: (bytes: Local) => Code;
  readonly separator: number;
}

export const endings = (separator: number): Endings => ({
  is: (byte) => or(or(same(get(byte), separator), same(get(byte), feed)), same(get(byte), carriage)),
  among: (bytes) => among(bytes, separator, feed, carriage),
  separator,
});

/** Where one of three bytes stands among sixteen: a bit for each. */
export const among = (bytes: Local, one: number, other: number, third: number): Code =>
  highBits(orBytes(orBytes(sameBytes(get(bytes), bytes16(one)), sameBytes(get(bytes), bytes16(other))), sameBytes(get(bytes), bytes16(third))));

/** Of sixteen bytes, those from `length` on as zeros. */
export const firstOf = (start: Operand, length: Local): Code =>
  andBytes(loadBytes(start), loadBytes(sub(masks + 16, get(length))));

/** Where no value stands: missing, or a fault. */
export const missingAt = (column: Local, at: Local, put: Code): Code => all(when(load32(get(column), part.required), give(-1)), put, give(get(at)));

/** The place in the batch for the value of a row. */
export const place = (column: Local, row: Local, shift: number): Code => add(load32(get(column), part.values), shl(get(row), shift));
