import { expect, test } from 'vitest';
import { readTable, readValues, tableAsText, valuesAsText } from './list-text.ts';

test('a list is a value on each line, or parted by commas of either language', () => {
  expect(readValues('CN\nHK\n\nCN', 'text')).toEqual({ values: ['CN', 'HK'] });
  expect(readValues('甲、乙，丙', 'text')).toEqual({ values: ['甲', '乙', '丙'] });
  expect(readValues('1\n1,250\n-3.5', 'number')).toEqual({ values: [1, 1250, -3.5] });
  expect(readValues('1\nmany', 'number')).toEqual({ wrong: 'many' });
  expect(valuesAsText([1, 2])).toBe('1\n2');
});

test('a table goes into text and back', () => {
  const text = 'card\tlimit\tvip\n007\t1200\ttrue\n008\t\tfalse';
  const read = readTable(text, [{ name: 'vip', type: 'boolean', label: 'VIP' }]);
  expect(read).toEqual({
    columns: [{ name: 'card', type: 'text' }, { name: 'limit', type: 'number' }, { name: 'vip', type: 'boolean', label: 'VIP' }],
    rows: [['007', 1200, true], ['008', null, false]],
  });
  expect(read === undefined ? '' : tableAsText(read.columns, read.rows)).toBe(text);
});

test('a table needs a name for each column, and no name twice', () => {
  expect(readTable('a\t\n1\t2')).toBeUndefined();
  expect(readTable('a,a\n1,2')).toBeUndefined();
  expect(readTable('')).toBeUndefined();
});
