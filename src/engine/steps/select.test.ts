import { describe, expect, test } from 'vitest';
import type { Field } from '../../data/field.ts';
import { call, field, number } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Branch, SelectStep } from '../../plan/plan.ts';
import { source } from '../../../test/reference/testing.ts';
import { made, rowOf } from '../flow/flow.ts';
import { columnOf } from '../expressions/vector.ts';
import { contextOf, flowOf, shown } from '../testing.ts';
import { createSelect } from './select.ts';

const fields: readonly Field[] = [{ name: 'a', type: 'number', decimals: 1 }, { name: 'b', type: 'number' }];
const from = source('s', { fields, time: undefined, key: undefined });
const select = (...branches: readonly Branch[]): SelectStep => ({ op: 'select', id: 'x', node: 'x', input: ['s.events'], branches });
const above = (limit: number): Expr => call('gt', field('a'), number(limit));
const create = (...branches: readonly Branch[]) => createSelect(select(...branches), contextOf([from, select(...branches)]).context);
const as = (...numbers: readonly number[]) => numbers.map((a, t) => ({ t, a, b: 0 }));

describe('branches', () => {
  test('each take what the ones before left, in order; the rest takes what none took', () => {
    const operator = create({ port: 'top', when: above(8) }, { port: 'high', when: above(5) }, { port: 'none', when: above(9) });
    const out = operator.run([flowOf(fields, as(1, 6, 9, 7, 10, 2, 0), { here: [0, 1, 2, 3, 4, 6] })], 0);
    expect(out.map((flow) => flow && Array.from(flow.rows ?? []))).toEqual([[2, 4], [1, 3], undefined, [0, 6]]);
    expect(operator.counts?.().reasons).toEqual([2, 2, 0]);
  });

  test('that take all rows, or none, hand on the flow as it is', () => {
    const flow = flowOf(fields, as(6, 7));
    expect(create({ port: 'all', when: above(5) }).run([flow], 0)).toEqual([flow, undefined]);
    expect(create({ port: 'all', when: above(8) }).run([flow], 0)).toEqual([undefined, flow]);
    expect(create({ port: 'all', when: above(8) }).run([undefined], 0)).toEqual([undefined, undefined]);
    expect(create().run([flow], 0)).toEqual([flow]);
  });

  test('can be foreign JsonLogic, whatever stands beside it', () => {
    const raw: Expr = { kind: 'raw', logic: { '==': [{ var: 'a' }, '2'] } };
    const operator = create({ port: 'raw', when: raw }, { port: 'typed', when: call('gt', call('divide', number(1), field('b')), number(0)) });
    const out = operator.run([flowOf(fields, [{ t: 0, a: 2, b: 0 }, { t: 1, a: 1, b: 1 }, { t: 2, a: 1, b: 0 }])], 0);
    expect(out.map((flow) => flow && Array.from(flow.rows ?? []))).toEqual([[0], [1], [2]]);
    expect(operator.counts?.().zeroDivisions).toBe(1);
  });

  test('count a division by zero where the row comes to the condition, also after a restart', () => {
    const quotient = call('gt', call('divide', number(1), field('b')), number(0));
    const branches: readonly Branch[] = [{ port: 'x', when: above(5) }, { port: 'y', when: quotient }, { port: 'z', when: call('lt', call('modulo', number(1), field('b')), number(0)) }];
    const operator = create(...branches);
    operator.run([flowOf(fields, as(6, 1, 1))], 0);
    expect(operator.counts?.().zeroDivisions).toBe(2);
    const other = create(...branches);
    other.restore?.(operator.snapshot?.() ?? null);
    other.run([flowOf(fields, as(6, 1))], 1);
    expect(other.counts?.()).toEqual({ reasons: [2, 0, 0], zeroDivisions: 3 });
  });
});

describe('the reason of a branch', () => {
  const large: Branch = { port: 'large', when: above(5), reason: ['large: ', { field: 'a' }] };

  test('is added to the list of the rows that it took; every row gets a list', () => {
    const operator = create(large, { port: 'other', when: above(2) });
    const [one, other, rest] = operator.run([flowOf(fields, as(6, 3, 1, 7))], 0);
    expect(shown(one).map(({ row }) => row)).toEqual([{ a: 6, b: 0, reasons: ['large: 6.0'] }, { a: 7, b: 0, reasons: ['large: 7.0'] }]);
    expect(one?.reasons?.given.map(({ step, index, has }) => [step, index, [...has]])).toEqual([[1, 0, [1, 0, 0, 1]]]);
    expect([other, rest].map((flow) => shown(flow)[0]?.row['reasons'])).toEqual([[], []]);
  });

  test('comes after those the row had, in the words of this step', () => {
    const listed: readonly Field[] = [{ name: 'reasons', type: 'list' }, ...fields];
    const flow = flowOf(listed, [{ t: 0, reasons: ['before'], a: 9, b: 1 }]);
    const branch: Branch = { port: 'x', when: above(5), reason: [{ field: 'reasons' }, ' and more'] };
    const step = select(branch);
    const [out] = createSelect(step, contextOf([{ ...from, fields: listed }, step]).context).run([{ ...flow, reasons: { before: made(columnOf('list', [['before']])), listed: new Uint8Array(1), given: [] } }], 0);
    expect(out?.fields.map(({ name }) => name)).toEqual(['reasons', 'a', 'b']);
    expect(out && rowOf(out, 0)).toEqual({ a: 9, b: 1, reasons: ['before', 'before and more'] });
  });
});
