import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findChromium, installChromium } from './chromium.mjs';

/** Builds and serves the app the way a person does, and tests it in the system's browser. Arguments go to Playwright. */

const home = fileURLToPath(new URL('../..', import.meta.url));

async function main() {
  const chromium = findChromium() ?? installChromium();
  if (chromium === undefined) {
    process.stderr.write('The browser tests need Chromium or Chrome: install it, or say where it is in CHROME_PATH.\n');
    return 1;
  }
  const server = spawn(process.execPath, [join(home, 'src/cli/bin.mjs'), 'start', '--port', '0', '--lang', 'en'], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await addressOf(server);
    return await playwright({ CHROME_PATH: chromium, APP_ADDRESS: address });
  } finally {
    server.kill();
  }
}

async function addressOf(server) {
  const lines = createInterface({ input: server.stdout });
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`The app did not start: it ended with ${code}.`);
  });
  ended.catch(() => {});
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  const address = /http:\/\/\S+/.exec(line)?.[0];
  if (address === undefined) throw new Error(`The app did not say where it is, but: ${line}`);
  return address;
}

async function playwright(settings) {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  const args = [cli, 'test', '--config', join(home, 'test/browser/playwright.config.ts'), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: home, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...settings } });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

process.exitCode = await main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
