import { describe, expect, test } from 'vitest';
import type { Aggregate, WindowShape, WindowStep } from '../../src/plan/plan.ts';
import { framesAround } from './windows.ts';
import { event, number, rowsOf, run, second, source, time, timesOf } from './testing.ts';

const count: Aggregate = { into: number('n', 0), fn: 'count' };
const windowed = (shape: WindowShape, aggregates: readonly Aggregate[] = [count]): WindowStep => ({
  op: 'window', id: 'w', node: 'w', input: ['s.events'], key: ['card'], shape, aggregates, start: time('start'), end: time('end'),
});
const at = (text: string): number => Date.parse(text);
const frames = (shape: Exclude<WindowShape, { type: 'session' }>, text: string) =>
  framesAround(shape, at(text)).map(({ start, end }) => [new Date(start).toISOString(), new Date(end).toISOString()]);

describe('tumbling', () => {
  test('holds its start and not its end, and is told a millisecond before its end, in order of keys', () => {
    const arrivals = [
      event('s', 'a', 0, { card: 'c-2' }), event('s', 'b', 59.999, { card: 'c-2' }), event('s', 'c', 60, { card: 'c-2' }),
      event('s', 'd', 3, { card: 'c-1' }), event('s', 'e', 4),
    ];
    const ran = run([source('s'), windowed({ type: 'tumbling', size: { ms: 60_000 }, zone: 'UTC' })], arrivals);
    expect(rowsOf(ran, 'w', 'card', 'n', 'start', 'end')).toEqual([
      ['c-1', 1, second(0), second(60)], ['c-2', 2, second(0), second(60)], ['c-2', 1, second(60), second(120)],
    ]);
    expect(timesOf(ran, 'w')).toEqual([59.999, 59.999, 119.999]);
    expect(ran.keyless).toEqual({ w: 1 });
  });

  test('days are those of the zone: 23 hours when clocks go forward, 25 when they go back', () => {
    const day = { type: 'tumbling', size: { unit: 'day', count: 1 }, zone: 'Europe/Berlin' } as const;
    expect(frames(day, '2026-03-29T12:00:00Z')).toEqual([['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']]);
    expect(frames(day, '2026-10-25T12:00:00Z')).toEqual([['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']]);
    expect(frames(day, '2026-03-28T22:59:59.999Z')).toEqual([['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z']]);
  });

  test('weeks begin on Monday, and pairs of weeks are counted from the first Monday of 2000', () => {
    const week = { type: 'tumbling', size: { unit: 'week', count: 1 }, zone: 'Asia/Shanghai' } as const;
    expect(frames(week, '2026-03-01T15:59:59Z')).toEqual([['2026-02-22T16:00:00.000Z', '2026-03-01T16:00:00.000Z']]);
    expect(frames(week, '2026-03-01T16:00:00Z')).toEqual([['2026-03-01T16:00:00.000Z', '2026-03-08T16:00:00.000Z']]);
    const two = { type: 'tumbling', size: { unit: 'week', count: 2 }, zone: 'UTC' } as const;
    expect(frames(two, '2000-01-16T23:00:00Z')).toEqual([['2000-01-03T00:00:00.000Z', '2000-01-17T00:00:00.000Z']]);
    expect(frames(two, '2000-01-02T23:00:00Z')).toEqual([['1999-12-20T00:00:00.000Z', '2000-01-03T00:00:00.000Z']]);
  });

  test('hours keep their length over a change of clocks, and start with the hour of zones of half hours', () => {
    const six = { type: 'tumbling', size: { ms: 21_600_000 }, zone: 'Europe/Berlin' } as const;
    expect(frames(six, '2026-03-29T00:30:00Z')).toEqual([['2026-03-28T23:00:00.000Z', '2026-03-29T05:00:00.000Z']]);
    expect(frames({ ...six, size: { ms: 3_600_000 }, zone: 'Asia/Kolkata' }, '2026-03-01T09:00:00Z')).toEqual([['2026-03-01T08:30:00.000Z', '2026-03-01T09:30:00.000Z']]);
  });
});

describe('hopping', () => {
  test('a row is in each window that covers it', () => {
    const shape = { type: 'hopping', size: { ms: 180_000 }, hop: { ms: 60_000 }, zone: 'UTC' } as const;
    const ran = run([source('s'), windowed(shape)], [event('s', 'a', 0, { card: 'c' }), event('s', 'b', 119.999, { card: 'c' })]);
    expect(rowsOf(ran, 'w', 'start', 'n')).toEqual([[second(-120), 1], [second(-60), 2], [second(0), 2], [second(60), 1]]);
  });

  test('days of the calendar', () => {
    const shape = { type: 'hopping', size: { unit: 'day', count: 2 }, hop: { unit: 'day', count: 1 }, zone: 'Europe/Berlin' } as const;
    expect(frames(shape, '2026-03-29T12:00:00Z')).toEqual([
      ['2026-03-28T23:00:00.000Z', '2026-03-30T22:00:00.000Z'], ['2026-03-27T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ]);
  });
});

test('a session goes on while the next row comes no later than the gap', () => {
  const arrivals = [event('s', 'a', 0, { card: 'c' }), event('s', 'b', 10, { card: 'c' }), event('s', 'c', 20.001, { card: 'c' }), event('s', 'd', 5, { card: 'b' })];
  const ran = run([source('s'), windowed({ type: 'session', gap: 10_000 })], arrivals);
  expect(rowsOf(ran, 'w', 'card', 'n', 'start', 'end')).toEqual([
    ['b', 1, second(5), second(15.001)], ['c', 2, second(0), second(20.001)], ['c', 1, second(20.001), second(30.002)],
  ]);
  expect(timesOf(ran, 'w')).toEqual([15, 20, 30.001]);
});

test('aggregates of a window that has rows, but none that count', () => {
  const never = { kind: 'constant', type: 'boolean', value: false } as const;
  const of = { of: 'amount', where: never };
  const ran = run([source('s'), windowed({ type: 'tumbling', size: { ms: 60_000 }, zone: 'UTC' }, [
    { ...count, where: never }, { ...of, into: number('sum'), fn: 'sum' }, { ...of, into: number('last'), fn: 'last' }, { ...of, into: number('distinct'), fn: 'distinct' },
  ])], [event('s', 'a', 0, { card: 'c', amount: 1 })]);
  expect(rowsOf(ran, 'w', 'n', 'sum', 'last', 'distinct')).toEqual([[0, null, null, 0]]);
});
