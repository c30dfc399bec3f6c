import { expect, test } from 'vitest';
import type { Field } from '../../data/field.ts';
import { call, field, missing, number } from '../../logic/expr.ts';
import type { OutputStep } from '../../plan/plan.ts';
import { source } from '../../../test/reference/testing.ts';
import { lazy } from '../flow/flow.ts';
import { contextOf, flowOf } from '../testing.ts';
import { createOutput } from './output.ts';

const fields: readonly Field[] = [{ name: 'card', type: 'text' }, { name: 'amount', type: 'number' }];
const from = source('s', { fields, time: undefined, key: undefined });
const output = (more: Partial<OutputStep> = {}): OutputStep => ({ op: 'output', id: 'o', node: 'sink', input: ['s.events'], target: { type: 'file', settings: {} }, ...more });
const flow = flowOf(fields, [{ t: 3, card: 'a', amount: 2 }, { t: 4, card: 'b', amount: 0 }, { t: 5, card: 'c', amount: 0 }], { here: [0, 2] });

test('rows are sent on whole, or with some of their fields', () => {
  const sent = (step: OutputStep) => {
    const { context, outputs } = contextOf([from, step]);
    expect(createOutput(step, context).run([flow], 5)).toEqual([flow]);
    return outputs;
  };
  expect(sent(output())).toEqual([
    { node: 'sink', id: 'r0', time: 3, row: { card: 'a', amount: 2 } },
    { node: 'sink', id: 'r2', time: 5, row: { card: 'c', amount: 0 } },
  ]);
  expect(sent(output({ fields: ['amount', 'nobody'] }))[0]?.row).toEqual({ amount: 2, nobody: null });
});

const outcome = output({
  outcome: {
    type: 'tag',
    values: [
      { name: 'half', to: call('divide', field('amount'), number(2)) }, { name: 'share', to: call('divide', number(1), field('amount')) },
      { name: 'card', to: field('card') }, { name: 'raw', to: { kind: 'raw', logic: { cat: [{ var: 'card' }, '!'] } } },
      { name: 'large', to: call('gt', field('amount'), number(1)) }, { name: 'none', to: missing }, { name: 'minus', to: call('negate', field('amount')) },
    ],
  },
});

test('an outcome has values of any type', () => {
  const { context, outputs } = contextOf([from, outcome]);
  createOutput(outcome, context).run([flow], 5);
  expect(outputs.map((each) => each.outcome)).toEqual([
    { type: 'tag', values: { half: 1, share: 0.5, card: 'a', raw: 'a!', large: true, none: null, minus: -2 } },
    { type: 'tag', values: { half: 0, share: null, card: 'c', raw: 'c!', large: false, none: null, minus: 0 } },
  ]);
});

test('divisions by zero are counted whether or not anybody listens; without one, nothing is computed for nobody', () => {
  const silent = { ...contextOf([from, outcome]).context, output: undefined };
  const operator = createOutput(outcome, silent);
  operator.run([flow], 5);
  expect(operator.counts?.().zeroDivisions).toBe(1);
  const other = createOutput(outcome, silent);
  other.restore?.(operator.snapshot?.() ?? null);
  other.run([flow], 6);
  expect(other.counts?.().zeroDivisions).toBe(2);
  const unseen = { ...flow, columns: flow.columns.map(() => lazy(() => expect.unreachable('looked at a column'))) };
  const harmless = output({ outcome: { type: 'tag', values: [{ name: 'card', to: field('card') }] } });
  const third = createOutput(harmless, silent);
  expect(third.run([unseen], 5)).toEqual([unseen]);
  expect(third.counts?.().zeroDivisions).toBeUndefined();
});
