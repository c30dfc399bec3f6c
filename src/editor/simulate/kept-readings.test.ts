import { expect, test } from 'vitest';
import type { ReadNote, Reading } from '../../data/read/reading.ts';
import type { Input } from '../../lab/feed.ts';
import { keepReadings } from './kept-readings.ts';

const readingOfRows = (length: number): Reading => ({ batch: { length, columns: [{ type: 'number', values: new Float64Array(length) }] }, rejected: [] });
const note: ReadNote = { code: 'left-out', name: '', message: { en: '', zh: '' } };

function input(...lengths: readonly number[]): { readonly open: () => Input; readonly opened: () => number } {
  let opened = 0;
  return {
    opened: () => opened,
    open: async function* read() {
      opened += 1;
      for (const length of lengths) yield await Promise.resolve(readingOfRows(length));
      return [note];
    },
  };
}

async function rowsIn(given: Input, most = Infinity): Promise<{ rows: number; notes: readonly ReadNote[] | undefined }> {
  const readings = given[Symbol.asyncIterator]();
  let rows = 0;
  for (;;) {
    const { done, value } = await readings.next();
    if (done === true) return { rows, notes: value };
    rows += value.batch.length;
    if (rows >= most) {
      await readings.return?.([]);
      return { rows, notes: undefined };
    }
  }
}

test('what was read to its end is not read again', async () => {
  const kept = keepReadings(10_000);
  const { open, opened } = input(3, 4);
  expect(kept.rowsIn('a')).toBeUndefined();
  expect(await rowsIn(kept.open('a', open))).toEqual({ rows: 7, notes: [note] });
  expect(await rowsIn(kept.open('a', open))).toEqual({ rows: 7, notes: [note] });
  expect([opened(), kept.rowsIn('a')]).toEqual([1, 7]);
});

test('what was read in part, is too large, or was forgotten, is read again', async () => {
  const kept = keepReadings(50);
  const part = input(3, 3);
  await rowsIn(kept.open('part', part.open), 3);
  await rowsIn(kept.open('part', part.open));
  expect(part.opened()).toBe(2);
  const large = input(7);
  await rowsIn(kept.open('large', large.open));
  await rowsIn(kept.open('large', large.open));
  expect(large.opened()).toBe(2);
  kept.only(new Set(['large']));
  await rowsIn(kept.open('large', large.open));
  await rowsIn(kept.open('large', large.open));
  expect([large.opened(), kept.rowsIn('part'), kept.rowsIn('large')]).toEqual([4, undefined, undefined]);
});

test('room that is given back is used by others', async () => {
  const kept = keepReadings(50);
  const [one, other] = [input(4), input(5)];
  await rowsIn(kept.open('one', one.open));
  await rowsIn(kept.open('other', other.open));
  expect([kept.rowsIn('one'), kept.rowsIn('other')]).toEqual([4, undefined]);
  kept.only(new Set());
  await rowsIn(kept.open('other', other.open));
  expect(kept.rowsIn('other')).toBe(5);
});
