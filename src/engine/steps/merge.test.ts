import { expect, test } from 'vitest';
import type { Field } from '../../data/field.ts';
import type { MergeStep } from '../../plan/plan.ts';
import { fields, source } from '../../../test/reference/testing.ts';
import { groupsOf } from '../expressions/vector.ts';
import { columnNamed } from '../flow/flow.ts';
import { contextOf, flowOf, shown } from '../testing.ts';
import { createMerge } from './merge.ts';

const sources = [source('one'), source('two')];
const merge = (more: Partial<MergeStep> = {}): MergeStep => ({ op: 'merge', id: 'm', node: 'm', input: ['one.events', 'two.events', 'one.events'], ...more });
const named: Field = { name: 'from', type: 'text' };
const rows = [{ t: 5, id: 'a', at: 5 }, { t: 6, id: 'b', at: 7 }, { t: 6, id: 'c', at: 6 }];

test('a row has the name of the first stream that it came by', () => {
  const step = merge({ source: { field: named, names: ['one', 'two', 'one'] } });
  const [out] = createMerge(step, contextOf([...sources, step]).context).run([{ ...flowOf(fields, rows), from: Uint8Array.of(2, 1, 0) }], 9);
  expect(shown(out).map(({ row }) => row['from'])).toEqual(['one', 'two', 'one']);
  const column = out && columnNamed(out, 'from');
  expect(column && [...groupsOf([column], 3).ids], 'one name is one value, wherever it comes from').toEqual([1, 2, 1]);
});

test('where all came by the first stream, that has not to be said row by row', () => {
  const step = merge({ input: ['one.events'], source: { field: named, names: ['one'] } });
  const [out] = createMerge(step, contextOf([...sources, step]).context).run([flowOf(fields, rows, { here: [1] })], 9);
  expect(shown(out).map(({ row }) => row['from'])).toEqual(['one']);
});

test('the time of the row can be a field, whatever the fields of the streams are called', () => {
  const step = merge({ time: { name: 'at', type: 'time' } });
  const [out] = createMerge(step, contextOf([...sources, step]).context).run([flowOf(fields, rows)], 9);
  expect(shown(out).map(({ row }) => row['at'])).toEqual([5, 6, 6]);
});
