import { expect, test } from 'vitest';
import { endOf } from './hours.ts';

const at = (text: string): number => Date.parse(text);
const shown = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());
const night = { from: '22:00', to: '07:00', zone: 'Asia/Shanghai' };

test('hours over midnight, by the clocks of the zone', () => {
  expect(shown(endOf(night, at('2026-03-18T14:30:00Z')))).toBe('2026-03-18T23:00:00.000Z');
  expect(shown(endOf(night, at('2026-03-18T22:59:00Z')))).toBe('2026-03-18T23:00:00.000Z');
  expect(endOf(night, at('2026-03-18T23:00:00Z'))).toBeUndefined();
  expect(endOf(night, at('2026-03-18T13:59:59Z'))).toBeUndefined();
});

test('hours within a day, and all day', () => {
  const work = { from: '09:00', to: '18:00', zone: 'UTC' };
  expect(shown(endOf(work, at('2026-03-18T09:00:00Z')))).toBe('2026-03-18T18:00:00.000Z');
  expect(endOf(work, at('2026-03-18T18:00:00Z'))).toBeUndefined();
  expect(shown(endOf({ ...work, from: '00:00', to: '24:00' }, at('2026-03-18T23:59:00Z')))).toBe('2026-03-19T00:00:00.000Z');
});

test('days are those on which the hours begin', () => {
  const friday = { ...night, zone: 'UTC', days: ['fri' as const] };
  expect(shown(endOf(friday, at('2026-03-20T23:00:00Z')))).toBe('2026-03-21T07:00:00.000Z');
  expect(shown(endOf(friday, at('2026-03-21T06:00:00Z')))).toBe('2026-03-21T07:00:00.000Z');
  expect(endOf(friday, at('2026-03-20T06:00:00Z'))).toBeUndefined();
  expect(endOf({ ...friday, days: ['sun' as const] }, at('2026-03-23T06:00:00Z'))).toBe(at('2026-03-23T07:00:00Z'));
});

test('a night in which the clocks change ends when they show its end', () => {
  const berlin = { from: '22:00', to: '07:00', zone: 'Europe/Berlin' };
  expect(shown(endOf(berlin, at('2026-03-28T22:00:00Z')))).toBe('2026-03-29T05:00:00.000Z');
  expect(shown(endOf(berlin, at('2026-10-24T21:00:00Z')))).toBe('2026-10-25T06:00:00.000Z');
});
