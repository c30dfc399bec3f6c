import { describe, expect, test } from 'vitest';
import type { Batch } from '../../data/columns.ts';
import type { Field, Value } from '../../data/field.ts';
import type { LookupStep, TableBinding } from '../../plan/plan.ts';
import { source } from '../../../test/reference/testing.ts';
import { columnOf } from '../expressions/vector.ts';
import { made } from '../flow/flow.ts';
import { contextOf, flowOf, shown } from '../testing.ts';
import type { TestRow } from '../testing.ts';
import { createLookup } from './lookup.ts';

const fields: readonly Field[] = [{ name: 'card', type: 'text' }, { name: 'amount', type: 'number' }, { name: 'vip', type: 'boolean' }, { name: 'tags', type: 'list' }];
const from = source('s', { fields, time: undefined, key: undefined });
const columns: readonly Field[] = [{ name: 'card', type: 'text' }, { name: 'limit', type: 'number', min: 0 }, { name: 'vip', type: 'boolean' }, { name: 'tags', type: 'list' }];
const inline: TableBinding = { type: 'inline', columns, rows: [['a', 5, true, ['x']], ['a', 7, false, ['y']], ['b', 'much', null, null], [null, 3, true, null], ['c', -1, false, ['z']]] };

const lookup = (more: Partial<LookupStep> = {}): LookupStep => ({
  op: 'lookup', id: 'l', node: 'l', input: ['s.events'], table: inline, on: [{ field: 'card', column: 'card' }],
  add: [{ column: 'limit', field: { name: 'limit', type: 'number' } }], found: { name: 'found', type: 'boolean' }, ...more,
});

const found = (step: LookupStep, rows: readonly TestRow[], tables: ReadonlyMap<string, Batch> = new Map()): readonly (readonly (Value | undefined)[])[] => {
  const [out] = createLookup(step, { ...contextOf([from, step]).context, tables }).run([flowOf(fields, rows)], 0);
  return shown(out).map(({ row }) => [row['limit'], row['found']]);
};
const cards = (...all: readonly (string | null)[]) => all.map((card, t) => ({ t, card }));

describe('a row of the table', () => {
  test('is the first that has the key; cells that do not fit are missing, and a missing key has none', () => {
    expect(found(lookup(), cards('a', 'b', 'c', 'd', null, 'a'))).toEqual([[5, true], [null, true], [null, true], [null, false], [null, false], [5, true]]);
  });

  test('can be found by several columns, and by numbers and booleans', () => {
    const both = lookup({ on: [{ field: 'card', column: 'card' }, { field: 'vip', column: 'vip' }] });
    expect(found(both, [{ t: 0, card: 'a', vip: true }, { t: 1, card: 'a', vip: false }, { t: 2, card: 'b', vip: null }, { t: 3, card: 'c', vip: true }])).toEqual([[5, true], [7, true], [null, false], [null, false]]);
    const byNumber = lookup({ on: [{ field: 'amount', column: 'limit' }] });
    expect(found(byNumber, [{ t: 0, amount: 7 }, { t: 1, amount: -1 }, { t: 2, amount: null }])).toEqual([[7, true], [null, false], [null, false]]);
    expect(found(lookup({ on: [{ field: 'vip', column: 'vip' }] }), [{ t: 0, vip: false }, { t: 1, vip: true }])).toEqual([[7, true], [5, true]]);
  });

  test('is not found by a list, by a value of another type or by a field that is not there', () => {
    expect(found(lookup({ on: [{ field: 'tags', column: 'tags' }] }), [{ t: 0, tags: ['x'] }])).toEqual([[null, false]]);
    expect(found(lookup({ on: [{ field: 'amount', column: 'card' }] }), [{ t: 0, amount: 5 }])).toEqual([[null, false]]);
    expect(found(lookup({ on: [{ field: 'nobody', column: 'card' }] }), [{ t: 0, card: 'a' }])).toEqual([[null, false]]);
  });

  test('is looked up once for each text, also while the dictionary grows', () => {
    const step = lookup();
    const operator = createLookup(step, contextOf([from, step]).context);
    const dictionary = ['a'];
    const limits = (codes: readonly number[]): readonly (Value | undefined)[] => {
      const flow = flowOf(fields, codes.map((_, t) => ({ t })));
      const [out] = operator.run([{ ...flow, columns: [made({ type: 'text', codes: Int32Array.from(codes), dictionary }), ...flow.columns.slice(1)] }], 0);
      return shown(out).map(({ row }) => row['limit']);
    };
    expect(limits([1, 0, 1])).toEqual([5, null, 5]);
    dictionary.push('d', 'a');
    expect(limits([3, 2, 1])).toEqual([5, null, 5]);
  });
});

describe('a table that the plan only names', () => {
  const batch: Batch = { length: 1, columns: [columnOf('text', ['a']), columnOf('number', [9]), columnOf('boolean', [true]), columnOf('list', [null])] };

  test('comes from the host, by its path or its name', () => {
    const tables = new Map([['cards.csv', batch], ['cards', { ...batch, columns: batch.columns.with(1, columnOf('number', [8])) }]]);
    expect(found(lookup({ table: { type: 'file', columns, path: 'cards.csv' } }), cards('a'), tables)).toEqual([[9, true]]);
    expect(found(lookup({ table: { type: 'managed', columns, name: 'cards' } }), cards('a'), tables)).toEqual([[8, true]]);
  });

  test('is asked for by name where it is not there or has other columns', () => {
    const step = lookup({ table: { type: 'file', columns, path: 'cards.csv' } });
    expect(() => found(step, [])).toThrow('the table “cards.csv” is not there');
    const other = new Map([['cards.csv', { ...batch, columns: batch.columns.with(1, columnOf('text', ['9'])) }]]);
    expect(() => found(step, [], other)).toThrow('column 2 of the table “cards.csv” is to be “limit”, of type number, and is text');
  });
});

test('a field of the row that the table has too is replaced', () => {
  const step = lookup({ add: [{ column: 'limit', field: { name: 'amount', type: 'number' } }], found: undefined });
  const [out] = createLookup(step, contextOf([from, step]).context).run([flowOf(fields, [{ t: 0, card: 'a', amount: 1 }])], 0);
  expect(shown(out).map(({ row }) => row)).toEqual([{ card: 'a', amount: 5, vip: null, tags: null }]);
});
