import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/runs.ts';
import type { Step } from '../../src/plan/plan.ts';
import type { Arrival } from './arrive.ts';
import { digest } from './row.ts';
import { runReference } from './run.ts';
import { event, plan, rowsOf, run, second, source, timesOf } from './testing.ts';

describe('total order', () => {
  test('time, then event id, then content; arrival never counts', () => {
    const events = [event('s', 'b', 1), event('s', 'a', 2), event('s', 'a', 1, { amount: 1 }), event('s', 'a', 1, { amount: 2 }), event('s', 'B', 1)];
    const one = run([source('s')], events);
    const other = run([source('s')], events.toReversed());
    expect(rowsOf(one, 's.events', 'id')).toEqual([['B'], ['a'], ['a'], ['b'], ['a']]);
    expect(other.streams).toEqual(one.streams);
  });

  test('identical rows are rows of their own', () => {
    const { streams } = run([source('s')], [event('s', 'a', 1), event('s', 'a', 1)]);
    expect(new Set(streams.get('s.events')?.map((row) => row.id)).size).toBe(2);
  });

  test('without an id the content decides', () => {
    const { key: _key, ...anonymous } = source('s');
    const events = [event('s', 'x', 1, { amount: 1 }), event('s', 'y', 1, { amount: 2 }), event('s', 'z', 1)];
    expect(run([anonymous], events).streams).toEqual(run([anonymous], events.toReversed()).streams);
  });

  test('merged sources are ordered by time and source', () => {
    const steps: readonly Step[] = [source('b'), source('a'), { op: 'merge', id: 'm', node: 'm', input: ['b.events', 'a.events'], source: { field: { name: 'from', type: 'text' }, names: ['Bee', 'Ay'] } }];
    const ran = run(steps, [event('b', '1', 1), event('a', '2', 1), event('b', '3', 0)]);
    expect(rowsOf(ran, 'm', 'id', 'from')).toEqual([['3', 'Bee'], ['2', 'Ay'], ['1', 'Bee']]);
  });

  test('without a time rows keep the order they were read in', () => {
    const { time: _time, ...timeless } = source('s', { lateness: 0 });
    const ran = run([timeless], [event('s', 'b', 9), event('s', 'a', 1)]);
    expect(rowsOf(ran, 's.events', 'id')).toEqual([['b'], ['a']]);
    expect(timesOf(ran, 's.events')).toEqual([undefined, undefined]);
  });
});

describe('lateness', () => {
  const judge = (lateness: number, arrivals: readonly Arrival[]) => run([source('s', { lateness })], arrivals);

  test('the watermark is the latest time, less lateness, less a millisecond', () => {
    const ms = (id: string, at: number): Arrival => ({ source: 's', row: { id, at: second(0) + at } });
    const ran = judge(1000, [ms('a', 5000), ms('b', 4000), ms('c', 3999)]);
    expect(rowsOf(ran, 's.events', 'id')).toEqual([['b'], ['a']]);
    expect(rowsOf(ran, 's.late', 'id', 'reason')).toEqual([['c', 'too late: 2026-03-01T09:00:03.999Z had already passed']]);
  });

  test('peers of the latest event are in time, without any lateness', () => {
    expect(judge(0, [event('s', 'a', 1), event('s', 'b', 1)]).counts).toMatchObject({ 's.events': 2, 's.late': 0 });
  });

  test('a late event does not make others late', () => {
    expect(judge(0, [event('s', 'a', 5), event('s', 'b', 3), event('s', 'c', 4), event('s', 'd', 5)]).counts).toMatchObject({ 's.events': 2, 's.late': 2 });
  });

  test('an event at the time that was advanced to is late', () => {
    const ran = judge(0, [{ advance: 's', to: second(5) }, event('s', 'a', 5), event('s', 'b', 5.001)]);
    expect(rowsOf(ran, 's.events', 'id')).toEqual([['b']]);
  });
});

describe('sources that meet', () => {
  const steps: readonly Step[] = [
    source('a', { lateness: 0 }), source('b', { lateness: 0 }), source('alone', { lateness: 0 }),
    { op: 'merge', id: 'm', node: 'm', input: ['a.events', 'b.events'] },
    { op: 'output', id: 'o', node: 'o', input: ['m', 'alone.late'], target: { type: 'file', settings: {} } },
  ];
  const released = (arrivals: readonly Arrival[]) => rowsOf(runReference(plan(...steps), arrivals, { finish: false }), 'm', 'id').flat();

  test('wait for the slowest', () => {
    expect(released([event('a', '1', 1), event('a', '2', 9), event('b', '3', 5)])).toEqual(['1']);
    expect(released([event('a', '1', 1), event('a', '2', 9)])).toEqual([]);
  });

  test('but for an idle one, whose events are late from then on', () => {
    const arrivals: readonly Arrival[] = [event('a', '1', 1), event('a', '2', 9), { idle: 'b' }];
    expect(released(arrivals)).toEqual(['1']);
    expect(run(steps, [...arrivals, event('b', '3', 8)]).counts).toMatchObject({ 'b.late': 1 });
    expect(run(steps, [...arrivals, event('b', '3', 9)]).counts).toMatchObject({ 'b.late': 0 });
    expect(released([...arrivals, event('b', '3', 9), event('a', '4', 20)])).toEqual(['1']);
  });

  test('where all are idle the one that is farthest counts', () => {
    expect(released([event('a', '1', 1), event('a', '2', 9), event('b', '3', 4), { idle: 'a' }, { idle: 'b' }])).toEqual(['1', '3']);
  });

  test('what is set aside makes nobody wait', () => {
    const ran = runReference(plan(...steps), [event('alone', '1', 1), event('alone', '2', 9)], { finish: false });
    expect(rowsOf(ran, 'alone.events', 'id')).toEqual([['1']]);
  });
});

test('what breaks the contract is rejected, with every reason; nothing is lost', () => {
  const ran = run([source('s')], [
    { source: 's', row: { id: 'a', at: 'yesterday', amount: 'much' }, line: 7 },
    { source: 's', row: { id: 'b', at: '2026-03-01T09:00:01Z' } },
  ]);
  expect(rowsOf(ran, 's.rejected', 'id', 'amount', 'line')).toEqual([['a', null, 7]]);
  expect(String(rowsOf(ran, 's.rejected', 'reason')[0])).toContain('; ');
  expect(ran.sources).toEqual({ s: { read: 2, reasons: { 'bad-time': 1 } } });
});

test('any order of arrival within lateness gives the same', () => {
  const arrivals = Array.from({ length: 12 }, (_, index) => event('s', `e${index % 5}`, index % 4, { amount: index % 3 }));
  const whole = run([source('s')], arrivals);
  fc.assert(
    fc.property(fc.shuffledSubarray(arrivals, { minLength: arrivals.length }), (shuffled) => {
      expect(run([source('s')], shuffled).streams).toEqual(whole.streams);
    }),
    runs(50),
  );
});

test('ids are of the bytes that the docs say', () => {
  const parts = ['"s"', String(second(1)), '"a"', '0'];
  const bytes = Buffer.concat(parts.flatMap((part) => [Buffer.from([0, 0, 0, part.length]), Buffer.from(part)]));
  const { streams } = run([source('s')], [event('s', 'a', 1)]);
  expect(streams.get('s.events')?.[0]?.id).toBe(createHash('sha256').update(bytes).digest('hex').slice(0, 32));
  expect(digest(['\ud800'])).not.toBe(digest(['\ufffd']));
});
