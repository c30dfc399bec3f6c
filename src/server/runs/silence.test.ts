import { describe, expect, test } from 'vitest';
import { source } from '../../../test/reference/testing.ts';
import type { SourceStatistics } from '../../engine/contract.ts';
import { passings } from './passing.ts';
import type { Silence } from './passing.ts';
import { readRows } from './read-rows.ts';
import { steadyClock } from './steady-clock.ts';

/** What depends on a clock, though the engine has none. */

const step = source('s', { lateness: 5000 });
const statistics = (more: Partial<SourceStatistics>): SourceStatistics =>
  ({ read: 1, accepted: 1, late: 0, rejected: 0, rejections: {}, watermark: 94_999, idle: false, waiting: 1, ...more });
const silence = (more: Partial<Silence>, counted: Partial<SourceStatistics> = {}): Silence =>
  ({ source: step, heard: 100_000, statistics: statistics(counted), advanced: -Infinity, ...more });

describe('a source that falls silent', () => {
  test('has passed its latest event once none can be on its way, and is told so once', () => {
    expect(passings(silence({}), 105_999, false)).toEqual([]);
    expect(passings(silence({}), 106_000, false)).toEqual([{ type: 'advance', at: 106_000, source: 's', to: 100_000 }]);
    expect(passings(silence({ advanced: 100_000 }), 107_000, false)).toEqual([]);
    expect(passings(silence({}, { waiting: 0 }), 106_000, false)).toEqual([]);
  });

  test('and may, lets time pass where something waits for it, and holds nobody back', () => {
    const idle = { source: { ...step, idle: 60_000 } };
    expect(passings(silence(idle, { waiting: 0 }), 159_999, true)).toEqual([]);
    expect(passings(silence(idle, { waiting: 0 }), 200_000, true)).toEqual([
      { type: 'advance', at: 200_000, source: 's', to: 135_000 },
      { type: 'idle', at: 200_000, source: 's' },
    ]);
    expect(passings(silence(idle, { waiting: 0 }), 200_000, false)).toEqual([{ type: 'idle', at: 200_000, source: 's' }]);
    expect(passings(silence(idle, { waiting: 0, idle: true }), 200_000, false)).toEqual([]);
  });
});

test('a clock that is set back goes on, one that is set forward is followed', () => {
  let [wall, elapsed] = [1000, 50];
  const now = steadyClock(() => wall, () => elapsed);
  [wall, elapsed] = [400, 60];
  expect(now()).toBe(1010);
  [wall, elapsed] = [5000, 70];
  expect(now()).toBe(5000);
  [wall, elapsed] = [4000, 80];
  expect(now()).toBe(5000);
});

test('rows too far past the clock of their delivery are rejected, each with its reason, and the others taken', () => {
  const row = (id: string, time: number): string => JSON.stringify({ id, at: time, card: 'c', amount: 1 });
  const body = Buffer.from([row('a', 1000), row('b', 301_001), row('c', 301_000)].join('\n'));
  const [reading] = readRows({ type: 'rows', at: 1000, source: 's', body }, step, 300_000);
  expect(reading?.batch.length).toBe(2);
  expect(reading?.rejected.map(({ at, line, faults }) => [at, line, faults[0]?.code, faults[0]?.field])).toEqual([[1, 2, 'ahead', 'at']]);
});
