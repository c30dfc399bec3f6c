import { expect, test } from 'vitest';
import { parse } from '../../../logic/formula/parse.ts';
import { print } from '../../../logic/formula/print.ts';
import { boolean } from '../../../logic/expr.ts';
import { closed, moveTo, opened } from '../conditions.ts';
import type { Place } from '../conditions.ts';
import { dropAt } from './drop-place.ts';
import type { Target } from './drop-place.ts';

const root = opened(parse('a AND (b OR c) AND d').expr ?? boolean(false));
const row = (place: Place, top: number): Target => ({ kind: 'row', place, top, bottom: top + 20 });
const end = (place: Place, top: number): Target => ({ kind: 'end', place, top, bottom: top + 20 });
/** As they stand below each other on the screen. */
const targets = [row([0], 0), row([1, 0], 50), row([1, 1], 75), end([1], 100), row([2], 130), end([], 155)];

test.each<[Place, number, string | undefined]>([
  [[0], 65, '(b OR a OR c) AND d'],
  [[0], 49, '(a OR b OR c) AND d'],
  [[0], 102, '(b OR c OR a) AND d'],
  [[0], 151, '(b OR c) AND d AND a'],
  [[2], 2, 'd AND a AND (b OR c)'],
  [[1, 1], 2, 'c AND a AND b AND d'],
  [[0], 8, undefined],
  [[0], 18, undefined],
])('%j dropped at %i', (from, y, expected) => {
  const drop = dropAt(root, from, targets, y);
  expect(drop === undefined ? undefined : print(closed(moveTo(root, from, drop.group, drop.index).root))).toBe(expected);
});

test('a group does not drop into itself', () => {
  expect(dropAt(root, [1], targets, 60)).toBeUndefined();
});
