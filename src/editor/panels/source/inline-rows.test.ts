import { expect, test } from 'vitest';
import type { Field } from '../../../data/field.ts';
import { cellsOf, faultIn, rowsOf } from './inline-rows.ts';

const fields: readonly Field[] = [
  { name: 'at', type: 'time', required: true },
  { name: 'amount', type: 'number' },
  { name: 'tags', type: 'list' },
  { name: 'card.bin', type: 'text' },
];
const rows = [
  { at: '2026-03-01T09:00:00Z', amount: 5, tags: ['a', 'b'], note: 'kept' },
  { at: 'soon', card: { bin: '4417' } },
];

test('rows are cells, and cells are rows again', () => {
  const cells = cellsOf(rows, fields);
  expect(cells).toEqual([['2026-03-01T09:00:00Z', 5, 'a, b', null], ['soon', null, null, '4417']]);
  expect(rowsOf(cells, fields, rows)).toEqual(rows);
});

test('a cell that changes leaves all else as it was', () => {
  const cells = cellsOf(rows, fields);
  expect(rowsOf(cells.with(0, ['2026-03-01T09:00:00Z', null, 'c', null]), fields, rows)[0]).toEqual({
    at: '2026-03-01T09:00:00Z', tags: ['c'], note: 'kept',
  });
  expect(rowsOf(cells.with(1, ['soon', null, null, null]), fields, rows)[1]).toEqual({ ...rows[1], 'card.bin': null });
  expect(rowsOf(cells.toSpliced(0, 1), fields, rows, 0)).toEqual([rows[1]]);
});

test('the contract says what is wrong with a cell', () => {
  expect(faultIn(rows[0], fields[0])).toBeUndefined();
  expect(faultIn(rows[1], fields[0])?.en).toContain('is not a time');
  expect(faultIn({}, fields[0])?.en).toBe('at is missing');
});
