import { expect, test } from 'vitest';
import { rowsByBand, spreadOf } from './spread.ts';

const values = [{ value: 0, rows: 80 }, { value: 10, rows: 20 }, { value: 40, rows: 1 }];

test('scores stand on the scale of their bands', () => {
  expect(spreadOf(values, [0, 40], 10)).toEqual([
    { from: 0, to: 0.2, height: 1 },
    { from: 0.2, to: 0.4, height: 0.5 },
    { from: 0.8, to: 1, height: expect.closeTo(0.1118, 3) },
  ]);
  expect(spreadOf(values, [0, 4000], 1).length).toBe(1);
});

test('each row falls into one band', () => {
  expect(rowsByBand(values, [undefined, 10, 40])).toEqual([80, 20, 1]);
  expect(rowsByBand(values, [undefined, 11])).toEqual([100, 1]);
});
