import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What must not cost an event or double an alert: real processes, killed, starved and lied to. `--kills N` says how often
 * the server is killed under load (10), `--seed N` which moments those are.
 */

const home = fileURLToPath(new URL('../..', import.meta.url));
const given = process.argv.slice(2);
const options = { kills: '10', seed: String(Date.now() % 100_000) };
for (let at = 0; at < given.length; at += 2) {
  const name = given[at]?.replace(/^--/, '') ?? '';
  if (!Object.hasOwn(options, name) || !/^\d+$/.test(given[at + 1] ?? '')) {
    process.stderr.write('npm run faults -- [--kills N] [--seed N]\n');
    process.exit(2);
  }
  options[name] = given[at + 1];
}
process.stdout.write(`Kills: ${options.kills}, seed: ${options.seed}\n`);
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const args = [vitest, 'run', '--config', 'test/faults/vitest.config.ts', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/faults.json'];
const env = { ...process.env, RULELOOM_KILLS: options.kills, RULELOOM_SEED: options.seed };
// The brokers that are killed are those of the tests with real servers, which install what is missing.
for (const part of [args, ['test/services/run.mjs', 'brokers']]) {
  const child = spawn(process.execPath, part, { cwd: home, stdio: 'inherit', env });
  const [code] = await once(child, 'exit');
  process.exitCode ||= code ?? 1;
}
