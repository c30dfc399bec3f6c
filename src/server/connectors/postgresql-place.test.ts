import { expect, test } from 'vitest';
import { pastPlace } from './postgresql-place.ts';
import type { Place } from './postgresql-place.ts';

const cursor = { column: 'at', tie: false };

test('rows of the value that was read last are left out as often as they were taken', () => {
  const first = pastPlace([['1', 'a'], ['2', 'b'], ['2', 'b']], undefined, cursor);
  expect(first.fresh).toHaveLength(3);
  const second = pastPlace([['2', 'b'], ['2', 'b'], ['2', 'b'], ['2', 'c']], first.place, cursor);
  expect(second.fresh).toEqual([['2', 'b'], ['2', 'c']]);
  const third = pastPlace([['2', 'b'], ['2', 'b'], ['2', 'b'], ['2', 'c'], ['3', 'b']], second.place, cursor);
  expect(third.fresh).toEqual([['3', 'b']]);
  // Those that were deleted meanwhile are still known, and nothing new is nothing new.
  expect(pastPlace([['3', 'b']], third.place, cursor)).toEqual({ fresh: [], place: third.place });
  expect(pastPlace([], third.place, cursor)).toEqual({ fresh: [], place: third.place });
});

test('where a second column tells rows apart nothing is remembered', () => {
  const place: Place = { column: 'at', cursor: '2', tie: 'y' };
  expect(pastPlace([['1', 'x', 'a'], ['2', 'y', 'b']], undefined, { column: 'at', tie: true })).toEqual({ fresh: [['1', 'x', 'a'], ['2', 'y', 'b']], place });
});

test('too many rows of one value ask for such a column', () => {
  const alike = Array.from({ length: 10_001 }, (_, at) => ['1', String(at)]);
  expect(() => pastPlace(alike, undefined, cursor)).toThrow('Name a column as `tie`');
});
