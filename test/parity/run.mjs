import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Installs DuckDB where that has not been done, and runs the tests that ask it and the engine the same. */

const here = fileURLToPath(new URL('.', import.meta.url));
const home = fileURLToPath(new URL('../..', import.meta.url));
const lock = readFileSync(`${here}package-lock.json`, 'utf8');
const installed = `${here}node_modules/.installed-lock.json`;

const run = (command, args, cwd) => {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
};

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  run('npm', ['ci', '--no-audit', '--no-fund'], here);
  writeFileSync(installed, lock);
}
run(process.execPath, [`${home}node_modules/vitest/vitest.mjs`, 'run', '--config', `${here}vitest.config.ts`, '--reporter=default', '--reporter=json', '--outputFile.json=test-results/parity.json', ...process.argv.slice(2)], home);
