import { describe, expect, test } from 'vitest';
import type { Arrival } from '../../test/reference/arrive.ts';
import { event, number, plan, second, source } from '../../test/reference/testing.ts';
import { tell } from '../../test/support/tell.ts';
import { call, field, number as constant } from '../logic/expr.ts';
import type { AlertStep, OutputStep, Plan, Step } from '../plan/plan.ts';
import type { Alert, Engine, EngineOptions, Output } from './contract.ts';
import { createEngine, createEngineOf } from './engine.ts';
import { countOf } from './flow/flow.ts';

/** What a host may ask of an engine, and what not. */

const alert = (id: string, input: readonly string[], more: Partial<AlertStep> = {}): AlertStep => ({
  op: 'alert', id, node: id, input, severity: 'low', key: ['card'], title: [id], message: [], channels: [], ...more,
});
const output = (id: string, input: readonly string[]): OutputStep => ({ op: 'output', id, node: id, input, target: { type: 'file', settings: {} } });

const simple = plan(source('s', { lateness: 0 }), alert('warn', ['s.events']));

function ran(of: Plan, arrivals: readonly Arrival[], options: EngineOptions = {}): Engine {
  const engine = createEngine(of, options);
  tell(() => engine, of, arrivals, [20]);
  return engine;
}

describe('calls', () => {
  test('from within what it tells of are refused, and leave it halfway', () => {
    const engine: Engine = createEngine(simple, { listener: { alert: () => engine.idle('s') } });
    expect(() => tell(() => engine, simple, [event('s', 'a', 1), event('s', 'b', 2)], [1])).toThrow('while it tells of something');
    expect(() => engine.snapshot()).toThrow('stopped at an error');
    expect(() => engine.finish()).toThrow('stopped at an error');
  });

  test('name a source of the plan, and a time', () => {
    const engine = createEngine(simple);
    expect(() => engine.idle('x')).toThrow('no source x');
    expect(() => engine.advance('s', NaN)).toThrow('no time');
    expect(() => engine.push('s', { batch: { length: 0, columns: [] }, rejected: [] })).toThrow('0 columns where its contract has 4 fields');
  });

  test('that go on after the end are refused; a second end is none', () => {
    const engine = ran(simple, [event('s', 'a', 1)]);
    engine.finish();
    engine.finish();
    expect(() => engine.advance('s', 5)).toThrow('has ended');
    const again = createEngine(simple, { snapshot: engine.snapshot() });
    expect(() => again.advance('s', 5)).toThrow('has ended');
    expect(again.statistics().rows).toEqual(engine.statistics().rows);
  });

  test('of plans that lead what was set aside elsewhere than to an output, or nowhere, are refused', () => {
    expect(() => createEngine(plan(source('s'), alert('warn', ['s.late'])))).toThrow('s.late may only lead to outputs');
    expect(() => createEngine(plan(source('s'), alert('warn', ['t.events'])))).toThrow('no stream t.events');
  });
});

describe('snapshots', () => {
  const arrivals = Array.from({ length: 12 }, (_, index) => event('s', `e${index % 4}`, 12 - index, { card: `c${index % 2}` }));
  const of = plan(source('s', { lateness: 4000 }), alert('warn', ['s.events'], { suppress: { period: 5000 } }), output('out', ['s.events', 's.late']));

  test('hold all there is: what goes on gives the same bytes', () => {
    const one = ran(of, arrivals);
    const other = createEngine(of, { snapshot: one.snapshot() });
    expect(other.snapshot()).toEqual(one.snapshot());
    expect(other.statistics()).toEqual(one.statistics());
    expect(one.statistics().sources['s']).toMatchObject({ read: 12, accepted: 5, late: 7, waiting: 5 });
  });

  test('are of one plan', () => {
    const bytes = ran(of, arrivals).snapshot();
    expect(() => createEngine(simple, { snapshot: bytes })).toThrow('another plan, of the graph sketch');
    expect(() => createEngine(of, { snapshot: bytes.subarray(1) })).toThrow('not a snapshot');
  });
});

describe('what a host hears of', () => {
  test('alerts come in order of time, then of the plan', () => {
    const of = plan(source('s'), source('t'), alert('late', ['t.events']), alert('b', ['s.events', 't.events']), alert('a', ['s.events']));
    const told: Alert[] = [];
    const arrivals = [event('s', '1', 2), event('s', '2', 1), event('t', '3', 1), event('t', '4', 2)];
    ran(of, arrivals, { listener: { alert: (each) => told.push(each) } }).finish();
    expect(told.map(({ node, event: row }) => `${node}${String(row['id'])}`)).toEqual(['late3', 'b2', 'b3', 'a2', 'late4', 'b1', 'b4', 'a1']);
  });

  test('streams are watched by name; nobody is asked twice', () => {
    const asked: string[] = [];
    const counted: Record<string, number> = {};
    const of = plan(source('s'), alert('warn', ['s.events'], { suppress: { period: 5000 } }), output('out', ['s.events']));
    const watch = (ref: string) => {
      asked.push(ref);
      return (flow: Parameters<typeof countOf>[0]): void => void (counted[ref] = (counted[ref] ?? 0) + countOf(flow));
    };
    ran(of, [event('s', 'a', 1, { card: 'x' }), event('s', 'b', 2, { card: 'x' })], { listener: { watch } }).finish();
    expect(asked).toEqual(['s.events', 's.late', 's.rejected', 'warn.sent', 'warn.held', 'out.rows']);
    expect(counted).toEqual({ 's.events': 2, 'warn.sent': 1, 'warn.held': 1, 'out.rows': 2 });
  });

  test('what is set aside leaves at once, in the order it was read, by an output that also takes others', () => {
    const sent: Output[] = [];
    const of = plan(source('s', { lateness: 0 }), source('t'), output('out', ['t.events', 's.rejected', 's.late']));
    const broken = (id: string): Arrival => ({ source: 's', row: { id, at: second(1), amount: 'x' } });
    const engine = ran(of, [event('s', 'a', 5), broken('b'), event('s', 'c', 1), broken('d')], { listener: { output: (each) => sent.push(each) } });
    expect(sent.map(({ row, time }) => [row['id'], time])).toEqual([['b', null], ['c', null], ['d', null]]);
    expect(engine.statistics().sources['s']).toMatchObject({ read: 4, accepted: 1, late: 1, rejected: 2, rejections: { 'wrong-type': 2 } });
  });

  test('parts that no rows connect wait for nobody', () => {
    const of = plan(source('s', { lateness: 0 }), source('t', { lateness: 0 }), alert('one', ['s.events']), alert('other', ['t.events', 't.events']), output('out', ['s.late', 't.events']));
    expect(ran(of, [event('s', 'a', 1), event('s', 'b', 2)]).statistics().rows).toMatchObject({ 's.events': 1, 'one.sent': 1 });
  });

  test('time is told by node, on the host’s clock', () => {
    let now = 0;
    const times = ran(simple, [event('s', 'a', 1), event('s', 'b', 9)], { clock: () => (now += 1) }).statistics().time;
    expect(Object.keys(times).toSorted()).toEqual(['s', 'warn']);
  });
});

test('what no step holds is forgotten between rounds', () => {
  let held = 0;
  let most = 0;
  const of = plan(source('s', { lateness: 0 }), { op: 'dedupe', id: 'd', node: 'd', input: ['s.events'], key: ['card'], period: 1 });
  const engine = createEngineOf(of, {}, (_step, { keys }) => ({
    run: ([flow]) => {
      const column = flow?.columns[2]?.get();
      if (flow !== undefined && column !== undefined) for (const key of keys.idsOf([column], flow.rows, flow.frame.length)) held = key;
      most = Math.max(most, keys.size());
      return [undefined];
    },
    mark: (_texts, live) => live.add(held),
  }));
  for (let batch = 0; batch < 10; batch += 1) {
    tell(() => engine, of, Array.from({ length: 10_000 }, (_, index) => event('s', 'x', batch * 10_000 + index, { card: `c${batch}/${index}` })), [9999]);
  }
  expect(most).toBeLessThan(90_000);
  expect(most).toBeGreaterThan(65_536);
});

describe('a row that came by several paths', () => {
  const big: Step = { op: 'select', id: 'big', node: 'big', input: ['s.events'], branches: [{ port: 'match', when: call('gt', field('amount'), constant(5)), reason: ['big'] }] };
  const twice: Step = { op: 'project', id: 'twice', node: 'twice', input: ['s.events'], changes: [{ set: number('double'), to: call('add', field('amount'), field('amount')) }, { reason: ['doubled'], when: call('gt', field('amount'), constant(7)) }] };
  const rows = (steps: readonly Step[], ...refs: readonly string[]): readonly unknown[] => {
    const sent: Output[] = [];
    const of = plan(source('s'), ...steps, output('out', refs));
    ran(of, [1, 6, 9].map((amount) => event('s', `e${amount}`, amount, { amount })), { listener: { output: (each) => sent.push(each) } }).finish();
    return sent.map(({ row }) => [row['id'], row['double'], row['reasons']]);
  };

  test('has the fields and the reasons of all', () => {
    expect(rows([big, twice], 'big.match', 'twice')).toEqual([['e1', 2, []], ['e6', 12, ['big']], ['e9', 18, ['big', 'doubled']]]);
  });

  test('has what only one of them has where it came by that one', () => {
    const small: Step = { op: 'select', id: 'small', node: 'small', input: ['twice'], branches: [{ port: 'match', when: call('lt', field('amount'), constant(8)) }] };
    expect(rows([twice, small], 's.events', 'small.match')).toEqual([['e1', 2, []], ['e6', 12, []], ['e9', null, null]]);
  });

  test('finds a value by whichever path has it', () => {
    const few: Step = { op: 'select', id: 'few', node: 'few', input: ['twice'], branches: [{ port: 'match', when: call('gt', field('amount'), constant(8)) }] };
    const some: Step = { op: 'merge', id: 'some', node: 'some', input: ['s.events', 'few.match'] };
    expect(rows([twice, few, some], 'some', 'twice')).toEqual([['e1', 2, []], ['e6', 12, []], ['e9', 18, ['doubled']]]);
  });

  test('is one, whether its paths met before or not', () => {
    const both: Step = { op: 'merge', id: 'both', node: 'both', input: ['s.events', 't.events'] };
    expect(rows([source('t'), both, big], 'both', 'big.match')).toEqual([['e1', undefined, null], ['e6', undefined, ['big']], ['e9', undefined, ['big']]]);
  });
});
