import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { pick } from '../data/text.ts';
import { Trouble } from '../server/connections/trouble.ts';
import { inThread } from '../server/runs/thread.ts';
import { serve } from '../server/serve.ts';
import { builtApp } from './app-folder.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';
import { readPort } from './start.ts';
import { stopAsked } from './stop-asked.ts';

/** `ruleloom serve`: the app, the graphs of a folder, and their live runs, in one process. */

const levels = ['error', 'warn', 'info', 'debug'] as const;

export async function serveGraphs(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readOptions(args, { port: { type: 'string' }, host: { type: 'string' }, log: { type: 'string' }, lang: { type: 'string' } }, io.lang);
  const lang = readLang(values.lang, io.lang);
  const [folder = '.', ...others] = positionals;
  if (others.length > 0) throw new WrongUse(pick(lang, 'Name one folder.', '请指定一个文件夹。'));
  const level = values.log ?? 'info';
  if (!levels.some((each) => each === level)) throw new WrongUse(pick(lang, `--log takes ${levels.join(', ')}, not “${level}”`, `--log 可选 ${levels.join('、')}，而不是“${level}”`));

  io.err(`${pick(lang, 'Preparing the app …', '正在准备应用…')}\n`);
  const app = await builtApp();
  const stop = stopAsked();
  try {
    const serving = await serve({
      folder: resolve(io.cwd, folder),
      version: packageJson.version,
      app,
      environment: process.env,
      host: values.host,
      port: values.port === undefined ? undefined : readPort(values.port),
      open: inThread(fileURLToPath(new URL('./run-thread.js', entry()))),
      logs: { write: (line) => io.err(line) },
      level,
    });
    io.out(`${pick(lang, `Ruleloom is at ${serving.address}`, `Ruleloom 已就绪：${serving.address}`)}\n`);
    io.err(`${pick(lang, 'Stop it with Ctrl+C.', '按 Ctrl+C 停止。')}\n`);
    await stop;
    await serving.close();
    return exit.clean;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    io.err(`${error.words[lang]}\n`);
    return exit.findings;
  }
}

/** The build of the command, wherever in it this part has come to lie. */
const entry = (): URL => new URL(import.meta.url.includes('/assets/') ? '../' : './', import.meta.url);
