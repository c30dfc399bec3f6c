import { expect, test } from 'vitest';
import type { FlowField } from '../../data/field.ts';
import type { LabelColumn, LabelJoins } from '../simulate/studies/label-joins.ts';
import { proposedJoin } from './label-proposal.ts';

const field = (name: string, role: 'id' | 'key'): FlowField => ({ name, type: 'text', roles: [role], optional: false, tainted: false, origins: [] });
const column = (name: string, values: readonly string[] = [], rest: Partial<LabelColumn> = {}): LabelColumn => ({ name, isTime: false, values, few: values.length > 0, ...rest });
const asked = (columns: readonly LabelColumn[], best: { readonly field: string; readonly column: string }): LabelJoins => ({
  columns,
  fields: [field('id', 'id'), field('card', 'key')],
  joins: [{ ...best, matched: 9, of: 10 }],
});

test('ids alone are all one', () => {
  expect(proposedJoin(asked([column('payment')], { field: 'id', column: 'payment' }))).toEqual({ field: 'id', column: 'payment' });
});

test('a column that says yes or no is taken to say so, the one with a fitting name first', () => {
  const columns = [column('payment'), column('urgent', ['yes', 'no']), column('outcome', ['fine', 'fraud'])];
  expect(proposedJoin(asked(columns, { field: 'id', column: 'payment' }))?.says).toEqual({ column: 'outcome', yes: 'fraud' });
  expect(proposedJoin(asked([column('编号'), column('结论', ['正常', '欺诈'])], { field: 'id', column: '编号' }))?.says).toEqual({ column: '结论', yes: '欺诈' });
  expect(proposedJoin(asked([column('payment'), column('outcome', ['a', 'b'])], { field: 'id', column: 'payment' }))?.says).toBeUndefined();
});

test('a key is one in a period where the file has moments, an id whenever', () => {
  const columns = [column('card'), column('since', [], { isTime: true }), column('until', [], { isTime: true })];
  expect(proposedJoin(asked(columns, { field: 'card', column: 'card' }))).toMatchObject({ from: 'since', to: 'until' });
  expect(proposedJoin(asked(columns, { field: 'id', column: 'card' }))).not.toHaveProperty('from', 'since');
});

test('nothing is proposed where there is nothing to join', () => {
  expect(proposedJoin({ columns: [], fields: [], joins: [] })).toBeUndefined();
});
