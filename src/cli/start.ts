import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pick } from '../data/text.ts';
import { homeFolder } from './home.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';
import { serveFolder } from './static.ts';

const firstPort = 4173;
const portsTried = 20;

/** Builds the app where its sources have changed, serves it on this computer only, and says where. */
export async function start(args: readonly string[], io: Io): Promise<number> {
  const { values } = readOptions(args, { port: { type: 'string' }, lang: { type: 'string' } });
  const wanted = readPort(values.port);
  io.err(`${pick(io.lang, 'Preparing the app …', '正在准备应用…')}\n`);
  const folder = await buildApp();
  const server = await serveOn(folder, wanted);
  io.out(`${pick(io.lang, `Ruleloom is at ${server.address}`, `Ruleloom 已就绪：${server.address}`)}\n`);
  io.err(`${pick(io.lang, 'Stop it with Ctrl+C.', '按 Ctrl+C 停止。')}\n`);
  await stopAsked();
  await server.close();
  return exit.clean;
}

function readPort(value: string | undefined): number {
  if (value === undefined) return firstPort;
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) throw new WrongUse(`--port takes a number up to 65535, not “${value}”`);
  return port;
}

async function serveOn(folder: string, wanted: number): ReturnType<typeof serveFolder> {
  for (let port = wanted; ; port += 1) {
    try {
      return await serveFolder(folder, port);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || wanted === 0 || port >= wanted + portsTried || port >= 65_535) throw error;
    }
  }
}

function buildApp(): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(homeFolder(), 'src/cli/build-app.mjs')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let folder = '';
    let words = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (folder += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(folder) : reject(new Error(words.trim()))));
  });
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    // Whoever stops `npm start` stops npm and its shell, and neither hands that on: then this has another parent.
    const parent = process.ppid;
    if (process.env['npm_lifecycle_event'] === 'start') setInterval(() => process.ppid !== parent && resolve(), 500).unref();
  });
}
