import { expect, test } from 'vitest';
import { generate } from '../../data/generate/generate.ts';
import { presetNamed } from '../../data/generate/presets.ts';
import { parseTime } from '../../data/time.ts';
import { testClock } from '../clock-testing.ts';
import { generator } from './generator.ts';
import { sourceOf, tried } from './testing.ts';

const start = Date.UTC(2026, 4, 4, 9);
const timeOf = (row: unknown): number => parseTime(String((row as { time: string }).time)) ?? NaN;

test('makes the events of its world at their own times, which are those of the clock', async () => {
  const clock = testClock(start);
  const trial = tried(generator, { preset: 'payments', seed: 3 }, { clock });
  await clock.pass(30 * 60_000);
  const expected = [...generate(presetNamed('payments') ?? never(), { events: trial.lines().length, seed: 3, start })];
  expect(trial.lines().length).toBeGreaterThan(20);
  expect(trial.rows()).toEqual(expected.map(({ row }) => expect.objectContaining({ payment_id: row['payment_id'], amount: row['amount'], time: new Date(Number(row['time'])).toISOString() })));
  expect(Math.max(...trial.rows().map(timeOf))).toBeLessThanOrEqual(clock.now());
  expect(trial.rejected()).toEqual([]);
  await trial.stop();
});

test('goes on after the last event that was stored, as if it had never stopped', async () => {
  const clock = testClock(start);
  const whole = tried(generator, { preset: 'payments', rate: 1000 }, { clock });
  await clock.pass(10_000);
  await whole.stop();
  const cut = whole.deliveries[40];
  const later = testClock(start + 10_000);
  const rest = tried(generator, { preset: 'payments', rate: 1000 }, { clock: later, position: cut?.position });
  await later.pass(0);
  await rest.stop();
  const before = whole.deliveries.slice(0, 41).reduce((rows, { body }) => rows + Buffer.from(body).toString().trimEnd().split('\n').length, 0);
  expect(rest.lines().slice(0, 1000)).toEqual(whole.lines().slice(before, before + 1000));
});

test('comes as evenly as it is asked to, in handfuls', async () => {
  const clock = testClock(start);
  const trial = tried(generator, { preset: 'shop', stream: 'carts', rate: 50 }, { clock, source: sourceOf([{ name: 'time', type: 'time' }], { time: 'time' }) });
  await clock.pass(2000);
  expect(trial.rows().map(timeOf)).toEqual(Array.from({ length: 101 }, (_, nth) => start + nth * 20));
  expect(trial.deliveries.length).toBeGreaterThan(15);
  expect(trial.deliveries.length).toBeLessThan(25);
  await trial.stop();
});

test('is as fast as it is asked to be', async () => {
  const clock = testClock(start);
  const trial = tried(generator, { preset: 'payments', speed: 60 }, { clock });
  await clock.pass(60_000);
  const events = [...generate(presetNamed('payments') ?? never(), { events: trial.lines().length + 1, seed: 1, start })];
  const [last, next] = events.slice(-2).map(({ row }) => Number(row['time']));
  expect(last).toBeLessThanOrEqual(start + 3_600_000);
  expect(next).toBeGreaterThan(start + 3_600_000 - 60_000);
  await trial.stop();
});

test('takes a world that has all fields where none is named, and says where there is none', async () => {
  const clock = testClock(start);
  const trial = tried(generator, { rate: 10 }, { clock });
  await clock.pass(1000);
  expect(trial.rows()[0]).toHaveProperty('merchant_group');
  await trial.stop();
  await expect(tried(generator, {}, { source: sourceOf([{ name: 'never heard of', type: 'text' }]) }).done).rejects.toThrow('choose a world');
  expect(generator.settings.safeParse({ rate: 5, speed: 2 }).success).toBe(false);
});

function never(): never {
  throw new Error('no preset');
}
