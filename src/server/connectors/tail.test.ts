import { appendFile, copyFile, mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tail } from './tail.ts';
import { connectionsOf, sourceOf, tried } from './testing.ts';
import type { Trial, TrialOptions } from './testing.ts';

const source = sourceOf([{ name: 'id', type: 'number' }]);
const running: Trial[] = [];
let folder = '';
let log = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ruleloom-tail-'));
  log = join(folder, 'app.log');
});
afterEach(async () => {
  for (const trial of running.splice(0)) await trial.stop();
  await rm(folder, { recursive: true });
});

function follow(more: TrialOptions = {}, settings: object = {}): Trial {
  const trial = tried(tail, { path: 'app.log', ...settings }, { source, connections: connectionsOf({ logs: { type: 'files', folder } }), ...more });
  running.push(trial);
  return trial;
}

const lines = (from: number, to: number): string => Array.from({ length: to - from }, (_, at) => `{"id":${from + at}}\n`).join('');
const ids = (from: number, to: number): readonly unknown[] => Array.from({ length: to - from }, (_, at) => ({ id: from + at }));

test('waits for the file and for the ends of lines, and goes on where it was', async () => {
  const first = follow();
  await writeFile(log, '{"id":1}\r\n{"id":2}\n\n{"i');
  await first.came(2);
  await appendFile(log, 'd":3}\n');
  await first.came(3);
  await first.stop();
  expect(first.rows()).toEqual(ids(1, 4));
  await appendFile(log, lines(4, 2500));
  const second = follow({ position: first.position() });
  await second.came(2496);
  expect(second.rows()).toEqual(ids(4, 2500));
  expect(second.deliveries).toHaveLength(3);
});

test('finishes a file that is moved away, with what is still written to it, before it begins the new one', async () => {
  await writeFile(log, lines(1, 3));
  const trial = follow();
  await trial.came(2);
  await rename(log, `${log}.1`);
  await writeFile(log, lines(5, 7));
  await appendFile(`${log}.1`, `${lines(3, 4)}{"id":4}`);
  await trial.came(6);
  expect(trial.rows()).toEqual(ids(1, 7));
});

test('finds a file that was moved away while nobody looked', async () => {
  await writeFile(log, lines(1, 3));
  const first = follow();
  await first.came(2);
  await first.stop();
  await appendFile(log, lines(3, 5));
  await rename(log, join(folder, 'app-2026-10-01.log'));
  await writeFile(log, lines(5, 6));
  const second = follow({ position: first.position() });
  await second.came(3);
  expect(second.rows()).toEqual(ids(3, 6));
});

test('begins anew in a file that was emptied, even where it has grown past the place since', async () => {
  await writeFile(log, lines(1, 4));
  const trial = follow();
  await trial.came(3);
  await copyFile(log, `${log}.1`);
  await truncate(log, 0);
  await appendFile(log, lines(4, 20));
  await trial.came(19);
  expect(trial.rows()).toEqual(ids(1, 20));
});

test('begins at the end where it is asked to, at the very first only', async () => {
  await writeFile(log, lines(1, 4));
  const trial = follow({}, { from: 'end' });
  while (trial.health.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await appendFile(log, lines(4, 6));
  await trial.came(2);
  expect(trial.rows()).toEqual(ids(4, 6));
});

test('takes the parts of text lines as the fields’ types say; what does not fit is rejected with its text', async () => {
  const requests = sourceOf([{ name: 'time', type: 'time' }, { name: 'method', type: 'text' }, { name: 'code', from: 'status', type: 'number' }], { time: 'time' });
  const pattern = '\\[(?<time>[^\\]]+)\\] "(?<method>\\S+) [^"]*" (?<status>\\S+)';
  const text = ['1.2.3.4 - - [10/Oct/2026:13:55:36 +0200] "GET /a HTTP/1.1" 200', 'starting', '- [2026-10-10T12:00:00Z] "PUT /" 5xx', ''].join('\n');
  await writeFile(log, text);
  const trial = follow({ source: requests }, { lines: 'pattern', pattern });
  await trial.came(3);
  expect(trial.rows()).toEqual([{ time: '2026-10-10T11:55:36.000Z', method: 'GET', status: 200 }, 'starting', { time: '2026-10-10T12:00:00.000Z', method: 'PUT', status: '5xx' }]);
  expect(trial.rejected()).toEqual(['The row is not a JSON object', 'code is not a number: “5xx”']);
  const skipping = follow({ source: requests }, { lines: 'pattern', pattern, others: 'skip' });
  await skipping.came(2);
  expect(skipping.lines()).toHaveLength(2);
});

test('stays in its folder, whatever the path says and wherever links lead', async () => {
  await symlink('/etc/hostname', join(folder, 'out.log'));
  for (const path of ['out.log', '../x', '/etc/hostname', 'a/../../x']) await expect(follow({}, { path }).done).rejects.toThrow('does not lie in the folder');
  await expect(follow({}, { path: '.' }).done).rejects.toThrow(/folder|file/);
});

test('says what is wrong with its settings', () => {
  for (const settings of [{ path: 'a', lines: 'pattern' }, { path: 'a', pattern: '(?<a>b)' }, { path: 'a', lines: 'pattern', pattern: '(a)' }, { path: 'a', from: 'middle' }]) {
    expect(tail.settings.safeParse(settings).success).toBe(false);
  }
});
