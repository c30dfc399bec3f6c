import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { randomFrom, uniform } from '../../src/data/random.ts';
import { makeDay } from './day.ts';
import { bin, home } from './server.ts';

const root = mkdtempSync(join(tmpdir(), 'ruleloom-alone-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const kills = Math.ceil(Number(process.env['RULELOOM_KILLS'] ?? 10) / 3);
const seed = Number(process.env['RULELOOM_SEED'] ?? 1);

test(`ruleloom run, killed ${kills} times: each alert stands once in the file that it prints to`, async () => {
  const day = makeDay(root, 200_000);
  const out = join(root, 'alerts.ndjson');
  writeFileSync(out, '');
  const source = randomFrom(seed);
  const begin = () => {
    const file = openSync(out, 'a');
    const child = spawn(process.execPath, [bin, 'run', join(root, 'day.rules.json'), '--source', `payments=${join(root, 'day.ndjson')}`, '--data', join(root, 'data')], { cwd: home, stdio: ['ignore', file, 'ignore'] });
    closeSync(file);
    return child;
  };
  let killed = 0;
  for (; killed < kills; killed += 1) {
    const child = begin();
    const before = statSync(out).size;
    // While it prints.
    while (child.exitCode === null && statSync(out).size === before) await pause(5);
    await pause(uniform(source) * 100);
    if (child.exitCode !== null) break;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  expect(killed).toBeGreaterThan(0);
  const last = begin();
  await once(last, 'exit');
  expect(readFileSync(out, 'utf8').trim().split('\n')).toEqual(day.alerts);
});
