import { expect, test } from 'vitest';
import { columnOf, valueAt } from '../../data/columns.ts';
import type { FieldType, FlowField, Value } from '../../data/field.ts';
import { compact } from '../../engine/flow/copied.ts';
import type { RowsFilter, RowsView } from '../state/contract/rows.ts';
import type { KeptRows } from './kept-rows.ts';
import { rowsAt } from './kept-rows.ts';
import { positionsOf } from './rows-view.ts';

/** Rows of one field, kept in chunks of two. */
function kept(type: FieldType, values: readonly Value[]): KeptRows {
  const field: FlowField = { name: 'x', type, origins: [], optional: true, tainted: false };
  const chunks = Array.from({ length: Math.ceil(values.length / 2) }, (_, at) => {
    const part = values.slice(at * 2, at * 2 + 2);
    return { first: at * 2, length: part.length, columns: [columnOf(type, part)] };
  });
  return { fields: [field], length: values.length, chunks };
}

const order = (type: FieldType, values: readonly Value[], view: Partial<RowsView>): readonly number[] => [...(positionsOf(kept(type, values), { filters: [], ...view }) ?? [])];
const passing = (type: FieldType, values: readonly Value[], filter: RowsFilter): readonly number[] => order(type, values, { filters: [filter] });

test('rows sort by what their values are, missing ones last and equal ones as they came', () => {
  const up = { field: 'x', descending: false };
  const down = { field: 'x', descending: true };
  expect(order('number', [3, null, 1, 3, 2], { sort: up })).toEqual([2, 4, 0, 3, 1]);
  expect(order('number', [3, null, 1, 3, 2], { sort: down })).toEqual([0, 3, 4, 2, 1]);
  expect(order('text', ['b', 'a', null, 'b', ''], { sort: up })).toEqual([4, 1, 0, 3, 2]);
  expect(order('boolean', [true, false, null], { sort: up })).toEqual([1, 0, 2]);
  expect(order('list', [['b'], ['a', 'c'], ['a']], { sort: up })).toEqual([2, 1, 0]);
});

test('each filter looks at what its type has', () => {
  expect(passing('text', ['Ab', 'cab', null, 'x'], { field: 'x', contains: 'aB' })).toEqual([0, 1]);
  expect(passing('text', ['a', 'ab', 'A', null], { field: 'x', equals: 'a' })).toEqual([0]);
  expect(passing('list', [['x', 'yes'], [], null], { field: 'x', contains: 'y' })).toEqual([0]);
  expect(passing('number', [1, 2, 3, null], { field: 'x', from: 2 })).toEqual([1, 2]);
  expect(passing('time', [1, 2, 3, null], { field: 'x', to: 2 })).toEqual([0, 1]);
  expect(passing('boolean', [true, false, null], { field: 'x', is: false })).toEqual([1]);
  expect(passing('boolean', [true, false, null], { field: 'x', missing: true })).toEqual([2]);
  expect(passing('text', ['1', null], { field: 'x', from: 0 })).toEqual([]);
});

test('what is filtered can be sorted, and a field that is not there changes nothing', () => {
  expect(order('number', [3, 9, 1, 2], { filters: [{ field: 'x', to: 5 }], sort: { field: 'x', descending: true } })).toEqual([0, 3, 2]);
  expect(order('number', [1, 2], { filters: [{ field: 'gone', from: 5 }] })).toEqual([0, 1]);
});

test('rows come out of their chunks in any order', () => {
  const texts = rowsAt(kept('text', ['a', 'b', 'c', 'd', 'e']), Int32Array.of(4, 0, 3));
  expect([0, 1, 2].map((row) => valueAt(texts.columns[0] ?? columnOf('text', []), row))).toEqual(['e', 'a', 'd']);
  const batch = rowsAt(kept('number', [5, 6, 7, 8]), Int32Array.of(3, 0));
  expect(batch).toEqual({ length: 2, columns: [{ type: 'number', values: Float64Array.of(8, 5) }] });
});

test('a dictionary that is mostly unused shrinks to what is used', () => {
  const column = { type: 'text' as const, codes: Int32Array.of(9, 0, 9), dictionary: Array.from({ length: 20 }, (_, at) => String(at)) };
  expect(compact(column)).toEqual({ type: 'text', codes: Int32Array.of(1, 0, 1), dictionary: ['8'] });
});
