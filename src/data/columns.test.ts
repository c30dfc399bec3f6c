import { expect, test } from 'vitest';
import type { Column } from './columns.ts';
import { valueAt } from './columns.ts';

test('each kind of column has its own sign for missing', () => {
  const columns: readonly Column[] = [
    { type: 'number', values: Float64Array.of(1.5, NaN) },
    { type: 'time', values: Float64Array.of(0, NaN) },
    { type: 'boolean', values: Uint8Array.of(0, 2) },
    { type: 'text', codes: Int32Array.of(1, 0), dictionary: [''] },
    { type: 'list', codes: Int32Array.of(2, 0), dictionary: [['a'], []] },
  ];
  expect(columns.map((column) => valueAt(column, 0))).toEqual([1.5, 0, false, '', []]);
  expect(columns.map((column) => valueAt(column, 1))).toEqual([null, null, null, null, null]);
});
