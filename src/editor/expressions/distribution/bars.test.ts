import { describe, expect, test } from 'vitest';
import { missing, number } from '../../../logic/expr.ts';
import type { Binned } from './bars.ts';
import { barsOf, placeOfValue, rangesOf, valueAtPlace } from './bars.ts';

const amounts: Binned = {
  type: 'number', rows: 120, missing: 0, least: 0, most: 1000, middle: 12,
  bins: [{ from: 0, to: 10, rows: 50 }, { from: 10, to: 20, rows: 60 }, { from: 20, to: 30, rows: 10 }, { from: 30, to: 1000, rows: 0 }],
};

describe('the bars of a distribution', () => {
  test('stand side by side, the highest as high as there is room', () => {
    expect(barsOf(amounts, []).map(({ left, width, height }) => [left, width, height])).toEqual([
      [0, 25, (50 / 60) * 100], [25, 25, 100], [50, 25, (10 / 60) * 100], [75, 25, 0],
    ]);
  });

  test('are filled where the values are chosen, in part where a limit lies within', () => {
    expect(barsOf(amounts, [[15, Infinity]]).map(({ chosen }) => chosen)).toEqual([
      undefined, { left: 37.5, width: 12.5 }, { left: 50, width: 25 }, { left: 75, width: 25 },
    ]);
    expect(barsOf(amounts, [[-Infinity, 10]]).map(({ chosen }) => chosen !== undefined)).toEqual([true, false, false, false]);
  });

  test('have a place for each value and a round value for each place', () => {
    expect(placeOfValue(amounts, 15)).toBe(37.5);
    expect(placeOfValue(amounts, 1000)).toBe(100);
    expect(placeOfValue(amounts, 2000)).toBeUndefined();
    expect(valueAtPlace(amounts, 0.378, 2)).toBe(15);
    expect(valueAtPlace(amounts, 1, 0)).toBe(1000);
    expect(valueAtPlace({ ...amounts, bins: [] }, 0.5, 0)).toBeUndefined();
  });
});

test('what an operator chooses', () => {
  expect(rangesOf('ge', [number(5)])).toEqual([[5, Infinity]]);
  expect(rangesOf('between', [number(5), number(9)])).toEqual([[5, 9]]);
  expect(rangesOf('between', [number(5), missing])).toBeUndefined();
  expect(rangesOf('lt', [{ kind: 'field', name: 'limit' }])).toBeUndefined();
});
