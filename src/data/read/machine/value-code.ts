import type { Assembly, Code, Local, Operand, Routine } from './assembler.ts';
import {
  above, add, add64, addDouble, all, and, below, call, differ, differ64, differDouble, divDouble, doubleOf,
  doubleOf64, either, f64, get, give, go, i64, lessDouble, load16, load32, load64, load8, loadDouble, loop, more,
  moreDouble, mul, mul64, not, or, raise, same, set, shl, store32, store64, store8, storeDouble, sub, sub64,
  subDouble, tee, when, wide,
} from './assembler.ts';
import type { Endings } from './cell-code.ts';
import { dash, missingAt, place } from './cell-code.ts';
import { part, powers } from './layout.ts';
import { missingBoolean } from '../../columns.ts';

const [point, colon] = [46, 58];

/** At most fifteen digits: a whole number and a power of ten, both exact, so that their quotient is the nearest double. */
export function numberCell(assembly: Assembly, ends: Endings): Routine {
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
export function timeCell(assembly: Assembly, ends: Endings, startOfDay: Routine): Routine {
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

export function booleanCell(assembly: Assembly, ends: Endings): Routine {
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
