import { describe, expect, test } from 'vitest';
import type { Field } from '../../data/field.ts';
import type { AlertStep } from '../../plan/plan.ts';
import { digest } from '../../../test/reference/row.ts';
import { source } from '../../../test/reference/testing.ts';
import { lazy } from '../flow/flow.ts';
import { contextOf, flowOf } from '../testing.ts';
import type { TestRow } from '../testing.ts';
import { createAlert } from './alert.ts';

const fields: readonly Field[] = [{ name: 'reasons', type: 'list' }, { name: 'card', type: 'text' }, { name: 'amount', type: 'number', decimals: 2 }];
const from = source('s', { fields, time: undefined, key: undefined });
const alert = (more: Partial<AlertStep> = {}): AlertStep => ({
  op: 'alert', id: 'step', node: 'warn', input: ['s.events'], severity: 'high', key: ['card'], title: ['Card ', { field: 'card' }],
  message: [{ field: 'amount' }, ' because ', { field: 'reasons' }], channels: ['desk'], ...more,
});
const cards = (...all: readonly (readonly [number, string | null])[]): readonly TestRow[] => all.map(([t, card]) => ({ t, card, amount: 1.5, reasons: ['one', 'two'] }));

function start(step = alert(), lang: 'en' | 'zh' = 'en') {
  const told = contextOf([from, step]);
  const context = { ...told.context, telling: { lang } };
  const operator = createAlert(step, context);
  return { ...told, context, operator, run: (rows: readonly TestRow[], until = rows.at(-1)?.t ?? 0) => operator.run([flowOf(fields, rows)], until) };
}

describe('an alert', () => {
  test('tells of its row, and has an id of its own', () => {
    const { run, alerts } = start();
    const [sent, held] = run(cards([7, 'c-1']));
    expect(alerts).toEqual([{
      id: digest(['warn', 'c-1', 7, 'r0']), node: 'warn', severity: 'high', time: 7, key: 'c-1', title: 'Card c-1', message: '1.50 because one; two', row: 'r0',
      event: { card: 'c-1', amount: 1.5, reasons: ['one', 'two'] }, heldBack: 0, channels: ['desk'],
    }]);
    expect(Object.keys(alerts[0]?.event ?? {})).toEqual(['card', 'amount', 'reasons']);
    expect([sent?.rows, held]).toEqual([undefined, undefined]);
  });

  test('has a key of all its fields, as text, or none where one of them is missing', () => {
    const keys = (key: readonly string[], lang?: 'zh') => {
      const { run, alerts } = start(alert({ key }), lang);
      run([...cards([0, 'c-1']), { t: 1, card: null, amount: 2 }]);
      return alerts.map((each) => [each.key, each.message]);
    };
    expect(keys(['card', 'amount'], 'zh')).toEqual([['c-1, 1.50', '1.50 because one；two'], [null, '2.00 because ']]);
    expect(keys([])).toEqual([[null, '1.50 because one; two'], [null, '2.00 because ']]);
  });

  test('is not put into words where nobody listens', () => {
    const step = alert();
    const operator = createAlert(step, { ...contextOf([from, step]).context, alert: undefined });
    const flow = flowOf(fields, cards([0, 'a'], [1, 'b']));
    const silent = { ...flow, columns: flow.columns.map(() => lazy(() => expect.unreachable('looked at a column'))) };
    expect(operator.run([silent], 1)).toEqual([silent, undefined]);
  });
});

describe('suppression', () => {
  const suppressed = alert({ suppress: { period: 10 } });

  test('holds back the alerts of a key for a period, and tells how many with the next one', () => {
    const { run, alerts, operator } = start(suppressed);
    const [sent, held] = run(cards([0, 'a'], [0, 'a'], [9, 'a'], [9, 'b'], [9, null], [9, null], [10, 'a'], [11, 'a']));
    expect([sent?.rows, held?.rows]).toEqual([Int32Array.of(0, 3, 4, 5, 6), Int32Array.of(1, 2, 7)]);
    expect(alerts.map(({ time, key, heldBack }) => [time, key, heldBack])).toEqual([[0, 'a', 0], [9, 'b', 0], [9, null, 0], [9, null, 0], [10, 'a', 2]]);
    expect(operator.counts?.()).toMatchObject({ keyless: 2, unreported: 1 });
  });

  test('forgets a key after its period, unless it has held something back: that is told of however late', () => {
    const { run, alerts, operator, context } = start(suppressed);
    run(cards([0, 'a'], [1, 'a'], [1, 'b']));
    operator.run([undefined], 1000);
    expect(operator.counts?.().keys).toBe(1);
    const sweep = () => context.keys.sweep((live) => operator.mark?.({ add: () => undefined }, live));
    sweep();
    expect(context.keys.size()).toBe(1);
    run(cards([2000, 'new'], [2000, 'b'], [2000, 'a']));
    expect(alerts.slice(2).map(({ key, heldBack }) => [key, heldBack])).toEqual([['new', 0], ['b', 0], ['a', 1]]);
    expect(operator.counts?.().unreported).toBe(0);
    operator.run([undefined], Infinity);
    sweep();
    expect(context.keys.size()).toBe(0);
  });

  test('goes on in another engine where it stopped', () => {
    const { run, operator, context, alerts } = start(suppressed);
    run(cards([0, 'a'], [1, 'a'], [1, null]));
    const other = createAlert(suppressed, context);
    other.restore?.(operator.snapshot?.() ?? null);
    other.run([flowOf(fields, cards([2, 'a'], [10, 'a'], [11, 'a']))], 11);
    expect(alerts.map(({ time, heldBack }) => [time, heldBack])).toEqual([[0, 0], [1, 0], [10, 2]]);
    expect(other.counts?.()).toMatchObject({ keyless: 1, unreported: 1 });
  });
});
