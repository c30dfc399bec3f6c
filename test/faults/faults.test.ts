import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { randomFrom, uniform } from '../../src/data/random.ts';
import { makeDay } from './day.ts';
import type { Day } from './day.ts';
import { deploy, pause, send, settled, startServer, storedAlerts } from './server.ts';
import type { Delivery, ServerProcess } from './server.ts';

/** Whatever happens to the server, the alerts are those of the simulation of the same events: to the byte, each once. */

const kills = Number(process.env['RULELOOM_KILLS'] ?? 10);
const seed = Number(process.env['RULELOOM_SEED'] ?? 1);

const root = mkdtempSync(join(tmpdir(), 'ruleloom-faults-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let day: Day;
beforeAll(() => {
  day = makeDay(join(root, 'day'), 20_000);
  if (day.alerts.length < 20) throw new Error('A day with so few alerts proves nothing');
});

let folders = 0;
function newFolder(): string {
  folders += 1;
  const folder = join(root, `server-${folders}`);
  mkdirSync(folder);
  return folder;
}

const deliveriesOf = ({ lines }: Day, size: number): readonly Delivery[] =>
  Array.from({ length: Math.ceil(lines.length / size) }, (_, at) => ({ key: `delivery ${at}`, lines: lines.slice(at * size, (at + 1) * size) }));

/** Starts it, and stops it when the test is over, however that ends. */
async function begun(folder: string, preload: readonly string[] = []): Promise<ServerProcess> {
  const server = await startServer(folder, preload);
  onTestFinished(() => server.kill());
  return server;
}

test(`killed ${kills} times under load, with every delivery that was not answered sent again`, async () => {
  const source = randomFrom(seed);
  const random = (): number => uniform(source);
  const folder = newFolder();
  const deliveries = deliveriesOf(day, 40);
  const killAt = new Set(Array.from({ length: kills }, () => Math.floor(random() * deliveries.length)));
  let server = await begun(folder);
  await deploy(server.client, day.document);
  let killed = 0;
  for (const [at, delivery] of deliveries.entries()) {
    if (killAt.has(at)) {
      // While it is busy with this and the ones before.
      const coming = [send(server.client, 'card-fraud', delivery), pause(random() * 30).then(() => server.kill())];
      await Promise.all(coming);
      killed += 1;
      server = await begun(folder);
    }
    while (!(await send(server.client, 'card-fraud', delivery))) await pause(20);
    // Now and then one is sent again though it was answered.
    if (random() < 0.05) expect(await send(server.client, 'card-fraud', delivery)).toBe(true);
  }
  expect(killed).toBe(killAt.size);
  await settled(server.client, 'card-fraud', day.lines.length);
  await server.stop();
  expect(await storedAlerts(folder)).toEqual(day.alerts);
});

test('in another order, as far as the lateness of the source allows', async () => {
  const source = randomFrom(seed + 1);
  const random = (): number => uniform(source);
  const folder = newFolder();
  const server = await begun(folder);
  await deploy(server.client, day.document);
  const timeOf = (line: string): number => Date.parse(String((JSON.parse(line) as { time: string }).time));
  const lateness = 30_000;
  const shuffled = day.lines.map((line) => ({ line, at: timeOf(line) + random() * lateness * 0.99 })).sort((a, b) => a.at - b.at).map(({ line }) => line);
  expect(shuffled).not.toEqual(day.lines);
  for (const delivery of deliveriesOf({ ...day, lines: shuffled }, 500)) expect(await send(server.client, 'card-fraud', delivery)).toBe(true);
  await settled(server.client, 'card-fraud', day.lines.length);
  await server.stop();
  expect(await storedAlerts(folder)).toEqual(day.alerts);
});

test('while another program holds the database now and then', async () => {
  const folder = newFolder();
  const server = await begun(folder);
  await deploy(server.client, day.document);
  const deliveries = deliveriesOf(day, 1000);
  const other = new Database(join(folder, '.ruleloom/ruleloom.sqlite'));
  onTestFinished(() => void other.close());
  for (const [at, delivery] of deliveries.entries()) {
    const holds = at % 7 === 3;
    if (holds) other.exec('begin immediate');
    const sent = send(server.client, 'card-fraud', delivery);
    if (holds) {
      // Longer than the database waits by itself.
      await pause(6500);
      other.exec('rollback');
    }
    expect(await sent).toBe(true);
  }
  await settled(server.client, 'card-fraud', day.lines.length);
  await server.stop();
  expect(await storedAlerts(folder)).toEqual(day.alerts);
});

test('with a clock that jumps to and fro', async () => {
  const folder = newFolder();
  const preload = join(folder, 'clock.mjs');
  writeFileSync(
    preload,
    `const real = Date.now.bind(Date); let by = 0; let n = 0;
     setInterval(() => { n += 1; by = n % 2 === 0 ? -86_400_000 : 3_600_000; }, 300).unref();
     Date.now = () => real() + by;`,
  );
  let server = await begun(folder, [pathToFileURL(preload).href]);
  await deploy(server.client, day.document);
  for (const [at, delivery] of deliveriesOf(day, 500).entries()) {
    if (at === 20) {
      await server.stop();
      server = await begun(folder, [pathToFileURL(preload).href]);
    }
    while (!(await send(server.client, 'card-fraud', delivery))) await pause(50);
  }
  await settled(server.client, 'card-fraud', day.lines.length);
  await server.stop();
  expect(await storedAlerts(folder)).toEqual(day.alerts);
});

const mayMount = ((): boolean => {
  const probe = join(root, 'probe');
  mkdirSync(probe);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.runIf(mayMount)('on a disk that is full: it stops and says so, and goes on when there is room', async () => {
  const folder = newFolder();
  const mount = (size: string): void => void execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder], { stdio: 'ignore' });
  mount('size=6m');
  onTestFinished(() => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' }));
  const server = await begun(folder);
  await deploy(server.client, day.document);
  const deliveries = deliveriesOf(day, 200);
  const fill = statfsSync(folder);
  writeFileSync(join(folder, 'filler'), Buffer.alloc(Math.max(0, fill.bavail * fill.bsize - 2_500_000)));
  let at = 0;
  for (; at < deliveries.length; at += 1) if (!(await send(server.client, 'card-fraud', deliveries[at] ?? { key: '', lines: [] }))) break;
  expect(at).toBeLessThan(deliveries.length);
  const stopped = (await server.client.ask('run', { params: { id: 'card-fraud' } })).value;
  expect([stopped.state, stopped.problem?.en]).toEqual(['failed', expect.stringContaining('disk is full')]);
  execFileSync('mount', ['-o', 'remount,size=400m', folder], { stdio: 'ignore' });
  await server.client.ask('act', { params: { id: 'card-fraud', action: 'start' } });
  for (const delivery of deliveries.slice(at)) while (!(await send(server.client, 'card-fraud', delivery))) await pause(50);
  await settled(server.client, 'card-fraud', day.lines.length);
  await server.stop();
  expect(await storedAlerts(folder)).toEqual(day.alerts);
});
