import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Arrival } from '../../../test/reference/arrive.ts';
import { runReference } from '../../../test/reference/run.ts';
import { plan, second } from '../../../test/reference/testing.ts';
import type { Row } from '../../data/field.ts';
import type { RollingFeature, RollingStep } from '../../plan/plan.ts';
import { feature, resultField, rounds, runStep, wideRow, wideSource } from '../sliding/testing.ts';
import { createRolling } from './rolling.ts';

const arrivalsOf = (rows: readonly Row[]): readonly Arrival[] =>
  rows.map((row, index) => ({ source: 's', row: { ...row, id: `r${index}`, at: second(Number(row['at'])) } }));

const rolling = (features: readonly Omit<RollingFeature, 'into'>[], key: readonly string[]): RollingStep => ({
  op: 'rolling', id: 'r', node: 'r', input: ['s.events'], key,
  features: features.map((each, index) => ({ ...each, into: resultField(`f${index}`, each) })),
});

test('every feature of every row is what the plain engine has, however rows are cut and runs are stopped', () => {
  const steps = fc.record({
    features: fc.array(feature, { minLength: 1, maxLength: 5 }), key: fc.constantFrom(['card'], ['card'], ['card', 'flag'], [], ['amount']),
    rows: fc.array(wideRow, { maxLength: 60, size: 'max' }), rounds,
  });
  fc.assert(
    fc.property(steps, ({ features, key, rows, rounds: cut }) => {
      const step = rolling(features, key);
      const { streams, lost, keyless } = runReference(plan(wideSource, step), arrivalsOf(rows));
      const ran = runStep([wideSource, step], (context) => createRolling(step, context), streams.get('s.events') ?? [], cut);
      expect(ran.rows.map(({ row }) => row)).toEqual((streams.get('r') ?? []).map(({ values }) => values));
      expect([ran.counts.lost ?? 0, ran.counts.keyless ?? 0]).toEqual([lost['r'] ?? 0, keyless['r'] ?? 0]);
    }),
    runs(150),
  );
});

const card = (at: number, more: Row = {}): Row => ({ at, card: 'c', ...more });
const told = (features: readonly Omit<RollingFeature, 'into'>[], rows: readonly Row[], cuts: readonly number[] = []): readonly (readonly unknown[])[] => {
  const step = rolling(features, ['card']);
  const input = runReference(plan(wideSource), arrivalsOf(rows)).streams.get('s.events') ?? [];
  return runStep([wideSource, step], (context) => createRolling(step, context), input, { cuts, stops: [] }).rows.map(({ row }) => features.map((_, index) => row[`f${index}`]));
};

test('both ends of the frame and all peers belong to it; before this moment neither the row nor its peers do', () => {
  const count = { fn: 'count', window: 10_000 } as const;
  const since = { fn: 'sincePrevious', window: 10_000 } as const;
  const features = [{ ...count, frame: 'through' }, { ...count, frame: 'before' }, { ...since, frame: 'through' }, { ...since, frame: 'before' }] as const;
  expect(told(features, [card(0), card(10), card(10), card(10.001)], [1, 2])).toEqual([[1, 0, null, null], [3, 1, 10_000, 10_000], [3, 1, 0, 10_000], [3, 2, 1, 1]]);
});

test('sums of numbers that no double holds together come out exactly, whatever came and went', () => {
  const of = { of: 'amount', window: 5000, frame: 'through' } as const;
  const rows = [[0, 9e14], [1, 0.01], [2, 9e14], [3, -9e14], [4, -9e14], [6, 0.02], [9.5, 0.04]].map(([at = 0, amount = 0]) => card(at, { amount }));
  expect(told([{ ...of, fn: 'sum' }, { ...of, fn: 'average' }], rows, [3])).toEqual([
    ['900000000000000', '900000000000000'], ['900000000000000.01', '450000000000000.005'], [null, '600000000000000.0033333'], ['900000000000000.01', '225000000000000.0025'],
    ['0.01', '0.002'], ['-899999999999999.97', '-179999999999999.994'], ['0.06', '0.03'],
  ].map((row) => row.map((value) => (value === null ? null : Number(value)))));
});

test('nothing of what is past stays, whoever moved time on', () => {
  const step = rolling((['sum', 'min', 'distinct', 'first', 'last', 'sincePrevious'] as const).map((fn) => ({ fn, of: fn === 'sincePrevious' ? undefined : 'amount', window: 1000, frame: 'through' })), ['card']);
  const input = runReference(plan(wideSource), arrivalsOf([card(0, { amount: 1 }), { at: 2, card: 'other', amount: 2 }])).streams.get('s.events') ?? [];
  const keys = (end: number) => runStep([wideSource, step], (context) => createRolling(step, context), input, { cuts: [], stops: [] }, end).counts.keys;
  expect([keys(second(2)), keys(second(3)), keys(Infinity)]).toEqual([1, 0, 0]);
});
