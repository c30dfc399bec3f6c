import { describe, expect, test } from 'vitest';
import { boolean, call, field as ref, number as constant } from '../../src/logic/expr.ts';
import type { Expr } from '../../src/logic/expr.ts';
import type { JoinStep, SequencePart, SequenceStep } from '../../src/plan/plan.ts';
import type { Arrival } from './arrive.ts';
import { event, number, rowsOf, run, source, time, timesOf } from './testing.ts';

const on = (of: string, id: string, at: number, more: Readonly<Record<string, string | number>> = {}): Arrival => event(of, id, at, { card: 'c', ...more });

describe('join', () => {
  const step = (more: Partial<JoinStep> = {}): JoinStep => ({
    op: 'join', id: 'j', node: 'j', left: ['a.events'], right: ['b.events'], on: [{ left: 'card', right: 'card' }], from: -5000, to: 10_000, mode: 'inner',
    fields: [{ side: 'left', name: 'id', field: { name: 'id', type: 'text' } }, { side: 'right', name: 'id', field: { name: 'b.id', type: 'text' } }],
    time: time('pair_time'),
    ...more,
  });
  const pairs = (more: Partial<JoinStep>, arrivals: readonly Arrival[]) => run([source('a'), source('b'), step(more)], arrivals);

  test('both ends belong; a pair has the time of its later row', () => {
    const ran = pairs({}, [on('a', 'x', 10), on('b', '1', 4.999), on('b', '2', 5), on('b', '3', 10), on('b', '4', 20), on('b', '5', 20.001)]);
    expect(rowsOf(ran, 'j', 'id', 'b.id')).toEqual([['x', '2'], ['x', '3'], ['x', '4']]);
    expect(timesOf(ran, 'j')).toEqual([10, 10, 20]);
  });

  test('outer: alone at the last moment a partner could come, without a key at once', () => {
    const ran = pairs({ mode: 'outer' }, [on('a', 'x', 0), on('a', 'y', 1), on('b', '1', 11), event('a', 'z', 2), event('b', '2', 2)]);
    expect(rowsOf(ran, 'j', 'id', 'b.id')).toEqual([['z', null], ['x', null], ['y', '1']]);
    expect(timesOf(ran, 'j')).toEqual([2, 10, 11]);
    expect(ran.keyless).toEqual({ j: 2 });
  });

  test('a row on both sides is a pair with itself', () => {
    expect(rowsOf(pairs({ right: ['a.events'] }, [on('a', 'x', 0)]), 'j', 'id', 'b.id')).toEqual([['x', 'x']]);
  });
});

describe('dedupe', () => {
  const kept = (arrivals: readonly Arrival[]) =>
    rowsOf(run([source('s'), { op: 'dedupe', id: 'd', node: 'd', input: ['s.events'], key: ['card'], period: 10_000 }], arrivals), 'd', 'id').flat();

  test('the first of peers is kept, and the next one a whole period on', () => {
    expect(kept([on('s', 'a', 0), on('s', 'b', 0), on('s', 'c', 9.999), on('s', 'd', 10)])).toEqual(['a', 'd']);
  });

  test('what is dropped does not extend the period', () => {
    expect(kept([on('s', 'a', 0), on('s', 'b', 6), on('s', 'c', 12), on('s', 'd', 18)])).toEqual(['a', 'c']);
  });

  test('rows without a key all pass', () => {
    expect(kept([event('s', 'a', 0), event('s', 'b', 0)])).toEqual(['a', 'b']);
  });
});

describe('sequence', () => {
  const part = (of: string, as: string, when: Expr = boolean(true)): SequencePart => ({
    input: [`${of}.events`], key: ['card'], when, fields: [{ name: 'id', field: { name: as, type: 'text' } }],
  });
  const step = (more: Partial<SequenceStep>): SequenceStep => ({ op: 'sequence', id: 'q', node: 'q', steps: [part('a', 'first'), part('b', 'then')], within: 10_000, absent: false, ...more });
  const matches = (arrivals: readonly Arrival[], more: Partial<SequenceStep> = {}) => run([source('a'), source('b'), source('c'), step(more)], arrivals);

  test('one match for each row that completes it, with the latest start; nothing is used up', () => {
    const ran = matches([on('a', '1', 0), on('a', '2', 2), on('b', '3', 3), on('b', '4', 12), on('b', '5', 12.001)]);
    expect(rowsOf(ran, 'q', 'first', 'then')).toEqual([['2', '3'], ['2', '4']]);
    expect(timesOf(ran, 'q')).toEqual([3, 12]);
  });

  test('peers follow one another in total order', () => {
    expect(rowsOf(matches([on('b', '1', 0), on('a', '2', 0)]), 'q', 'first', 'then')).toEqual([['2', '1']]);
    const reversed = { steps: [part('b', 'first'), part('a', 'then')] };
    expect(rowsOf(matches([on('b', '1', 0), on('a', '2', 0)], reversed), 'q', 'first')).toEqual([]);
    const same = { steps: [part('a', 'first'), part('a', 'then')] };
    expect(rowsOf(matches([on('a', '1', 0), on('a', '2', 0)], same), 'q', 'first', 'then')).toEqual([['1', '2']]);
  });

  test('keys and conditions count', () => {
    const large = { steps: [part('a', 'first', call('gt', ref('amount'), constant(5))), part('b', 'then')] };
    expect(rowsOf(matches([on('a', '1', 0, { amount: 6 }), on('a', '2', 1, { amount: 5 }), on('b', '3', 2)], large), 'q', 'first')).toEqual([['1']]);
    expect(rowsOf(matches([on('a', '1', 0), event('b', '2', 1, { card: 'd' }), event('b', '3', 1)]), 'q', 'first')).toEqual([]);
  });

  test('three steps: each the latest before the next, and the whole within the time', () => {
    const steps = [part('a', 'one'), part('b', 'two'), part('c', 'three')];
    const ran = matches([on('a', '1', 0), on('b', '2', 1), on('a', '3', 2), on('b', '4', 3), on('a', '5', 4), on('c', '6', 12), on('c', '7', 12.001)], { steps });
    expect(rowsOf(ran, 'q', 'one', 'two', 'three')).toEqual([['3', '4', '6']]);
  });

  describe('that does not go on', () => {
    const absent = { absent: true, time: time('missed_at'), steps: [part('a', 'first'), { ...part('b', 'unused'), fields: [] }] };

    test('completes when the time is up; what comes at that very moment still prevents it', () => {
      const ran = matches([on('a', '1', 0), on('b', '2', 10), on('a', '3', 20), on('b', '4', 30.001)], absent);
      expect(rowsOf(ran, 'q', 'first', 'missed_at')).toEqual([['3', Date.UTC(2026, 2, 1, 9, 0, 30)]]);
      expect(timesOf(ran, 'q')).toEqual([30]);
    });

    test('one row can prevent several, and one before them none', () => {
      expect(rowsOf(matches([on('b', '0', 0), on('a', '1', 1), on('a', '2', 2), on('b', '3', 3)], absent), 'q', 'first')).toEqual([]);
      expect(rowsOf(matches([on('b', '0', 0), on('a', '1', 1)], absent), 'q', 'first')).toEqual([['1']]);
    });

    test('of three steps the time runs from the first', () => {
      const steps = [part('a', 'one'), part('b', 'two'), { ...part('c', 'unused'), fields: [] }];
      const quiet = matches([on('a', '1', 0), on('b', '2', 4), on('c', '3', 10.001)], { ...absent, steps });
      expect(rowsOf(quiet, 'q', 'one', 'two')).toEqual([['1', '2']]);
      expect(timesOf(quiet, 'q')).toEqual([10]);
      expect(rowsOf(matches([on('a', '1', 0), on('b', '2', 4), on('c', '3', 10)], { ...absent, steps }), 'q', 'one')).toEqual([]);
    });
  });
});

test('what a step makes reaches the next step in the same tick, with its peers', () => {
  const ran = run([
    source('s'),
    { op: 'window', id: 'w', node: 'w', input: ['s.events'], key: ['card'], shape: { type: 'tumbling', size: { ms: 10_000 }, zone: 'UTC' }, aggregates: [], start: time('start'), end: time('end') },
    { op: 'rolling', id: 'r', node: 'r', input: ['w', 's.events'], key: ['card'], features: [{ into: number('n'), fn: 'count', window: 0, frame: 'through' }] },
  ], [on('s', 'a', 3), on('s', 'b', 9.999)]);
  expect(rowsOf(ran, 'r', 'id', 'n')).toEqual([['a', 1], ['b', 2], [null, 2]]);
});
