import { describe, expect, test } from 'vitest';
import { call, field as ref, now, number as constant, text } from '../../src/logic/expr.ts';
import type { AlertStep, ProjectStep, SelectStep, Step } from '../../src/plan/plan.ts';
import type { Arrival } from './arrive.ts';
import { runReference } from './run.ts';
import { asText } from './tell.ts';
import { event, number, plan, rowsOf, run, second, source, time } from './testing.ts';

const on = (id: string, at: number, amount: number | null = 1, card = 'c'): Arrival => event('s', id, at, { card, amount });

const above = (id: string, limit: number, input: readonly string[] = ['s.events']): SelectStep => ({
  op: 'select', id, node: id, input,
  branches: [{ port: 'match', when: call('gt', ref('amount'), constant(limit)), reason: [`more than ${limit}: `, { field: 'amount' }] }],
});
const alert = (more: Partial<AlertStep> = {}): AlertStep => ({
  op: 'alert', id: 'warn', node: 'warn', input: ['s.events'], severity: 'high', key: ['card'],
  title: ['Card ', { field: 'card' }], message: [{ field: 'amount' }, ' at ', { field: 'at' }], channels: [], ...more,
});

describe('select and project', () => {
  test('the first branch that holds takes the row; missing holds nowhere', () => {
    const step: SelectStep = { op: 'select', id: 'f', node: 'f', input: ['s.events'], branches: [
      { port: 'large', when: call('gt', ref('amount'), constant(5)) }, { port: 'some', when: call('gt', ref('amount'), constant(1)) },
    ] };
    expect(run([source('s'), step], [on('a', 1, 9), on('b', 2, 3), on('d', 3, 1), on('e', 4, null)]).counts).toMatchObject({ 'f.large': 1, 'f.some': 1, 'f.rest': 2 });
  });

  test('each change sees those before it', () => {
    const step: ProjectStep = { op: 'project', id: 'p', node: 'p', input: ['s.events'], changes: [
      { set: number('amount'), to: call('multiply', ref('amount'), constant(2)) },
      { rename: 'amount', field: number('double') },
      { set: number('more'), to: call('add', ref('double'), constant(1)) },
      { drop: 'card' },
    ] };
    expect(rowsOf(run([source('s'), step], [on('a', 1, 3)]), 'p', 'double', 'more', 'amount', 'card')).toEqual([[6, 7, null, null]]);
  });

  test('a field takes only what is of its type', () => {
    const raw = { kind: 'raw', logic: { cat: ['x', { var: 'id' }] } } as const;
    const step: ProjectStep = { op: 'project', id: 'p', node: 'p', input: ['s.events'], changes: [
      { set: number('n'), to: raw }, { set: { name: 't', type: 'text' }, to: raw }, { set: time('half'), to: call('add', now, constant(0.5)) },
    ] };
    const resolved = { ...step, changes: step.changes.map((change) => ('set' in change && change.set.name === 'half' ? { ...change, to: call('add', ref('at'), constant(0.5)) } : change)) };
    expect(rowsOf(run([source('s'), resolved], [on('a', 1)]), 'p', 'n', 't', 'half')).toEqual([[null, 'xa', second(1)]]);
  });
});

describe('rows by several paths', () => {
  test('are one row, with the reasons of all in the order of the plan', () => {
    const steps = [source('s'), above('one', 1), above('five', 5), alert({ input: ['five.match', 'one.match'] })];
    const { alerts, counts } = run(steps, [on('a', 1, 9), on('b', 2, 3), on('d', 3, 1)]);
    expect(counts).toMatchObject({ 'one.match': 2, 'five.match': 1, 'warn.sent': 2 });
    expect(alerts.map(({ event: row }) => row['reasons'])).toEqual([['more than 1: 9.00', 'more than 5: 9.00'], ['more than 1: 3.00']]);
  });

  test('a rule that says nothing leaves an empty list; where no rule was, there is none', () => {
    const ran = run([source('s'), above('one', 1)], [on('a', 1, 1)]);
    expect(rowsOf(ran, 'one.rest', 'reasons')).toEqual([[[]]]);
    expect(ran.streams.get('s.events')?.[0]?.values).not.toHaveProperty('reasons');
  });

  test('each has the fields of both', () => {
    const set = (id: string, name: string): Step => ({ op: 'project', id, node: id, input: ['s.events'], changes: [{ set: { name, type: 'text' }, to: text(id) }] });
    const ran = run([source('s'), set('p', 'left'), set('q', 'right'), { op: 'merge', id: 'm', node: 'm', input: ['p', 'q'] }], [on('a', 1)]);
    expect(rowsOf(ran, 'm', 'left', 'right')).toEqual([['p', 'q']]);
  });
});

describe('lookup', () => {
  const table = { type: 'inline', columns: [{ name: 'card', type: 'text' }, { name: 'limit', type: 'number' }], rows: [['c', 10], ['c', 20], [null, 30], ['d', 'much']] } as const;
  const step: Step = { op: 'lookup', id: 'l', node: 'l', input: ['s.events'], table, on: [{ field: 'card', column: 'card' }], add: [{ column: 'limit', field: number('limit') }], found: { name: 'known', type: 'boolean' } };

  test('the first row with the key counts; missing finds nothing', () => {
    const ran = run([source('s'), step], [on('a', 1), on('b', 2, 1, 'd'), on('d', 3, 1, 'x'), event('s', 'e', 4)]);
    expect(rowsOf(ran, 'l', 'limit', 'known')).toEqual([[10, true], [null, true], [null, false], [null, false]]);
  });

  test('tables from elsewhere are given by path', () => {
    const steps = [source('s'), { ...step, table: { type: 'file', columns: table.columns, path: 'data/limits.csv' } } as const];
    const ran = runReference(plan(...steps), [on('a', 1)], { tables: new Map([['data/limits.csv', [{ card: 'c', limit: 7 }]]]) });
    expect(rowsOf(ran, 'l', 'limit')).toEqual([[7]]);
  });
});

describe('alerts', () => {
  test('of rows without a time come first, row by row, source by source', () => {
    const { time: _time, ...untimed } = source('z');
    const steps = [source('s'), untimed, { ...untimed, id: 'y', node: 'y' }, alert({ id: 'b', node: 'b', input: ['z.events', 'y.events'] }), alert({ id: 'a', node: 'a', input: ['z.events', 's.events'] })];
    const { alerts } = run(steps, [on('s1', 1), event('z', 'z1', 9), event('z', 'z2', 8), event('y', 'y1', 7)]);
    expect(alerts.map(({ node, event: row }) => `${node} ${String(row['id'])}`)).toEqual(['b y1', 'b z1', 'a z1', 'b z2', 'a z2', 'a s1']);
  });

  test('say what the row is, in text that no language changes', () => {
    const { alerts: [told] } = run([source('s'), alert()], [on('a', 1, 2.5)]);
    expect(told).toMatchObject({ node: 'warn', severity: 'high', time: second(1), key: 'c', title: 'Card c', message: '2.50 at 2026-03-01T09:00:01.000Z', heldBack: 0 });
    expect(told?.event).toEqual({ id: 'a', at: second(1), card: 'c', amount: 2.5 });
    expect(told?.id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('are held back per key for the period; the next one says how many', () => {
    const steps = [source('s'), alert({ suppress: { period: 10_000 } })];
    const ran = run(steps, [on('a', 0), on('b', 0), on('d', 9.999), on('e', 5, 1, 'other'), on('f', 10), on('g', 11), event('s', 'h', 1), event('s', 'i', 1)]);
    expect(ran.alerts.map(({ event: row, heldBack }) => [row['id'], heldBack])).toEqual([['a', 0], ['h', 0], ['i', 0], ['e', 0], ['f', 2]]);
    expect(ran.unreported).toEqual({ warn: 1 });
    expect(ran.counts).toMatchObject({ 'warn.sent': 5, 'warn.held': 3 });
  });

  test('come in order of time, then of the plan', () => {
    const ran = run([source('s'), alert({ id: 'z', node: 'z' }), alert({ id: 'a', node: 'a' })], [on('1', 1), on('2', 0)]);
    expect(ran.alerts.map(({ node, event: row }) => `${node}${String(row['id'])}`)).toEqual(['z2', 'a2', 'z1', 'a1']);
    expect(new Set(ran.alerts.map(({ id }) => id)).size).toBe(4);
  });

  test('of several keys, and of none', () => {
    const of = (key: readonly string[], arrival: Arrival) => run([source('s'), alert({ key })], [arrival]).alerts[0]?.key;
    expect(of(['card', 'amount'], on('a', 1, 2))).toBe('c, 2.00');
    expect(of(['card', 'amount'], on('a', 1, null))).toBe(null);
    expect(of([], on('a', 1))).toBe(null);
  });

  test.each([
    [null, undefined, ''], [-0.001, number('x', 2), '0.00'], [1.005, number('x', 2), '1.00'], [1e-7, undefined, '1e-7'], [0.1, undefined, '0.1'],
    [true, undefined, 'true'], [['a', 'b'], undefined, 'a; b'], [0, time('x'), '1970-01-01T00:00:00.000Z'], [3, number('x', 0), '3'],
  ])('%j reads %s', (value, field, said) => {
    expect(asText(value, field, 'en')).toBe(said);
  });
});

test('an output sends chosen fields and an outcome', () => {
  const step: Step = {
    op: 'output', id: 'o', node: 'o', input: ['s.events'], target: { type: 'file', settings: { path: 'x.csv' } }, fields: ['amount', 'id'],
    outcome: { type: 'discount', values: [{ name: 'part', to: call('divide', ref('amount'), constant(10)) }] },
  };
  expect(run([source('s'), step], [on('a', 1, 5)]).outputs).toMatchObject([{ node: 'o', row: { amount: 5, id: 'a' }, outcome: { type: 'discount', values: { part: 0.5 } } }]);
});
