import { describe, expect, test } from 'vitest';
import { longer } from '../../test/support/runs.ts';
import type { Zone } from './zones.ts';
import {
  addDays, dayOf, localParts, offsetAt, startOfDay, startOfDayAfter, startOfWeek, zoneNamed, zoneNames, zonesVersion,
} from './zones.ts';

const day = 86_400_000;
const hour = 3_600_000;

function named(name: string): Zone {
  const zone = zoneNamed(name);
  if (zone === undefined) throw new Error(name);
  return zone;
}

const at = (text: string): number => Date.parse(text);

/** Where this Node carries another edition of the zones, only what has not changed for decades is compared. */
const names =
  process.versions.tz === zonesVersion
    ? zoneNames()
    : ['UTC', 'Asia/Shanghai', 'Asia/Tokyo', 'America/New_York', 'Europe/Berlin', 'Europe/London', 'Australia/Sydney', 'Asia/Kolkata'];

function* moments(seed: number, count: number, from: number, to: number): Generator<number> {
  let state = seed;
  for (let index = 0; index < count; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield from + Math.floor((state / 2 ** 32) * (to - from));
  }
}

describe('against the platform', () => {
  test('local time at random moments, in every zone', () => {
    const wrong: object[] = [];
    for (const [index, name] of names.entries()) {
      const zone = named(name);
      const format = new Intl.DateTimeFormat('en-GB', {
        timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
        hour: 'numeric', minute: 'numeric', second: 'numeric', weekday: 'short',
      });
      const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
      const soon = moments(index, 150 * longer, 0, at('2100-01-01T00:00:00Z'));
      const later = moments(index, 50 * longer, at('2100-01-01T00:00:00Z'), at('2600-01-01T00:00:00Z'));
      for (const ms of [...soon, ...later]) {
        const said = format.format(ms);
        const [date, month, year, h, m, s] = (said.match(/\d+/g) ?? []).map(Number);
        const expected = { year, month, day: date, hour: h, minute: m, second: s, weekday: weekdays.indexOf(said.slice(0, 3)) + 1 };
        if (JSON.stringify(localParts(zone, ms)) !== JSON.stringify(expected)) wrong.push({ name, ms, expected });
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the second around every change, in every zone', () => {
    const wrong: object[] = [];
    for (const name of names) {
      const zone = named(name);
      const format = new Intl.DateTimeFormat('en-GB', { timeZone: name, hourCycle: 'h23', hour: 'numeric', minute: 'numeric', second: 'numeric' });
      for (const start of zone.starts.filter((each) => each > 0 && each < at('2060-01-01T00:00:00Z'))) {
        for (const ms of [start - 1000, start]) {
          const parts = localParts(zone, ms);
          const shown = [parts.hour, parts.minute, parts.second].map((part) => String(part).padStart(2, '0')).join(':');
          if (shown !== format.format(ms)) wrong.push({ name, ms, shown });
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('names are exact: links are known, others not', () => {
  expect(zoneNamed('UTC')).toBeDefined();
  expect(zoneNamed('PRC')).toBeDefined();
  expect(zoneNamed('Asia/Calcutta')).toBeDefined();
  for (const name of ['Asia/Beijing', 'asia/shanghai', '', '__proto__', 'constructor', 'GMT+8']) expect(zoneNamed(name)).toBeUndefined();
  expect(zoneNames().length).toBeGreaterThan(500);
});

test('before 1970 the first known offset holds, and dates are right in the far past and future', () => {
  const shanghai = named('Asia/Shanghai');
  expect(offsetAt(shanghai, at('1900-01-01T00:00:00Z'))).toBe(8 * hour);
  expect(localParts(shanghai, at('0001-01-01T00:00:00Z'))).toMatchObject({ year: 1, month: 1, day: 1, hour: 8, weekday: 1 });
  for (const text of ['2400-02-29T12:00:00Z', '2481-07-01T12:00:00Z', '2999-12-31T23:59:59Z', '9999-12-31T23:59:59Z']) {
    const date = new Date(text);
    expect(localParts(named('UTC'), date.getTime())).toEqual({
      year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(),
      minute: date.getUTCMinutes(), second: date.getUTCSeconds(), weekday: ((date.getUTCDay() + 6) % 7) + 1,
    });
  }
  expect(offsetAt(named('Europe/Berlin'), at('9998-07-01T12:00:00Z'))).toBe(2 * hour);
  expect(offsetAt(named('Europe/Berlin'), at('9998-01-01T12:00:00Z'))).toBe(hour);
});

test('a day has 23, 24 or 25 hours', () => {
  const berlin = named('Europe/Berlin');
  const lengthOf = (text: string) => (startOfDayAfter(berlin, at(text), 1) - startOfDay(berlin, at(text))) / hour;
  expect(lengthOf('2026-03-29T12:00:00Z')).toBe(23);
  expect(lengthOf('2026-03-30T12:00:00Z')).toBe(24);
  expect(lengthOf('2026-10-25T12:00:00Z')).toBe(25);
});

test('a week starts on Monday', () => {
  const shanghai = named('Asia/Shanghai');
  expect(startOfWeek(shanghai, at('2026-03-01T15:00:00Z'))).toBe(at('2026-02-22T16:00:00Z'));
  expect(startOfWeek(shanghai, at('2026-03-01T16:00:00Z'))).toBe(at('2026-03-01T16:00:00Z'));
});

test('days are added on the calendar, over changes of the clocks', () => {
  const berlin = named('Europe/Berlin');
  expect(addDays(berlin, at('2026-03-28T11:00:00Z'), 1)).toBe(at('2026-03-29T10:00:00Z'));
  expect(addDays(berlin, at('2026-03-28T01:30:00Z'), 1)).toBe(at('2026-03-29T01:00:00Z'));
  expect(addDays(berlin, at('2026-10-24T00:30:00Z'), 1)).toBe(at('2026-10-25T00:30:00Z'));
  expect(addDays(berlin, at('2026-03-30T10:00:00Z'), -2)).toBe(at('2026-03-28T11:00:00Z'));
});

test('where midnight is skipped, the day starts after it; a day skipped whole has no length', () => {
  const beirut = named('Asia/Beirut');
  expect(startOfDay(beirut, at('2026-03-29T12:00:00Z'))).toBe(at('2026-03-28T22:00:00Z'));
  expect(localParts(beirut, at('2026-03-28T22:00:00Z'))).toMatchObject({ day: 29, hour: 1 });
  const apia = named('Pacific/Apia');
  expect(startOfDayAfter(apia, at('2011-12-30T08:00:00Z'), 1)).toBe(at('2011-12-30T10:00:00Z'));
  expect(startOfDayAfter(apia, at('2011-12-30T08:00:00Z'), 2)).toBe(at('2011-12-30T10:00:00Z'));
});

test('days cut time into stretches that touch and never overlap, in every zone', () => {
  const wrong: object[] = [];
  for (const [index, name] of zoneNames().entries()) {
    const zone = named(name);
    const near = [...zone.starts].filter((each) => each > 0 && each < at('2050-01-01T00:00:00Z'));
    const random = [...moments(index, 20 * longer, at('1960-01-01T00:00:00Z'), at('2700-01-01T00:00:00Z'))];
    for (const ms of [...random, ...near.flatMap((each) => [each - hour / 2, each, each + hour / 2])]) {
      const start = startOfDay(zone, ms);
      const next = startOfDayAfter(zone, ms, 1);
      const fits =
        start <= ms && ms < next && dayOf(zone, start) === dayOf(zone, ms) && startOfDay(zone, next - 1) === start &&
        next - start <= 2 * day && startOfWeek(zone, ms) <= start;
      if (!fits) wrong.push({ name, ms, start, next });
    }
  }
  expect(wrong).toEqual([]);
});
