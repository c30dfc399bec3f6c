import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { earliestTime, latestTime, parseTime, printTime } from './time.ts';

test('what is printed is read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: earliestTime, max: latestTime }), (ms) => {
      expect(parseTime(printTime(ms))).toBe(ms);
    }),
    runs(1000),
  );
  expect(printTime(earliestTime)).toBe('0001-01-01T00:00:00.000Z');
  expect(printTime(latestTime)).toBe('9999-12-31T23:59:59.999Z');
});

test('the usual ways to write a time', () => {
  const day = Date.UTC(2026, 2, 1);
  expect(parseTime('2026-03-01')).toBe(day);
  expect(parseTime('2026-03-01 08:30')).toBe(day + 30_600_000);
  expect(parseTime('2026-03-01T08:30:05.1234567Z')).toBe(day + 30_605_123);
  expect(parseTime('2026-03-01T08:00:00+08:00')).toBe(day);
  expect(parseTime('2026-02-28T19:30:00-0430')).toBe(day);
});

test('what is no time is refused', () => {
  const refused = [
    '', 'soon', '2026-02-29', '2026-13-01', '2026-03-01T24:00', '2026-3-1', '0000-01-01', '20260301',
    '2026-03-01T08:00:61Z', '2026-03-01T08:00+24:00',
  ];
  expect(refused.filter((text) => parseTime(text) !== undefined)).toEqual([]);
});
