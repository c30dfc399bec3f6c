#!/usr/bin/env node
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Starts the `ruleloom` command, after building it where its sources have changed. */

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Ruleloom needs Node 20.19 or later; this is Node ${process.versions.node}.\n`);
  process.exit(2);
}

// A reader that has seen enough (`ruleloom … | head`) is no failure.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');

try {
  const { built } = await import('./build.mjs');
  const folder = await built('cli', () => {
    if (process.stderr.isTTY) process.stderr.write(chinese ? '正在准备命令…\n' : 'Preparing the command…\n');
  });
  const { main } = await import(pathToFileURL(join(folder, 'main.js')).href);
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    cwd: process.cwd(),
    lang: chinese ? 'zh' : 'en',
    interactive: process.stderr.isTTY === true,
  });
} catch (error) {
  const words = error instanceof Error ? (process.env.RULELOOM_DEBUG ? error.stack : error.message) : String(error);
  process.stderr.write(`ruleloom: ${words}\n`);
  process.exitCode = 70;
}
