import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxesOf, freeOffset, freePlace, room } from './find-room.ts';

const node = (at: readonly [number, number]) => ({ id: at.join(' '), kind: 'filter' as const, version: 1, name: 'n', at: [at[0], at[1]] as [number, number], config: {} });
const things = (...places: readonly (readonly [number, number])[]) => ({ nodes: places.map(node), notes: [] });

test('one card goes below where that is the shortest way, and beside where it is not', () => {
  expect(freeOffset(things([0, 0]), things([0, 0]), [0, 0])).toEqual([0, 154]);
  expect(freeOffset(things([0, 0], [0, 154], [0, 308]), things([0, 0]), [0, 0])).toEqual([0, -154]);
  expect(freeOffset(things([0, -308], [0, -154], [0, 0], [0, 154], [0, 308]), things([0, 0]), [0, 0])).toEqual([242, 0]);
});

test('where there is room already, it stays', () => {
  expect(freeOffset(things([0, 0]), things([0, 0]), [500, 10])).toEqual([500, 10]);
  expect(freePlace(things([0, 0]), [500, 10])).toEqual([500, 10]);
});

test('nothing covers anything, however much there is', () => {
  const places = fc.array(fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })), { minLength: 1, maxLength: 30 });
  const check = fc.property(places, places, ([...there], [...given]) => {
    const [dx, dy] = freeOffset(things(...there), things(...given), [0, 0]);
    const moved = boxesOf(things(...given.map(([x, y]) => [x + dx, y + dy] as const)));
    for (const box of moved) {
      for (const other of boxesOf(things(...there))) {
        expect(box.left >= other.right || box.right <= other.left || box.top >= other.bottom || box.bottom <= other.top).toBe(true);
      }
    }
  });
  fc.assert(check, { seed: 4, numRuns: 60 });
});

test('a thousand cards find room for their copies at once', () => {
  const all = things(...Array.from({ length: 1000 }, (_, n) => [(n % 40) * room.width, Math.floor(n / 40) * room.height] as const));
  expect(freeOffset(all, all, [0, 0])).toEqual([0, 25 * room.height]);
});
