import { expect, it } from 'vitest';
import { moved, placeAt } from './order.ts';

it('moves an item up and down', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
});

it('finds the place that a dragged item would take', () => {
  const middles = [10, 30, 50];
  expect(placeAt(12, middles, 0)).toBe(0);
  expect(placeAt(31, middles, 0)).toBe(1);
  expect(placeAt(400, middles, 0)).toBe(2);
  expect(placeAt(5, middles, 2)).toBe(0);
  expect(placeAt(29, middles, 2)).toBe(1);
});
