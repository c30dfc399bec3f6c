import { describe, expect, test } from 'vitest';
import { fitsContract } from '../contract.ts';
import { hasRole } from '../field.ts';
import type { Value } from '../field.ts';
import { hash32 } from '../random.ts';
import { zoneNamed, localParts } from '../zones.ts';
import { generate, generateBatches } from './generate.ts';
import type { GeneratedEvent, Options } from './generate.ts';
import { presetNamed, presets } from './presets.ts';
import type { Preset } from './preset.ts';

const some = (preset: Preset, options: Partial<Options> = {}): GeneratedEvent[] => [
  ...generate(preset, { events: 10_000, seed: 1, ...options }),
];

function named(id: string): Preset {
  const preset = presetNamed(id);
  if (preset === undefined) throw new Error(id);
  return preset;
}

function grouped(events: readonly GeneratedEvent[], field: string): Map<Value, GeneratedEvent[]> {
  const groups = new Map<Value, GeneratedEvent[]>();
  for (const event of events) {
    const value = event.row[field] ?? null;
    groups.set(value, [...(groups.get(value) ?? []), event]);
  }
  return groups;
}

const digest = (events: readonly GeneratedEvent[]): string => {
  let hash = 0;
  for (const event of events) hash = hash32(JSON.stringify(event), hash);
  return (hash >>> 0).toString(16);
};

test('the first ten thousand events of each preset are frozen', () => {
  expect(Object.fromEntries(presets.map((preset) => [preset.id, digest(some(preset))]))).toMatchInlineSnapshot(`
    {
      "account": "5a8698b1",
      "applications": "1fba2713",
      "consumers": "95399bcd",
      "devices": "8e1a497d",
      "payments": "88adb57e",
      "purchases": "f5024b6c",
      "risk": "ff6c16b5",
      "shop": "4d273ffb",
    }
  `);
});

describe.each(presets.map((preset) => [preset.id, preset] as const))('%s', (_, preset) => {
  const events = some(preset);

  test('every row keeps its contract', () => {
    const wrong = events.flatMap(({ stream, row }) => {
      const fields = preset.streams.find((each) => each.id === stream)?.fields ?? [];
      return fitsContract(row, fields).map((rejection) => ({ row, ...rejection }));
    });
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  test('contracts name their time and id, and say their words in both languages', () => {
    for (const { id, fields, time, key, event, title } of preset.streams) {
      expect(id).toMatch(/^[a-z][a-z0-9_-]*$/);
      expect(fields.filter((field) => hasRole(field, 'time')).map((field) => field.name)).toEqual([time]);
      expect(fields.filter((field) => hasRole(field, 'id')).map((field) => field.name)).toEqual([key]);
      for (const text of [event.one, title, ...fields.map((field) => field.label)]) {
        expect(text).toMatchObject({ en: expect.stringMatching(/./), zh: expect.stringMatching(/[\u4e00-\u9fff]/) });
      }
      expect(event.measure).toBeTruthy();
    }
  });

  test('events come in time order from the start on, with ids of their own', () => {
    const times = events.map(({ stream, row }) => row[preset.streams.find((each) => each.id === stream)?.time ?? '']);
    expect(times).toEqual([...times].sort((a, b) => Number(a) - Number(b)));
    expect(Number(times[0])).toBeGreaterThanOrEqual(Date.UTC(2026, 2, 1));
    const ids = events.map(({ stream, row }) => `${stream} ${String(row[preset.streams.find((each) => each.id === stream)?.key ?? ''])}`);
    expect(new Set(ids).size).toBe(events.length);
  });

  test('another seed gives other events, a longer run begins like a shorter one', () => {
    expect(digest(some(preset, { seed: 2 }))).not.toBe(digest(events));
    expect(some(preset, { events: 5000 })).toEqual(events.slice(0, 5000));
  });

  test('one stream alone is the stream within all of them', () => {
    for (const { id } of preset.streams) {
      const own = events.filter((event) => event.stream === id);
      expect(own.length).toBeGreaterThan(0);
      expect(some(preset, { stream: id, events: own.length })).toEqual(own);
    }
  });

  test('labels mark some events, and not most', () => {
    for (const { id, fields } of preset.streams) {
      for (const field of fields.filter((each) => hasRole(each, 'label'))) {
        const own = events.filter((event) => event.stream === id);
        const marked = own.filter(({ row }) => row[field.name] === field.positive);
        expect(marked.length / own.length).toBeGreaterThan(0.002);
        expect(marked.length / own.length).toBeLessThan(0.3);
      }
    }
  });

  test('batches use the same few buffers from first to last', () => {
    const buffers = new Set<unknown>();
    let count = 0;
    for (const batch of generateBatches(preset, { events: 50_000, seed: 1 })) {
      count += batch.length;
      buffers.add(batch.order);
      for (const sheet of batch.sheets) for (const column of sheet.columns) buffers.add(column.values).add(column.texts);
    }
    expect(count).toBe(50_000);
    const columns = preset.streams.reduce((sum, stream) => sum + stream.fields.length, 0);
    expect(buffers.size).toBeLessThanOrEqual(1 + 2 * columns);
  });
});

test('start and number of consumers are as asked for', () => {
  const events = some(named('payments'), { start: Date.UTC(2030, 0, 1), consumers: 50, events: 2000 });
  expect(new Set(events.map(({ row }) => row.card)).size).toBeLessThanOrEqual(50);
  expect(Number(events[0]?.row.time)).toBeGreaterThanOrEqual(Date.UTC(2030, 0, 1));
});

test('payments have days and nights', () => {
  const berlin = zoneNamed('Europe/Berlin');
  if (berlin === undefined) throw new Error('no zone');
  const hours = some(named('payments'))
    .filter(({ row }) => row.home_country === 'DE')
    .map(({ row }) => localParts(berlin, Number(row.time)).hour);
  const share = (from: number, to: number) => hours.filter((hour) => hour >= from && hour < to).length / hours.length;
  expect(share(11, 15)).toBeGreaterThan(4 * share(1, 5));
});

test('card testing: small online payments of one card and one strange device, seconds apart, then a large one', () => {
  const frauds = some(named('payments'), { events: 20_000 }).filter(({ row }) => row.is_fraud === true && row.channel === 'online');
  const byDevice = grouped(frauds, 'device');
  expect(byDevice.size).toBeGreaterThan(5);
  for (const burst of byDevice.values()) {
    const amounts = burst.map(({ row }) => Number(row.amount));
    if (burst.length < 8) continue;
    expect(new Set(burst.map(({ row }) => row.card)).size).toBe(1);
    expect(amounts.slice(0, 5).every((amount) => amount < 3.01)).toBe(true);
    expect(Math.max(...amounts)).toBeGreaterThan(300);
  }
});

const minute = 60_000;
const timeOf = ({ row }: GeneratedEvent): number => Number(row.time);

test('account takeover: new password, then a login on a strange device, then a large transfer, mostly within ten minutes', () => {
  const events = some(named('account'), { events: 20_000 });
  const first = [...grouped(events.filter(({ row }) => row.is_takeover === true), 'device').values()].map((each) => each[0]);
  const fast = first.filter((transfer) => {
    if (transfer === undefined) return false;
    const before = events.filter(
      (each) => each.row.customer === transfer.row.customer && timeOf(each) < timeOf(transfer) && timeOf(each) >= timeOf(transfer) - 10 * minute,
    );
    const changed = before.findIndex(({ stream, row }) => stream === 'changes' && row.item === 'password');
    const entered = before.findIndex(({ stream, row }) => stream === 'logins' && row.device === transfer.row.device && row.new_device === true);
    return changed >= 0 && entered > changed && Number(transfer.row.amount) >= 1000;
  });
  expect(first.length).toBeGreaterThan(15);
  expect(fast.length / first.length).toBeGreaterThan(0.7);
  expect(fast.length).toBeLessThan(first.length);
});

test('promotion abuse: many new customers with one coupon, on one device or at one address', () => {
  const abuse = some(named('purchases')).filter(({ row }) => row.is_abuse === true);
  const rings = [...grouped(abuse, 'device').values(), ...grouped(abuse, 'address').values()].filter((each) => each.length >= 6);
  expect(rings.length).toBeGreaterThan(5);
  for (const ring of rings) {
    expect(new Set(ring.map(({ row }) => row.customer)).size).toBe(ring.length);
    expect(new Set(ring.map(({ row }) => row.coupon))).toEqual(new Set(['WELCOME30']));
  }
});

test('device drift: a device that fails was warmer than it usually is', () => {
  const warmth = [...grouped(some(named('devices')), 'device').values()].flatMap((readings) => {
    const degrees = (fault: boolean) =>
      readings.filter(({ row }) => row.is_fault === fault && row.temperature !== null).map(({ row }) => Number(row.temperature));
    const [usual, drifted] = [degrees(false), degrees(true)];
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return drifted.length < 5 ? [] : [mean(drifted) - mean(usual)];
  });
  expect(warmth.length).toBeGreaterThan(5);
  expect(Math.min(...warmth)).toBeGreaterThan(4);
});

test('carts: some are bought within the hour, some later, most never', () => {
  const events = some(named('shop'), { events: 20_000 });
  const hour = 60 * minute;
  const end = Math.max(...events.map(timeOf));
  const bought = grouped(events.filter(({ stream }) => stream === 'purchases'), 'customer');
  const waits = events
    .filter((event) => event.stream === 'carts' && timeOf(event) < end - 36 * hour)
    .map((cart) => {
      const purchases = bought.get(cart.row.customer ?? null) ?? [];
      return (purchases.map(timeOf).find((time) => time > timeOf(cart)) ?? Infinity) - timeOf(cart);
    });
  const share = (fits: (wait: number) => boolean) => waits.filter(fits).length / waits.length;
  expect(share((wait) => wait < hour)).toBeGreaterThan(0.2);
  expect(share((wait) => wait >= hour && wait < 36 * hour)).toBeGreaterThan(0.02);
  expect(share((wait) => wait >= hour)).toBeGreaterThan(0.4);
});

test('of ten consumers, few values are above eight', () => {
  const values = some(named('consumers')).map(({ row }) => row.value);
  expect(values.filter((value) => value === null).length).toBeGreaterThan(0);
  expect(values.filter((value) => Number(value) > 8).length / values.length).toBeLessThan(0.15);
  expect(new Set(values.filter((value) => value !== null)).size).toBe(11);
});

test('credit: those who missed payments fail to pay more often', () => {
  const rows = some(named('applications')).map(({ row }) => row);
  const rate = (list: typeof rows) => list.filter((row) => row.is_default === true).length / list.length;
  const missed = rows.filter((row) => Number(row.missed_payments) >= 2);
  const clean = rows.filter((row) => row.missed_payments === 0);
  expect(rate(missed)).toBeGreaterThan(2 * rate(clean));
});

test('a stream that is not there is an error', () => {
  expect(() => some(named('payments'), { stream: 'other' })).toThrow('no stream other');
});
