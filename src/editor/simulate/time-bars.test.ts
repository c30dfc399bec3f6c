import { expect, test } from 'vitest';
import { cutTime, stretchAt } from './time-bars.ts';
import { tallyTimes } from './time-tally.ts';

const at = (text: string): number => Date.parse(text);

test.each([
  ['2026-03-01T10:00:03Z', '2026-03-01T10:00:20Z', 'second', 1],
  ['2026-03-01T10:00:00Z', '2026-03-01T10:30:00Z', 'minute', 1],
  ['2026-03-01T10:00:00Z', '2026-03-01T23:00:00Z', 'hour', 1],
  ['2026-03-01T10:00:00Z', '2026-03-15T23:00:00Z', 'day', 1],
  ['2026-01-01T10:00:00Z', '2026-04-15T23:00:00Z', 'week', 1],
  ['2024-06-01T10:00:00Z', '2026-04-15T23:00:00Z', 'month', 1],
  ['1990-01-01T10:00:00Z', '2026-04-15T23:00:00Z', 'year', 1],
])('from %s to %s time is cut by the %s', (from, to, unit, count) => {
  const { step, edges } = cutTime(at(from), at(to), 'UTC');
  expect(step).toEqual({ unit, count });
  expect(edges[0]).toBeLessThanOrEqual(at(from));
  expect(edges.at(-1)).toBeGreaterThan(at(to));
  expect(edges.at(-2)).toBeLessThanOrEqual(at(to));
  expect(edges.length).toBeLessThan(80);
});

test('weeks begin on Mondays and days where the zone has them, also where clocks change', () => {
  const weeks = cutTime(at('2026-01-01T10:00:00Z'), at('2026-04-15T23:00:00Z'), 'UTC');
  expect(new Date(weeks.edges[0] ?? 0).getUTCDay()).toBe(1);
  const days = cutTime(at('2026-03-20T12:00:00Z'), at('2026-04-02T12:00:00Z'), 'Europe/Berlin');
  expect(days.edges.slice(8, 11).map((edge) => new Date(edge).toISOString())).toEqual(['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
});

test('each moment falls in one stretch', () => {
  expect([5, 10, 19, 20, 31].map((moment) => stretchAt([10, 20, 30], moment))).toEqual([-1, 0, 0, 1, 2]);
});

test('however long it goes on, no alert is lost, and none counts in another stretch', () => {
  const tally = tallyTimes('Europe/Berlin');
  const start = at('2026-10-24T00:00:00Z');
  const times = Array.from({ length: 30_000 }, (_, nth) => start + nth * 61_000);
  for (const time of times) tally.add(time, 'high');
  const told = tally.told(undefined);
  const exact = times.reduce((counts, time) => counts.with(stretchAt(told?.edges ?? [], time), (counts[stretchAt(told?.edges ?? [], time)] ?? 0) + 1), Array.from(told?.counts ?? [], () => 0));
  expect(told?.counts.map(({ high }) => high)).toEqual(exact);
  expect(exact.reduce((sum, count) => sum + count)).toBe(times.length);
});

test('the time of the events is shown where alerts reach less far', () => {
  const tally = tallyTimes('UTC');
  expect(tally.told([0, 1])).toBeUndefined();
  tally.add(at('2026-03-07T10:00:00Z'), 'low');
  const told = tally.told([at('2026-03-01T10:00:00Z'), at('2026-03-15T10:00:00Z')]);
  expect(told?.counts.map(({ low }) => low)).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
});
