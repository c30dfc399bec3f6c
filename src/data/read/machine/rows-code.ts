import type { Assembly, Code, Local, Operand, Routine } from './assembler.ts';
import {
  above, add, add64, addDouble, all, and, andBytes, anyBit, assemble, below, block, bytes16, call, differ, differ64, divDouble, doubleOf, doubleOf64,
  either, f64, get, give, go, goWhen, highBits, highHalf, i64, less, lessDouble, load16, load32, load64, load8, loadBytes, loadDouble, loop, lowHalf,
  more, moreDouble, mul, mul64, narrow, not, or, orBytes, raise, same, sameBytes, set, shiftRight64, shl, store32, store64, store8, storeBytes,
  storeDouble, sub, sub64, subDouble, tee, trailingZeros, when, wide, xor64, xorBytes, differDouble,
} from './assembler.ts';
import { kinds } from '../sink.ts';
import { missingBoolean } from '../../columns.ts';
import { masks, part, powers, slot } from './layout.ts';

/**
 * Rows of CSV, from bytes to columns, sixteen bytes at a time where that helps. The common forms of cells are read here;
 * any other cell is handed to `look`, which reads it as `closeLook` does. Each routine for a cell gives the place of what
 * ends it, or -1. A line feed stands behind the last byte.
 *
 * `run(column, columnEnd, at, end, row, lastRow, longest, done)` reads rows until the bytes end, or the columns are full,
 * or a row takes more than this; it gives the start of the first row that it has not read, and writes how many columns'
 * rows are filled to `done`.
 */
export function rowsCode(separator: number): Uint8Array<ArrayBuffer> {
  return assemble((assembly) => {
    const look = assembly.imported('look', ['i32', 'i32', 'i32'], 'i32');
    const learn = assembly.imported('learn', ['i32', 'i32', 'i32', 'i32', 'i32'], 'i32');
    const startOfDay = assembly.imported('startOfDay', ['i32'], 'f64');
    const ends = endings(separator);
    const cells = {
      text: textCell(assembly, ends, textCode(assembly, learn)),
      number: numberCell(assembly, ends),
      time: timeCell(assembly, ends, startOfDay),
      boolean: booleanCell(assembly, ends),
      passed: passedCell(assembly, ends),
    };
    return rows(assembly, ends, cells, look);
  });
}

const [feed, carriage, quote] = [10, 13, 34];
const [dash, point, colon] = [45, 46, 58];

/** What ends a cell. */
interface Endings {
  readonly is: (byte: Local) => Code;
  /** One bit for each of sixteen bytes. */
  readonly among: (bytes: Local) => Code;
  readonly separator: number;
}

const endings = (separator: number): Endings => ({
  is: (byte) => or(or(same(get(byte), separator), same(get(byte), feed)), same(get(byte), carriage)),
  among: (bytes) =>
    highBits(orBytes(orBytes(sameBytes(get(bytes), bytes16(separator)), sameBytes(get(bytes), bytes16(feed))), sameBytes(get(bytes), bytes16(carriage)))),
  separator,
});

/** Of sixteen bytes, those from `length` on as zeros. */
const firstOf = (start: Operand, length: Local): Code =>
  andBytes(loadBytes(start), loadBytes(sub(masks + 16, get(length))));

function rows(assembly: Assembly, { separator }: Endings, cells: Readonly<Record<'text' | 'number' | 'time' | 'boolean' | 'passed', Routine>>, look: Routine): Routine {
  const params = Array.from({ length: 8 }, () => 'i32' as const);
  return assembly.routine(params, 'i32', (local, first, columnEnd, at, end, row, lastRow, longest, done) => {
    const [start, column, kind, stop, byte] = [local('i32'), local('i32'), local('i32'), local('i32'), local('i32')];
    const [nextRow, nextCell, over, read] = [{ name: 'next row' }, { name: 'next cell' }, { name: 'over' }, { name: 'read' }];
    const tryAs = (expected: number, cell: Routine): Code =>
      when(same(get(kind), expected), set(stop, call(cell, get(column), get(at), get(row))), go(read));
    return all(
      block(
        over,
        loop(
          nextRow,
          set(start, get(at)),
          goWhen(over, or(not(less(get(at), get(end))), not(less(get(row), get(lastRow))))),
          set(column, get(first)),
          loop(
            nextCell,
            block(
              read,
              set(kind, load32(get(column), part.kind)),
              tryAs(kinds.text, cells.text),
              tryAs(kinds.number, cells.number),
              tryAs(kinds.time, cells.time),
              tryAs(kinds.boolean, cells.boolean),
              tryAs(kinds.none, cells.passed),
              set(stop, -1),
            ),
            when(less(get(stop), 0), set(stop, call(look, load32(get(column), part.index), get(at), get(row)))),
            goWhen(over, or(less(get(stop), 0), not(less(get(stop), get(end))))),
            set(at, add(get(stop), 1)),
            raise(column, part.size),
            set(byte, load8(get(stop))),
            when(same(get(byte), separator), goWhen(over, same(get(column), get(columnEnd))), go(nextCell)),
          ),
          goWhen(over, differ(get(column), get(columnEnd))),
          when(
            same(get(byte), carriage),
            goWhen(over, not(less(get(at), get(end)))),
            raise(at, same(load8(get(at)), feed)),
          ),
          goWhen(over, more(sub(get(at), get(start)), get(longest))),
          raise(row, 1),
          go(nextRow),
        ),
      ),
      store32(get(done), get(row)),
      give(get(start)),
    );
  });
}

/** Where no value stands: missing, or a fault. */
const missingAt = (column: Local, at: Local, put: Code): Code => all(when(load32(get(column), part.required), give(-1)), put, give(get(at)));

/** The place in the batch for the value of a row. */
const place = (column: Local, row: Local, shift: number): Code => add(load32(get(column), part.values), shl(get(row), shift));

function textCell(assembly: Assembly, ends: Endings, codeOf: Routine): Routine {
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, column, at, row) => {
    const [start, stop, bytes, found, byte, code] = [local('i32'), local('i32'), local('v128'), local('i32'), local('i32'), local('i32')];
    const [further, inside] = [{ name: 'further' }, { name: 'inside' }];
    const quotedOrBroken = highBits(
      orBytes(orBytes(sameBytes(get(bytes), bytes16(quote)), sameBytes(get(bytes), bytes16(feed))), sameBytes(get(bytes), bytes16(carriage))),
    );
    return all(
      set(byte, load8(get(at))),
      when(ends.is(byte), missingAt(column, at, store32(place(column, row, 2), 0))),
      set(start, get(at)),
      either(
        same(get(byte), quote),
        all(
          raise(start, 1),
          set(stop, get(start)),
          loop(
            inside,
            set(bytes, loadBytes(get(stop))),
            when(not(tee(found, quotedOrBroken)), raise(stop, 16), go(inside)),
          ),
          raise(stop, trailingZeros(get(found))),
          when(differ(load8(get(stop)), quote), give(-1)),
          set(byte, load8(get(stop), 1)),
          // Quotes in quotes, or text behind them.
          when(not(ends.is(byte)), give(-1)),
          set(at, add(get(stop), 1)),
        ),
        all(
          set(stop, get(at)),
          loop(
            further,
            set(bytes, loadBytes(get(stop))),
            when(not(tee(found, ends.among(bytes))), raise(stop, 16), go(further)),
          ),
          raise(stop, trailingZeros(get(found))),
          set(at, get(stop)),
        ),
      ),
      set(code, call(codeOf, get(column), get(start), sub(get(stop), get(start)))),
      when(less(get(code), 0), give(-1)),
      // A text that stands for nothing.
      when(not(get(code)), when(load32(get(column), part.required), give(-1))),
      store32(place(column, row, 2), get(code)),
      give(get(at)),
    );
  });
}

/** The code of a text, 0 where it stands for a missing value, -1 where it does not fit. */
function textCode(assembly: Assembly, learn: Routine): Routine {
  const fresh = freshCode(assembly, learn);
  const alike = sameTexts(assembly);
  const hashOf = textHash(assembly);
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, column, start, length) => {
    const [hash, index, known, mask, slots] = [local('i32'), local('i32'), local('i32'), local('i32'), local('i32')];
    const next = { name: 'next slot' };
    return all(
      when(not(tee(slots, load32(get(column), part.slots))), give(call(fresh, get(column), get(start), get(length)))),
      set(mask, load32(get(column), part.slotMask)),
      set(index, and(tee(hash, call(hashOf, get(start), get(length))), get(mask))),
      loop(
        next,
        set(known, add(get(slots), shl(get(index), 4))),
        when(
          not(load32(get(known), slot.address)),
          give(call(learn, load32(get(column), part.index), get(start), get(length), get(hash), get(known))),
        ),
        when(
          and(same(load32(get(known), slot.hash), get(hash)), same(load32(get(known), slot.length), get(length))),
          when(call(alike, load32(get(known), slot.address), get(start), get(length)), give(load32(get(known), slot.code))),
        ),
        set(index, and(add(get(index), 1), get(mask))),
        go(next),
      ),
    );
  });
}

function textHash(assembly: Assembly): Routine {
  return assembly.routine(['i32', 'i32'], 'i32', (local, start, length) => {
    const [bytes, hash] = [local('v128'), local('i64')];
    const next = { name: 'next bytes' };
    return all(
      set(hash, wide(get(length))),
      loop(
        next,
        either(less(get(length), 16), set(bytes, firstOf(get(start), length)), set(bytes, loadBytes(get(start)))),
        set(hash, xor64(get(hash), xor64(lowHalf(get(bytes)), mul64(highHalf(get(bytes)), i64(0x9e3779b97f4a7c15n))))),
        set(hash, mul64(get(hash), i64(0xd6e8feb86659fd93n))),
        set(hash, xor64(get(hash), shiftRight64(get(hash), i64(32n)))),
        raise(start, 16),
        set(length, sub(get(length), 16)),
        goWhen(next, more(get(length), 0)),
      ),
      give(narrow(get(hash))),
    );
  });
}

/** Whether a known text, which zeros follow, is that of a cell. */
function sameTexts(assembly: Assembly): Routine {
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, known, start, length) => {
    const bytes = local('v128');
    const next = { name: 'next bytes' };
    return all(
      loop(
        next,
        either(less(get(length), 16), set(bytes, firstOf(get(start), length)), set(bytes, loadBytes(get(start)))),
        when(anyBit(xorBytes(get(bytes), loadBytes(get(known)))), give(0)),
        raise(known, 16),
        raise(start, 16),
        set(length, sub(get(length), 16)),
        goWhen(next, more(get(length), 0)),
      ),
      give(1),
    );
  });
}

/** A text that is not looked for: a copy of its bytes, if they are ASCII. */
function freshCode(assembly: Assembly, learn: Routine): Routine {
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, column, start, length) => {
    const [bytes, seen, from, to, left, end, code] = [local('v128'), local('v128'), local('i32'), local('i32'), local('i32'), local('i32'), local('i32')];
    const next = { name: 'next bytes' };
    return all(
      set(seen, bytes16(0)),
      set(from, get(start)),
      set(to, load32(get(column), part.freshBytes)),
      set(left, get(length)),
      loop(
        next,
        either(less(get(left), 16), set(bytes, firstOf(get(from), left)), set(bytes, loadBytes(get(from)))),
        storeBytes(get(to), get(bytes)),
        set(seen, orBytes(get(seen), get(bytes))),
        raise(from, 16),
        raise(to, 16),
        set(left, sub(get(left), 16)),
        goWhen(next, more(get(left), 0)),
      ),
      when(highBits(get(seen)), give(call(learn, load32(get(column), part.index), get(start), get(length), 0, 0))),
      store32(get(column), tee(to, add(load32(get(column), part.freshBytes), get(length))), part.freshBytes),
      store32(tee(end, load32(get(column), part.freshEnds)), get(to)),
      store32(get(column), add(get(end), 4), part.freshEnds),
      store32(get(column), add(tee(code, load32(get(column), part.freshCode)), 1), part.freshCode),
      give(get(code)),
    );
  });
}

/** At most fifteen digits: a whole number and a power of ten, both exact, so that their quotient is the nearest double. */
function numberCell(assembly: Assembly, ends: Endings): Routine {
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, column, at, row) => {
    const [byte, negative, first, digits, decimals, digit] = [local('i32'), local('i32'), local('i32'), local('i32'), local('i32'), local('i32')];
    const [whole, value] = [local('i64'), local('f64')];
    const pass = (name: string): Code => {
      const next = { name };
      return loop(
        next,
        when(
          below(tee(digit, sub(load8(get(at)), 48)), 10),
          set(whole, add64(mul64(get(whole), i64(10n)), wide(get(digit)))),
          raise(at, 1),
          go(next),
        ),
      );
    };
    return all(
      set(byte, load8(get(at))),
      when(ends.is(byte), missingAt(column, at, storeDouble(place(column, row, 3), f64(NaN)))),
      raise(at, tee(negative, same(get(byte), dash))),
      set(first, get(at)),
      pass('whole digits'),
      when(not(tee(digits, sub(get(at), get(first)))), give(-1)),
      when(
        same(load8(get(at)), point),
        set(first, raisedBy(at, 1)),
        pass('decimals'),
        when(not(tee(decimals, sub(get(at), get(first)))), give(-1)),
        when(more(get(decimals), load32(get(column), part.decimals)), give(-1)),
        raise(digits, get(decimals)),
      ),
      when(more(get(digits), 15), give(-1)),
      set(byte, load8(get(at))),
      when(not(ends.is(byte)), give(-1)),
      when(get(negative), set(whole, sub64(i64(0n), get(whole)))),
      set(value, divDouble(doubleOf64(get(whole)), loadDouble(shl(get(decimals), 3), powers))),
      when(or(lessDouble(get(value), loadDouble(get(column), part.min)), moreDouble(get(value), loadDouble(get(column), part.max))), give(-1)),
      storeDouble(place(column, row, 3), get(value)),
      give(get(at)),
    );
  });
}

const raisedBy = (local: Local, by: number): Code => tee(local, add(get(local), by));

/** Times before the year 100 and after 9899 are looked at closely: an offset might move them out of the calendar. */
const [earliest, latest] = [Date.UTC(100, 0, 1), Date.UTC(9900, 0, 1)];

/** `2026-03-01T08:00:00`, with `T` or a space, with or without milliseconds, `Z` or an offset. */
function timeCell(assembly: Assembly, ends: Endings, startOfDay: Routine): Routine {
  const pair = digitPair(assembly);
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, column, at, row) => {
    const [byte, hour, minute, second, millis] = [local('i32'), local('i32'), local('i32'), local('i32'), local('i32')];
    const [start, time, offset] = [local('f64'), local('f64'), local('f64')];
    const isNot = (offsetOf: number, code: number): Code => differ(load8(get(at), offsetOf), code);
    const isSign = or(same(get(byte), 43), same(get(byte), dash));
    return all(
      set(byte, load8(get(at))),
      when(ends.is(byte), missingAt(column, at, storeDouble(place(column, row, 3), f64(NaN)))),
      when(
        or(differ64(load64(get(at)), load64(get(column), part.yearAndMonth)), differ(load16(get(at), 8), load32(get(column), part.day))),
        set(start, call(startOfDay, get(at))),
        when(differDouble(get(start), get(start)), give(-1)),
        storeDouble(get(column), get(start), part.dayStart),
        store64(get(column), load64(get(at)), part.yearAndMonth),
        store32(get(column), load16(get(at), 8), part.day),
      ),
      set(byte, load8(get(at), 10)),
      when(and(differ(get(byte), 84), differ(get(byte), 32)), give(-1)),
      when(or(isNot(13, colon), isNot(16, colon)), give(-1)),
      when(above(tee(hour, call(pair, add(get(at), 11))), 23), give(-1)),
      when(above(tee(minute, call(pair, add(get(at), 14))), 59), give(-1)),
      when(above(tee(second, call(pair, add(get(at), 17))), 59), give(-1)),
      raise(at, 19),
      when(
        same(load8(get(at)), point),
        when(above(tee(millis, call(pair, add(get(at), 1))), 99), give(-1)),
        when(above(tee(byte, sub(load8(get(at), 3), 48)), 9), give(-1)),
        set(millis, add(mul(get(millis), 10), get(byte))),
        raise(at, 4),
      ),
      set(millis, add(get(millis), mul(add(mul(add(mul(get(hour), 60), get(minute)), 60), get(second)), 1000))),
      set(time, addDouble(loadDouble(get(column), part.dayStart), doubleOf(get(millis)))),
      set(byte, load8(get(at))),
      either(
        same(get(byte), 90),
        raise(at, 1),
        when(
          isSign,
          when(isNot(3, colon), give(-1)),
          when(above(tee(hour, call(pair, add(get(at), 1))), 23), give(-1)),
          when(above(tee(minute, call(pair, add(get(at), 4))), 59), give(-1)),
          set(start, loadDouble(get(column), part.dayStart)),
          when(or(lessDouble(get(start), f64(earliest)), not(lessDouble(get(start), f64(latest)))), give(-1)),
          set(offset, doubleOf(mul(add(mul(get(hour), 60), get(minute)), 60_000))),
          either(same(get(byte), dash), set(time, addDouble(get(time), get(offset))), set(time, subDouble(get(time), get(offset)))),
          raise(at, 6),
        ),
      ),
      set(byte, load8(get(at))),
      when(not(ends.is(byte)), give(-1)),
      storeDouble(place(column, row, 3), get(time)),
      give(get(at)),
    );
  });
}

/** Two digits, or a large number where they are none. */
function digitPair(assembly: Assembly): Routine {
  return assembly.routine(['i32'], 'i32', (local, at) => {
    const [tens, ones] = [local('i32'), local('i32')];
    return all(
      when(or(above(tee(tens, sub(load8(get(at)), 48)), 9), above(tee(ones, sub(load8(get(at), 1), 48)), 9)), give(-1)),
      give(add(mul(get(tens), 10), get(ones))),
    );
  });
}

/** As 32-bit integers: `true`, and the first four letters of `false`. */
const [trueWord, falseWord] = [0x65757274, 0x736c6166];

function booleanCell(assembly: Assembly, ends: Endings): Routine {
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, column, at, row) => {
    const [byte, yes, word] = [local('i32'), local('i32'), local('i32')];
    const put = (value: Operand): Code => store8(add(load32(get(column), part.values), get(row)), value);
    return all(
      set(byte, load8(get(at))),
      when(ends.is(byte), missingAt(column, at, put(missingBoolean))),
      when(
        not(tee(yes, same(tee(word, load32(get(at))), trueWord))),
        when(or(differ(get(word), falseWord), differ(load8(get(at), 4), 101)), give(-1)),
      ),
      raise(at, sub(5, get(yes))),
      set(byte, load8(get(at))),
      when(not(ends.is(byte)), give(-1)),
      put(get(yes)),
      give(get(at)),
    );
  });
}

/** A cell that nobody reads. */
function passedCell(assembly: Assembly, ends: Endings): Routine {
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, _column, at) => {
    const [bytes, found] = [local('v128'), local('i32')];
    const further = { name: 'further' };
    return all(
      when(same(load8(get(at)), quote), give(-1)),
      loop(
        further,
        set(bytes, loadBytes(get(at))),
        when(not(tee(found, ends.among(bytes))), raise(at, 16), go(further)),
      ),
      give(add(get(at), trailingZeros(get(found)))),
    );
  });
}
