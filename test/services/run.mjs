import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Missing } from './installing.mjs';
import { kafka } from './kafka.mjs';
import { mosquitto } from './mosquitto.mjs';
import { postgresql } from './postgresql.mjs';

/**
 * Runs the tests that speak to real servers: a PostgreSQL, a Mosquitto and an Apache Kafka of their own, on free ports of
 * this machine, with their data in a folder that goes when they do. Tests may have one stopped, killed and started.
 * `brokers` as the first word: those of `npm run faults` that have brokers killed.
 */

const home = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const cache = join(here, '.cache');
const brokers = process.argv[2] === 'brokers';
const suite = brokers ? { config: join(home, 'test/faults/brokers/vitest.config.ts'), report: 'brokers', given: process.argv.slice(3) } : { config: join(here, 'vitest.config.ts'), report: 'services', given: process.argv.slice(2) };
const folder = mkdtempSync(join(tmpdir(), 'ruleloom-services-'));
// PostgreSQL runs as another user, and must come through.
chmodSync(folder, 0o755);

const servers = new Map();
let vitest;

const control = createServer((request, response) => {
  const [, name = '', act = ''] = request.url?.split('/') ?? [];
  const server = servers.get(name);
  const acts = { start: server?.start, stop: server?.stop, kill: server?.kill };
  const run = acts[act];
  if (request.method !== 'POST' || run === undefined) return response.writeHead(404).end();
  run().then(
    () => response.writeHead(204).end(),
    (error) => response.writeHead(500).end(String(error)),
  );
});

process.on('exit', () => {
  for (const server of servers.values()) server.abandon();
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    vitest?.kill();
    process.exit(1);
  });
}

async function main() {
  const env = {};
  const starting = [];
  for (const set of [postgresql, mosquitto, kafka]) {
    const { server, address } = await set(folder, cache);
    servers.set(server.name, server);
    env[`RULELOOM_TEST_${server.name.toUpperCase()}`] = JSON.stringify(address);
    starting.push(server.start());
  }
  await Promise.all(starting);
  await new Promise((resolve) => control.listen(0, '127.0.0.1', resolve));
  env.RULELOOM_TEST_SERVICES = `http://127.0.0.1:${control.address().port}`;

  const args = ['run', '--config', suite.config, '--reporter=default', '--reporter=json', `--outputFile.json=test-results/${suite.report}.json`, ...suite.given];
  vitest = spawn(process.execPath, [join(home, 'node_modules/vitest/vitest.mjs'), ...args], { cwd: home, stdio: 'inherit', env: { ...process.env, ...env } });
  const status = await new Promise((resolve) => vitest.once('exit', (code) => resolve(code ?? 1)));
  control.closeAllConnections();
  control.close();
  await Promise.all([...servers.values()].map((server) => server.stop()));
  process.exitCode = status;
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Missing ? error.message : error.stack}\n`);
  process.exit(1);
});
