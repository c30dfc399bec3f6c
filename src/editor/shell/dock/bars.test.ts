import { expect, test } from 'vitest';
import { barsOf, ticksUpTo } from './bars.ts';

const day = (at: number, high: number) => ({ day: at, bySeverity: { critical: 0, high, medium: 1, low: 0 } });

test('a day without an alert has its place', () => {
  const bars = barsOf([day(20_000, 2), day(20_003, 5)], undefined, 'UTC');
  expect(bars.map(({ from, total }) => [from, total])).toEqual([[20_000, 3], [20_001, 0], [20_002, 0], [20_003, 6]]);
  expect(barsOf([], undefined, 'UTC')).toEqual([]);
});

test('the days of the events that gave no alert show too', () => {
  const moment = (at: number): number => at * 86_400_000 + 3_600_000;
  expect(barsOf([day(20_001, 2)], [moment(19_999), moment(20_002)], 'UTC').map(({ from, total }) => [from, total])).toEqual([[19_999, 0], [20_000, 0], [20_001, 3], [20_002, 0]]);
});

test('many days share bars, and none is lost', () => {
  const days = Array.from({ length: 400 }, (_, at) => day(19_000 + at, at % 3));
  const bars = barsOf(days, undefined, 'UTC');
  expect(bars.length).toBeLessThanOrEqual(62);
  expect(bars.reduce((sum, bar) => sum + bar.total, 0)).toBe(days.reduce((sum, { bySeverity }) => sum + bySeverity.high + 1, 0));
  expect(bars.at(-1)?.to).toBe(19_399);
});

test.each([[1, [0, 1]], [3, [0, 1, 2, 3]], [7, [0, 5, 10]], [70, [0, 50, 100]], [59, [0, 20, 40, 60]], [1451, [0, 500, 1000, 1500]]])('gridlines up to %i', (most, ticks) => {
  expect(ticksUpTo(most)).toEqual(ticks);
});
