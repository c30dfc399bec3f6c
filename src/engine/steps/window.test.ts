import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Arrival } from '../../../test/reference/arrive.ts';
import { runReference } from '../../../test/reference/run.ts';
import { plan, second, time } from '../../../test/reference/testing.ts';
import type { Row } from '../../data/field.ts';
import type { Aggregate, Span, WindowShape, WindowStep } from '../../plan/plan.ts';
import { feature, resultField, rounds, runStep, wideRow, wideSource } from '../sliding/testing.ts';
import type { Rounds } from '../sliding/testing.ts';
import { createWindow } from './window.ts';

const windowed = (shape: WindowShape, aggregates: readonly Omit<Aggregate, 'into'>[], key: readonly string[] = ['card']): WindowStep => ({
  op: 'window', id: 'w', node: 'w', input: ['s.events'], key, shape, start: time('start'), end: time('end'),
  aggregates: aggregates.map(({ fn, of, where }, index) => ({ fn, of, where, into: resultField(`f${index}`, { fn, of }) })),
});

/** What the plain engine and the step say, for rows at moments in milliseconds. */
function both(step: WindowStep, rows: readonly Row[], cut: Rounds = { cuts: [], stops: [] }) {
  const arrivals = rows.map((row, index): Arrival => ({ source: 's', row: { ...row, id: `r${index}` } }));
  const { streams, lost, keyless } = runReference(plan({ ...wideSource, lateness: Infinity }, step), arrivals);
  const ran = runStep([wideSource, step], (context) => createWindow(step, context), streams.get('s.events') ?? [], cut);
  return {
    expected: { rows: (streams.get('w') ?? []).map((row) => ({ t: row.time, id: row.id, row: row.values })), counts: [lost['w'] ?? 0, keyless['w'] ?? 0] },
    found: { rows: ran.rows, counts: [ran.counts.lost ?? 0, ran.counts.keyless ?? 0] },
    left: ran.counts.keys,
  };
}

const zone = fc.constantFrom('UTC', 'Asia/Kathmandu', 'Europe/Berlin');
const span = fc.constantFrom(1, 700, 1000, 2500, 4000);
const shape: fc.Arbitrary<WindowShape> = fc.oneof(
  fc.record({ type: fc.constant('tumbling' as const), size: span.map((ms): Span => ({ ms })), zone }),
  fc.record({ type: fc.constant('hopping' as const), size: span.map((ms): Span => ({ ms })), hop: fc.constantFrom(300, 700, 1000).map((ms): Span => ({ ms })), zone }),
  fc.record({ type: fc.constant('session' as const), gap: span }),
);
const aggregate = feature.filter(({ fn }) => fn !== 'sincePrevious');

test('summaries are what the plain engine has, however rows are cut and runs are stopped', () => {
  const steps = fc.record({
    shape, aggregates: fc.array(aggregate, { minLength: 1, maxLength: 4 }), key: fc.constantFrom(['card'], ['card'], ['flag', 'card'], [], ['amount']),
    rows: fc.array(wideRow.map((row) => ({ ...row, at: second(Number(row['at'])) })), { maxLength: 40, size: 'max' }), rounds,
  });
  fc.assert(
    fc.property(steps, ({ shape: of, aggregates, key, rows, rounds: cut }) => {
      const { expected, found, left } = both(windowed(of, aggregates, key), rows, cut);
      expect(found).toEqual(expected);
      expect(left).toBe(0);
    }),
    runs(150),
  );
});

describe('calendar', () => {
  const day = 86_400_000;
  const hour = day / 24;
  const days = (count: number): Span => ({ unit: 'day', count });
  const spring = Date.parse('2026-03-26T00:00:00Z');
  const weeks = { unit: 'week', count: 2 } as const;
  const shapes: readonly WindowShape[] = [
    { type: 'tumbling', size: days(1), zone: 'Europe/Berlin' },
    { type: 'tumbling', size: weeks, zone: 'Asia/Shanghai' },
    { type: 'hopping', size: days(3), hop: days(2), zone: 'Europe/Berlin' },
    { type: 'hopping', size: days(7), hop: days(1), zone: 'America/New_York' },
    { type: 'hopping', size: weeks, hop: { unit: 'week', count: 1 }, zone: 'UTC' },
    { type: 'tumbling', size: { ms: 6 * hour }, zone: 'Europe/Berlin' },
    { type: 'hopping', size: { ms: 5 * hour }, hop: { ms: 2 * hour }, zone: 'Europe/Berlin' },
  ];

  test.each(shapes)('$type $size $zone, over a change of clocks', (of) => {
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.nat(160).map((halves) => spring + (halves * hour) / 2), card: fc.constantFrom('a', 'b') }), { maxLength: 20 }), (rows) => {
        const { expected, found } = both(windowed(of, [{ fn: 'count' }, { fn: 'last', of: 'at' }]), rows, { cuts: [5, 9], stops: [1] });
        expect(found).toEqual(expected);
      }),
      runs(8),
    );
  });

  test('where the calendar skips a day, windows that end or start at once are still two', () => {
    const step = windowed({ type: 'hopping', size: days(2), hop: days(1), zone: 'Pacific/Apia' }, [{ fn: 'count' }]);
    const rows = ['2011-12-29T12:00:00Z', '2011-12-30T08:00:00Z', '2011-12-30T12:00:00Z', '2011-12-31T12:00:00Z'].flatMap((at) => ['b', 'a'].map((card) => ({ at: Date.parse(at), card })));
    const { expected, found } = both(step, rows, { cuts: [3], stops: [0] });
    expect(found).toEqual(expected);
    const skipped = Date.parse('2011-12-30T10:00:00Z');
    expect(found.rows.filter(({ row }) => row['end'] === skipped).map(({ row }) => [row['card'], row['f0']])).toEqual([['a', 2], ['a', 2], ['b', 2], ['b', 2]]);
    expect(found.rows.filter(({ row }) => row['start'] === skipped).map(({ row }) => [row['card'], row['f0']])).toEqual([['a', 1], ['b', 1], ['a', 2], ['b', 2]]);
  });

  test('a year of silence costs no window', () => {
    const step = windowed({ type: 'hopping', size: { ms: 60_000 }, hop: { ms: 1000 }, zone: 'UTC' }, [{ fn: 'count' }]);
    const { found } = both(step, [{ at: 0, card: 'c' }, { at: 365 * day, card: 'c' }]);
    expect(found.rows).toHaveLength(120);
    expect(found.rows.every(({ row }) => row['f0'] === 1)).toBe(true);
  });
});

test('windows with gaps between them leave out what falls there', () => {
  const step = windowed({ type: 'hopping', size: { ms: 1000 }, hop: { ms: 3000 }, zone: 'UTC' }, [{ fn: 'count' }, { fn: 'sum', of: 'amount' }]);
  const rows = [0, 999, 1000, 2999, 3000, 3500, 5000].map((ms, index) => ({ at: Date.UTC(2000, 0, 3) + ms, card: 'c', amount: 2 ** index }));
  const { expected, found } = both(step, rows, { cuts: [3, 5], stops: [0] });
  expect(found).toEqual(expected);
  expect(found.rows.map(({ row }) => [row['f0'], row['f1']])).toEqual([[2, 3], [2, 48]]);
});

test('a summary comes in the round that holds the last moment of its window, and not before', () => {
  const step = windowed({ type: 'tumbling', size: { ms: 60_000 }, zone: 'UTC' }, [{ fn: 'count' }]);
  const input = runReference(plan(wideSource), [{ source: 's', row: { id: 'a', at: second(0), card: 'c' } }]).streams.get('s.events') ?? [];
  const upTo = (end: number) => runStep([wideSource, step], (context) => createWindow(step, context), input, { cuts: [], stops: [] }, end);
  expect([second(60) - 2, second(60) - 1].map((end) => [upTo(end).rows.length, upTo(end).counts.keys])).toEqual([[0, 1], [1, 0]]);
  const session = windowed({ type: 'session', gap: 1000 }, [{ fn: 'count' }]);
  const open = (end: number) => runStep([wideSource, session], (context) => createWindow(session, context), input, { cuts: [], stops: [] }, end).rows.length;
  expect([second(1) - 1, second(1)].map(open)).toEqual([0, 1]);
});
