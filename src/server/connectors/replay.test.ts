import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../clock-testing.ts';
import { replay } from './replay.ts';
import { connectionsOf, sourceOf, tried } from './testing.ts';
import type { Trial, TrialOptions } from './testing.ts';

const source = sourceOf([{ name: 'at', type: 'time' }, { name: 'seen', type: 'time' }, { name: 'amount', from: 'sum', type: 'number' }, { name: 'who', type: 'text' }], { time: 'at' });
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ruleloom-replay-'));
  await writeFile(join(folder, 'rows.csv'), ['at,seen,sum,who', '2026-03-01 10:00:00,2026-03-01 09:59:00,1.5,Ada', '2026-03-01 10:00:30,,x,Bo', '2026-03-01 10:00:10,,3,"Cy, ""C"""', '2026-03-01 10:01:00,,4,', ''].join('\n'));
  await writeFile(join(folder, 'rows.ndjson'), '{"at":"2026-03-01T10:00:00Z","sum":1}\n{oh no\n{"at":"2026-03-01T10:00:01Z","sum":"2"}\n');
  const many = Array.from({ length: 9000 }, (_, nth) => `{"at":${Date.UTC(2026, 2, 1) + nth},"sum":${nth}}`);
  await writeFile(join(folder, 'many.json'), `[${many.join(',\n')}]`);
});
afterAll(() => rm(folder, { recursive: true }));

const play = (settings: object, more: TrialOptions = {}): Trial =>
  tried(replay, settings, { source, connections: connectionsOf({ archive: { type: 'files', folder } }), ...more });

test('plays a file at the pace of its own times, faster if asked to, and ends', async () => {
  const clock = testClock(1_000_000);
  const trial = play({ path: 'rows.csv', speed: 2 }, { clock });
  const counts: number[] = [];
  for (let step = 0; step < 4; step += 1) {
    await clock.pass(step === 0 ? 0 : 10_000);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await clock.pass(0);
    counts.push(trial.lines().length);
  }
  expect(counts).toEqual([1, 1, 3, 4]);
  await trial.done;
  expect(trial.lines().map((line) => JSON.parse(line) as unknown)).toEqual([
    { at: '2026-03-01T10:00:00.000Z', seen: '2026-03-01T09:59:00.000Z', sum: 1.5, who: 'Ada' },
    { at: '2026-03-01T10:00:30.000Z', seen: null, sum: 'x', who: 'Bo' },
    { at: '2026-03-01T10:00:10.000Z', seen: null, sum: 3, who: 'Cy, "C"' },
    { at: '2026-03-01T10:01:00.000Z', seen: null, sum: 4, who: null },
  ]);
  expect(trial.rejected()).toEqual(['amount is not a number: “x”']);
});

test('as fast as can be, and on from any place', async () => {
  const whole = play({ path: 'many.json', pace: 'fast' });
  await whole.done;
  expect(whole.rows()).toHaveLength(9000);
  const rest = play({ path: 'many.json', pace: 'fast' }, { position: whole.deliveries[3]?.position });
  await rest.done;
  expect(rest.lines()).toEqual(whole.lines().slice(4000));
  const lines = play({ path: 'rows.ndjson', pace: 'fast' });
  await lines.done;
  expect(lines.rejected()).toEqual(['This is not JSON', 'amount is not a number: “2”']);
});

test('moves the times to now, each as far as the others', async () => {
  const now = Date.UTC(2026, 8, 1);
  const clock = testClock(now);
  const trial = play({ path: 'rows.csv', times: 'now', speed: 10 }, { clock });
  while (trial.lines().length < 4) {
    await clock.pass(1000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const moved = trial.rows().map((row) => row as { at: string; seen: string | null });
  expect(moved.map(({ at }) => at)).toEqual([0, 3000, 1000, 6000].map((after) => new Date(now + after).toISOString()));
  expect(moved[0]?.seen).toBe(new Date(now - 60_000).toISOString());
});

test('plays the sample of its source where no file is named, and says where there is none', async () => {
  const rows = [{ at: '2026-03-01T10:00:00Z', amount: 1, who: 'Ada' }];
  const trial = play({ pace: 'fast' }, { sample: { config: { type: 'rows', rows }, folder } });
  await trial.done;
  expect(trial.rows()).toEqual([{ at: '2026-03-01T10:00:00.000Z', seen: null, sum: 1, who: 'Ada' }]);
  const file = play({ pace: 'fast' }, { sample: { config: { type: 'file', path: 'rows.csv' }, folder } });
  await file.done;
  expect(file.lines()).toHaveLength(4);
  await expect(play({ pace: 'fast' }).done).rejects.toThrow('no sample');
  await expect(play({ path: '../rows.csv' }).done).rejects.toThrow('does not lie in');
  expect(replay.settings.safeParse({ pace: 'fast', times: 'now' }).success).toBe(false);
});
