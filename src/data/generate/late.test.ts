import { expect, test } from 'vitest';
import { rowAt } from '../sheet.ts';
import { generate, generateBatches, inOrder } from './generate.ts';
import type { GeneratedEvent, Options } from './generate.ts';
import { delayed } from './late.ts';
import type { Lateness } from './late.ts';
import { presetNamed } from './presets.ts';

const account = presetNamed('account');
const options: Options = { events: 10_000, seed: 1 };

function arriving(lateness: Lateness): GeneratedEvent[] {
  const events: GeneratedEvent[] = [];
  if (account === undefined) return events;
  for (const batch of delayed(account.streams, generateBatches(account, options), lateness)) {
    for (const { stream, at } of inOrder(batch)) {
      const sheet = batch.sheets[stream];
      if (sheet !== undefined) events.push({ stream: account.streams[stream]?.id ?? '', row: rowAt(sheet, at) });
    }
  }
  return events;
}

const inTime = account === undefined ? [] : [...generate(account, options)];
const sorted = (events: readonly GeneratedEvent[]) => events.map((event) => JSON.stringify(event)).sort();

test('no event is lost, none is made up, and about so many come late', () => {
  const events = arriving({ share: 0.05, delay: 120_000, seed: 1 });
  expect(sorted(events)).toEqual(sorted(inTime));
  let newest = 0;
  let late = 0;
  for (const { row } of events) {
    if (Number(row.time) < newest) late += 1;
    newest = Math.max(newest, Number(row.time));
  }
  expect(late).toBeGreaterThan(150);
  expect(late).toBeLessThan(520);
});

test('no event is held up longer than ten times the delay, as long as others come', () => {
  let newest = 0;
  const waits = arriving({ share: 0.5, delay: 60_000, seed: 2 }).slice(0, -50).map(({ row }) => {
    newest = Math.max(newest, Number(row.time));
    return newest - Number(row.time);
  });
  expect(Math.max(...waits)).toBeLessThanOrEqual(600_001);
});

test('without delay the order stays as it is', () => {
  expect(arriving({ share: 0, delay: 60_000, seed: 1 })).toEqual(inTime);
});
