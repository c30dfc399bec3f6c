import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { countMarks, marksAmong, marksOf } from './marks.ts';

test('marks are counted wherever they lie in memory, however many there are', () => {
  const anywhere = fc.tuple(fc.nat(5), fc.uint8Array({ max: 1, maxLength: 40 }), fc.nat(1100)).map(([offset, few, more]) => {
    const all = Uint8Array.from([...few, ...new Uint8Array(more * 4).fill(1)]);
    const buffer = new Uint8Array(all.length + offset + 3).fill(1);
    buffer.set(all, offset);
    return buffer.subarray(offset, offset + all.length);
  });
  fc.assert(
    fc.property(anywhere, (marks) => {
      expect(countMarks(marks, undefined)).toBe(marks.reduce((sum, mark) => sum + mark, 0));
    }),
    runs(300),
  );
  expect(countMarks(Uint8Array.of(1, 0, 1, 1), Int32Array.of(1, 2))).toBe(1);
});

test('marks stand for rows, and only those of some rows can be kept', () => {
  expect([...marksOf(Int32Array.of(0, 2), 4)]).toEqual([1, 0, 1, 0]);
  expect([...marksOf(undefined, 2)]).toEqual([1, 1]);
  expect([...marksAmong(Uint8Array.of(1, 1, 0), Int32Array.of(1, 2))]).toEqual([0, 1, 0]);
});
