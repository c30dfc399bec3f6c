import { expect, test } from 'vitest';
import { belowHeading, fits, pastedCells, retyped, rowsWith, withCells, withoutRow } from './list-cells.ts';

const columns = [{ name: 'card', type: 'text' }, { name: 'limit', type: 'number' }] as const;

test('what is pasted goes to the right and below, and makes the rows that it needs', () => {
  const rows = [['007', 1], ['008', 2]];
  expect(withCells(rows, columns, { row: 1, column: 0 }, pastedCells('009\t1,250\n010\t\n'))).toEqual([['007', 1], ['009', 1250], ['010', null]]);
  expect(withCells(rows, columns, { row: 0, column: 1 }, pastedCells('5\tmore than there is'))).toEqual([['007', 5], ['008', 2]]);
  expect(rows).toEqual([['007', 1], ['008', 2]]);
});

test('a pasted line that names columns is no row: what stands below it goes where it was named for', () => {
  const named = [{ name: 'card', type: 'text', called: ['卡'] }, columns[1], { name: 'fraud', type: 'boolean' }] as const;
  const below = belowHeading(pastedCells('Limit\t卡\n5\t009\n6\t010\n'), named);
  expect(below).toEqual([['009', '5', undefined], ['010', '6', undefined]]);
  expect(withCells([['007', 1, true]], named, { row: 0, column: 0 }, below ?? [])).toEqual([['009', 5, true], ['010', 6, null]]);
  for (const none of ['limit\n', 'limit\tlimit\n1\t2\n', '009\t5\n010\t6\n']) expect(belowHeading(pastedCells(none), named)).toBeUndefined();
});

test('yes and no are written in words', () => {
  expect(['yes', 'No', '是', '否', 'true', 'perhaps'].map((text) => withCells([], [{ name: 'fraud', type: 'boolean' }], { row: 0, column: 0 }, [[text]])[0]?.[0])).toEqual([
    true, false, true, false, true, 'perhaps',
  ]);
});

test('a row goes, and a column of another type keeps what does not fit', () => {
  expect(withoutRow([['a', 1], ['b', 2]], 0)).toEqual([['b', 2]]);
  const numbers = retyped([['007', 1], ['many', 2]], columns, 0, 'number');
  expect(numbers).toEqual([[7, 1], ['many', 2]]);
  expect(numbers.map(([first]) => fits(first, 'number'))).toEqual([true, false]);
  expect(fits('2026-03-01', 'time')).toBe(true);
});

test('rows are found by what is in them', () => {
  expect(rowsWith([['Lisbon', 1], ['Porto', 12]], 'LIS', 'en')).toEqual([0]);
  expect(rowsWith([['Lisbon', 1], ['Porto', 12]], '1', 'en')).toEqual([0, 1]);
  expect(rowsWith([['Lisbon', 1]], ' ', 'en')).toBeUndefined();
  expect(rowsWith([['Lisbon', true], ['Porto', false]], 'yes', 'en')).toEqual([0]);
  expect(rowsWith([['Lisbon', true], ['Porto', false]], '否', 'zh')).toEqual([1]);
  expect(rowsWith([['Lisbon', true]], 'true', 'en')).toEqual([]);
});
