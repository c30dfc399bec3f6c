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
  process.stderr.write(`ruleloom: ${inWords(error)}\n`);
  process.exit(2);
});

// Words that nobody can read any more are no reason to stop.
process.stderr.on('error', () => {});

const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');

const known = {
  ENOSPC: ['The disk is full.', '磁盘已满。'],
  EACCES: ['This may not be read or written here', '没有读写权限'],
  EPERM: ['This may not be read or written here', '没有读写权限'],
  EROFS: ['This may not be written here', '此处不可写入'],
  EISDIR: ['This is a folder, not a file', '这是文件夹，不是文件'],
};

/** What the system reports, as a sentence; anything else is a fault of ours and is told as it is. */
function inWords(error) {
  const words = known[error?.code];
  if (words === undefined || process.env.RULELOOM_DEBUG) return process.env.RULELOOM_DEBUG ? error?.stack : String(error?.message ?? error);
  return `${words[chinese ? 1 : 0]}${error.path === undefined ? '' : `: ${error.path}`}`;
}

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
  process.stderr.write(`ruleloom: ${inWords(error)}\n`);
  process.exitCode = known[error?.code] === undefined ? 70 : 2;
}
