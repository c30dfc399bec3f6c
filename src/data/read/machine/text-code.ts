import type { Assembly, Code, Local, Operand, Routine } from './assembler.ts';
import {
  above, add, all, and, anyBit, below, bytes16, call, differ, either, get, give, go, goWhen, highBits, highHalf,
  i64, less, load32, load8, loadBytes, loop, lowHalf, more, mul64, narrow, not, orBytes, raise, same,
  set, shiftRight64, shl, store32, storeBytes, sub, tee, trailingZeros, when, wide, xor64, xorBytes,
} from './assembler.ts';
import type { Endings } from './cell-code.ts';
import { among, carriage, feed, firstOf, missingAt, place, quote } from './cell-code.ts';
import { part, slot } from './layout.ts';

/** As it stands, or in quotes without quotes and line breaks inside. */
export function textCell(assembly: Assembly, ends: Endings, codeOf: Routine): Routine {
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, column, at, row) => {
    const [start, stop, bytes, found, byte, code] = [local('i32'), local('i32'), local('v128'), local('i32'), local('i32'), local('i32')];
    const [further, inside] = [{ name: 'further' }, { name: 'inside' }];
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
            when(not(tee(found, among(bytes, quote, feed, carriage))), raise(stop, 16), go(inside)),
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
export function textCode(assembly: Assembly, learn: Routine): Routine {
  const fresh = freshCode(assembly, learn);
  const alike = sameTexts(assembly);
  const hashOn = hashOnward(assembly);
  return assembly.routine(['i32', 'i32', 'i32'], 'i32', (local, column, start, length) => {
    const [bytes, hash, index] = [local('v128'), local('i64'), local('i32')];
    const [known, knownLength, mask, slots] = [local('i32'), local('i32'), local('i32'), local('i32')];
    const next = { name: 'next slot' };
    return all(
      when(not(tee(slots, load32(get(column), part.slots))), give(call(fresh, get(column), get(start), get(length)))),
      set(mask, load32(get(column), part.slotMask)),
      either(below(get(length), 16), set(bytes, firstOf(get(start), length)), set(bytes, loadBytes(get(start)))),
      set(hash, mixedIn(wide(get(length)), bytes)),
      when(above(get(length), 16), set(hash, call(hashOn, get(hash), add(get(start), 16), sub(get(length), 16)))),
      set(index, and(narrow(xor64(get(hash), shiftRight64(get(hash), i64(32n)))), get(mask))),
      loop(
        next,
        set(known, add(get(slots), shl(get(index), slotShift))),
        set(knownLength, load32(get(known), slot.length)),
        when(
          same(get(knownLength), get(length)),
          when(
            not(anyBit(xorBytes(get(bytes), loadBytes(get(known), slot.start)))),
            when(not(above(get(length), 16)), give(load32(get(known), slot.code))),
            when(call(alike, load32(get(known), slot.address), get(start), get(length)), give(load32(get(known), slot.code))),
          ),
        ),
        when(less(get(knownLength), 0), give(call(learn, load32(get(column), part.index), get(start), get(length), get(known)))),
        set(index, and(add(get(index), 1), get(mask))),
        go(next),
      ),
    );
  });
}

const slotShift = Math.log2(slot.size);

const mixedIn = (hash: Operand, bytes: Local): Code =>
  mul64(xor64(hash, xor64(lowHalf(get(bytes)), mul64(highHalf(get(bytes)), i64(0x9e3779b97f4a7c15n)))), i64(0xd6e8feb86659fd93n));

/** The hash of a long text: its first part is in it already. */
function hashOnward(assembly: Assembly): Routine {
  return assembly.routine(['i64', 'i32', 'i32'], 'i64', (local, hash, start, length) => {
    const bytes = local('v128');
    const next = { name: 'next bytes' };
    return all(
      loop(
        next,
        either(less(get(length), 16), set(bytes, firstOf(get(start), length)), set(bytes, loadBytes(get(start)))),
        set(hash, xor64(get(hash), shiftRight64(get(hash), i64(32n)))),
        set(hash, mixedIn(get(hash), bytes)),
        raise(start, 16),
        set(length, sub(get(length), 16)),
        goWhen(next, more(get(length), 0)),
      ),
      give(get(hash)),
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
      when(highBits(get(seen)), give(call(learn, load32(get(column), part.index), get(start), get(length), 0))),
      store32(get(column), tee(to, add(load32(get(column), part.freshBytes), get(length))), part.freshBytes),
      store32(tee(end, load32(get(column), part.freshEnds)), get(to)),
      store32(get(column), add(get(end), 4), part.freshEnds),
      store32(get(column), add(tee(code, load32(get(column), part.freshCode)), 1), part.freshCode),
      give(get(code)),
    );
  });
}
