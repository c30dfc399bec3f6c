import { describe, expect, test } from 'vitest';
import { valueAt } from '../../data/columns.ts';
import type { Field, Value } from '../../data/field.ts';
import { columnOf } from '../expressions/vector.ts';
import { made, rowOf } from './flow.ts';
import type { Flow } from './flow.ts';
import { narrowed, withReasonsFor } from './narrow.ts';
import { adding, beginningWith, reasonsColumn } from './reasons.ts';
import type { GivenReason, Reasons } from './reasons.ts';
import { flowOf } from '../testing.ts';

const given = (step: number, has: readonly number[], text: (row: number) => string = () => `from ${step}`): GivenReason => ({ step, index: 0, has: Uint8Array.from(has), text });

const lists = (reasons: Reasons, length: number, rows?: Int32Array): readonly Value[] => {
  const column = reasonsColumn(reasons, rows, length);
  return Array.from({ length }, (_, row) => valueAt(column, row));
};

describe('the list of reasons', () => {
  test('holds what a row began with, and then what steps gave', () => {
    const before = made(columnOf('list', [['old'], null, [], ['old']]));
    const reasons = adding(adding(beginningWith(before, 4), [given(1, [1, 0, 1, 1])]), [given(3, [1, 1, 0, 0], (row) => `row ${row}`)]);
    expect(lists(reasons, 4)).toEqual([['old', 'from 1', 'row 0'], ['row 1'], ['from 1'], ['old', 'from 1']]);
  });

  test('is empty where no reason was given, and missing where the row came by no step that gives any', () => {
    expect(lists(adding(undefined, [given(1, [0, 1])]), 2)).toEqual([[], ['from 1']]);
    expect(lists(beginningWith(made(columnOf('list', [null, ['a']])), 2), 2)).toEqual([null, ['a']]);
    expect(lists({ before: undefined, listed: Uint8Array.of(0, 1, 1), given: [given(1, [0, 1, 0])] }, 3)).toEqual([null, ['from 1'], []]);
  });

  test('is put into words only for the rows that are here', () => {
    const told: number[] = [];
    const telling = (row: number): string => `row ${String(told.push(row) && row)}`;
    const fields: readonly Field[] = [{ name: 'a', type: 'number' }, { name: 'reasons', type: 'list' }];
    const flow: Flow = withReasonsFor({ ...flowOf(fields, [{ t: 0, a: 1 }, { t: 1, a: 2 }, { t: 2, a: 3 }]), reasons: adding(undefined, [given(1, [1, 1, 0], telling)]) });
    const few = narrowed(flow, Int32Array.of(1, 2));
    expect(told).toEqual([]);
    expect(few && [rowOf(few, 1), rowOf(few, 2)]).toEqual([{ a: 2, reasons: ['row 1'] }, { a: 3, reasons: [] }]);
    expect(told).toEqual([1]);
    expect(narrowed(flow, new Int32Array(0))).toBeUndefined();
    expect(narrowed(flow, Int32Array.of(0, 1, 2))).toBe(flow);
  });
});
