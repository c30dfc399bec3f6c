import { expect, test } from 'vitest';
import type { Field, Row } from './field.ts';
import { addRow, columnNamed, newSheet, rowAt } from './sheet.ts';

const fields: readonly Field[] = [
  { name: 'id', type: 'text' },
  { name: 'time', type: 'time' },
  { name: 'amount', type: 'number' },
  { name: 'ok', type: 'boolean' },
  { name: 'tags', type: 'list' },
];

test('a row comes back from its columns as it went in, missing values too', () => {
  const rows: readonly Row[] = [
    { id: 'a', time: 5, amount: -0.5, ok: true, tags: ['x'] },
    { id: '', time: 0, amount: 0, ok: false, tags: [] },
    { id: null, time: null, amount: null, ok: null, tags: null },
  ];
  const sheet = newSheet(fields, rows.length);
  for (const row of rows) addRow(sheet, row);
  expect(rows.map((_, at) => rowAt(sheet, at))).toEqual(rows);
});

test('what a row lacks is missing, even where the place held something before', () => {
  const sheet = newSheet(fields, 1);
  addRow(sheet, { id: 'a', time: 5, amount: 1, ok: true, tags: ['x'] });
  sheet.length = 0;
  addRow(sheet, {});
  expect(rowAt(sheet, 0)).toEqual({ id: null, time: null, amount: null, ok: null, tags: null });
});

test('a column that is not there is an error', () => {
  expect(() => columnNamed(newSheet(fields, 1), 'constructor')).toThrow('no column constructor');
});
