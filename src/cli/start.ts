import { pick } from '../data/text.ts';
import { builtApp } from './app-folder.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';
import { serveFolder } from './static.ts';
import { stopAsked } from './stop-asked.ts';

const firstPort = 4173;
const portsTried = 20;

/** Builds the app where its sources have changed, serves it on this computer only, and says where. */
export async function start(args: readonly string[], io: Io): Promise<number> {
  const { values } = readOptions(args, { port: { type: 'string' }, lang: { type: 'string' } });
  const wanted = values.port === undefined ? firstPort : readPort(values.port);
  io.err(`${pick(io.lang, 'Preparing the app …', '正在准备应用…')}\n`);
  const folder = await builtApp();
  const server = await serveOn(folder, wanted);
  io.out(`${pick(io.lang, `Ruleloom is at ${server.address}`, `Ruleloom 已就绪：${server.address}`)}\n`);
  io.err(`${pick(io.lang, 'Stop it with Ctrl+C.', '按 Ctrl+C 停止。')}\n`);
  await stopAsked();
  await server.close();
  return exit.clean;
}

export function readPort(value: string): number {
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
