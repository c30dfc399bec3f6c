import type { Assembly, Code, Routine } from './assembler.ts';
import {
  add, all, assemble, block, call, differ, get, give, go, goWhen, less, load32, load8, loadBytes, loop, more, not,
  or, raise, same, set, store32, sub, tee, trailingZeros, when,
} from './assembler.ts';
import type { Endings } from './cell-code.ts';
import { carriage, endings, feed, quote } from './cell-code.ts';
import { part } from './layout.ts';
import { textCell, textCode } from './text-code.ts';
import { booleanCell, numberCell, timeCell } from './value-code.ts';
import { kinds } from '../sink.ts';

/**
 * Rows of CSV, from bytes to columns, sixteen bytes at a time where that helps. The common forms of cells are read here;
 * any other cell is handed to `look`, which reads it as `closeLook` does. Each routine for a cell gives the place of what
 * ends it, or -1. A line feed stands behind the last byte.
 *
 * `run(column, columnEnd, at, end, row, lastRow, longest, done)` reads rows until the bytes end, or the columns are full,
 * or a row takes more than this; it gives the start of the first row that it has not read, and writes to `done` how many
 * rows are filled.
 */
export function rowsCode(separator: number): Uint8Array<ArrayBuffer> {
  return assemble((assembly) => {
    const look = assembly.imported('look', ['i32', 'i32', 'i32'], 'i32');
    const learn = assembly.imported('learn', ['i32', 'i32', 'i32', 'i32'], 'i32');
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
