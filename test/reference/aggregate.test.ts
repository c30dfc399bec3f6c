import { describe, expect, test } from 'vitest';
import { call, field as ref, number as constant } from '../../src/logic/expr.ts';
import type { AggregateName, RollingFeature, RollingStep } from '../../src/plan/plan.ts';
import { aggregate } from './aggregate.ts';
import { makeRow } from './row.ts';
import { event, fields, number, plan, rowsOf, run, second, source } from './testing.ts';
import { runReference } from './run.ts';

const feature = (fn: AggregateName, more: Partial<RollingFeature> = {}): RollingFeature => ({
  into: number(fn), fn, window: 10_000, frame: 'through', ...(fn === 'count' || fn === 'sincePrevious' ? {} : { of: 'amount' }), ...more,
});
const rolling = (...features: readonly RollingFeature[]): RollingStep => ({ op: 'rolling', id: 'r', node: 'r', input: ['s.events'], key: ['card'], features });
const on = (id: string, at: number, amount: number | null = 1) => event('s', id, at, { card: 'c', amount });

describe('frames', () => {
  test('both ends and all peers belong, those that come later in order too', () => {
    const ran = run([source('s'), rolling(feature('count'), feature('sum'))], [on('a', 0), on('b', 10, 2), on('c', 10, 4), on('d', 10.001, 8)]);
    expect(rowsOf(ran, 'r', 'id', 'count', 'sum')).toEqual([['a', 1, 1], ['b', 3, 7], ['c', 3, 7], ['d', 3, 14]]);
  });

  test('before this moment: neither the row nor its peers', () => {
    const ran = run([source('s'), rolling(feature('count', { frame: 'before' }), feature('last', { frame: 'before' }))], [on('a', 0), on('b', 10, 2), on('c', 10, 4), on('d', 10.001, 8)]);
    expect(rowsOf(ran, 'r', 'count', 'last')).toEqual([[0, null], [1, 1], [1, 1], [2, 4]]);
  });

  test('keys are apart; a row without one has no features and is no part of any', () => {
    const ran = run([source('s'), rolling(feature('count'), feature('distinct'), feature('sum'), feature('sincePrevious'))], [
      on('a', 0), event('s', 'b', 1, { card: 'other', amount: 5 }), event('s', 'x', 2, { amount: 5 }), event('s', 'y', 3, { amount: 5 }),
    ]);
    expect(rowsOf(ran, 'r', 'count', 'distinct', 'sum', 'sincePrevious')).toEqual([[1, 1, 1, null], [1, 1, 5, null], [0, 0, null, null], [0, 0, null, null]]);
    expect(ran.keyless).toEqual({ r: 2 });
  });

  test('no key at all is one key for all', () => {
    const ran = run([source('s'), { ...rolling(feature('count')), key: [] }], [on('a', 0), event('s', 'b', 1)]);
    expect(rowsOf(ran, 'r', 'count')).toEqual([[1], [2]]);
  });

  test('a condition is asked of the rows in the frame, not of the row itself', () => {
    const where = call('ge', ref('amount'), constant(3));
    const ran = run([source('s'), rolling(feature('count', { where }), feature('sincePrevious', { where }))], [on('a', 0, 3), on('b', 1, 1), on('c', 2, null), on('d', 3, 9)]);
    expect(rowsOf(ran, 'r', 'count', 'sincePrevious')).toEqual([[1, null], [1, 1000], [1, 2000], [2, 3000]]);
  });

  test('the time since the previous row: a peer is 0 ms away, and one beyond the frame is none', () => {
    const ran = run([source('s'), rolling(feature('sincePrevious'), feature('sincePrevious', { into: number('before'), frame: 'before' }))], [on('a', 0), on('b', 4), on('c', 4), on('d', 14.001)]);
    expect(rowsOf(ran, 'r', 'sincePrevious', 'before')).toEqual([[null, null], [4000, 4000], [0, 4000], [null, null]]);
  });
});

describe('aggregates', () => {
  const of = (fn: AggregateName, amounts: readonly (number | null)[], decimals?: number) => {
    let lost = 0;
    const rows = amounts.map((amount, place) => makeRow({ id: String(place), time: place, maker: 's', place, values: { amount } }));
    const value = aggregate({ into: number(fn), fn, of: 'amount' }, rows, [number('amount', decimals)], () => (lost += 1));
    return { value, lost };
  };

  test('missing values are skipped', () => {
    const amounts = [null, 4, null, 1, 4];
    const each = (['sum', 'average', 'min', 'max', 'distinct', 'first', 'last'] as const).map((fn) => of(fn, amounts).value);
    expect(each).toEqual([9, 3, 1, 4, 2, 4, 4]);
  });

  test('of none: missing, distinct 0', () => {
    const each = (['sum', 'average', 'min', 'max', 'stddev', 'distinct', 'first', 'last'] as const).map((fn) => of(fn, [null]).value);
    expect(each).toEqual([null, null, null, null, null, 0, null, null]);
  });

  test('the sum of a tenth ten times is one, in any order with any others', () => {
    expect(of('sum', Array.from({ length: 10 }, () => 0.1), 1).value).toBe(1);
    expect(of('sum', [1e14, 0.01, -1e14], 2).value).toBe(0.01);
    expect(of('average', [0.1, 0.2, 0.3]).value).toBe(0.2);
  });

  test('the deviation is that of the sample', () => {
    expect(of('stddev', [2, 4, 4, 4, 5, 5, 7, 9]).value).toBe(Math.sqrt(32 / 7));
    expect(of('stddev', [7]).value).toBe(null);
    expect(of('stddev', [0.1, 0.1, 0.1], 1).value).toBe(0);
  });

  test('what leaves the range is missing and counted', () => {
    expect(of('sum', [9e14, 9e14])).toEqual({ value: null, lost: 1 });
    expect(of('sum', [9e14, 9e14, -9e14])).toEqual({ value: 9e14, lost: 0 });
    expect(of('stddev', [1e11, 2e11])).toEqual({ value: null, lost: 1 });
    expect(of('stddev', [1e11, 2e11], 2).value).toBe(Math.sqrt(5e21));
    expect(of('sum', [1e300, -1e300])).toEqual({ value: null, lost: 1 });
  });

  test('decimals are those of the field that arrives', () => {
    const ran = run([source('s'), rolling(feature('sum'))], [on('a', 0, 0.1), on('b', 1, 0.2)]);
    expect(fields.find(({ name }) => name === 'amount')?.decimals).toBe(2);
    expect(rowsOf(ran, 'r', 'sum')).toEqual([[0.1], [0.3]]);
  });
});

test('what is not released has not happened', () => {
  const arrivals = [on('a', 0), on('b', 5)];
  const ran = runReference(plan(source('s', { lateness: 0 }), rolling(feature('count'))), arrivals, { finish: false });
  expect(rowsOf(ran, 'r', 'id', 'at', 'count')).toEqual([['a', second(0), 1]]);
});
