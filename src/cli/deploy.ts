import { dirname, resolve } from 'node:path';
import { createClient, RefusedByServer } from '../api/client.ts';
import type { Client } from '../api/client.ts';
import type { RunView } from '../api/runs.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import { withTablesInline } from '../lab/inline-tables.ts';
import { problemInLine } from './check.ts';
import { readOneGraph } from './graphs.ts';
import { openFile } from './inputs.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';

/** `ruleloom deploy`: a version of a graph goes live on a server, on to the next server, or back to the one before. */

const options = {
  to: { type: 'string' },
  from: { type: 'string' },
  note: { type: 'string' },
  promote: { type: 'string' },
  rollback: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

export async function deploy(args: readonly string[], io: Io, environment: Readonly<Record<string, string | undefined>> = process.env): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  if (values.to === undefined) throw new WrongUse(pick(lang, 'Say which server with --to URL.', '请用 --to URL 指定服务器。'));
  const asked = [positionals.length > 0, values.promote !== undefined, values.rollback !== undefined].filter(Boolean).length;
  if (asked !== 1) throw new WrongUse(pick(lang, 'Name a graph file, or --promote ID, or --rollback ID.', '请指定一个图文件，或 --promote ID，或 --rollback ID。'));
  const to = clientOf(values.to, environment, lang);

  const act = async (): Promise<RunView | undefined> => {
    if (values.rollback !== undefined) return (await to.ask('act', { params: { id: values.rollback, action: 'rollback' } })).value;
    if (values.promote !== undefined) {
      if (values.from === undefined) throw new WrongUse(pick(lang, 'Say from which server with --from URL.', '请用 --from URL 指定来源服务器。'));
      const params = { id: values.promote };
      const { value: document } = await clientOf(values.from, environment, lang).ask('runGraph', { params });
      return (await to.ask('deploy', { params, body: { document: { ...document, format: 'ruleloom/graph' }, note: values.note ?? '' } })).value;
    }
    const file = await readOneGraph(positionals, { cwd: io.cwd, lang });
    for (const problem of file.document === undefined ? file.problems : []) io.err(`${plainLine(`${file.name}: ${problemInLine(problem, lang)}`)}\n`);
    if (file.document === undefined) return undefined;
    const document = await withTablesInline(file.document, async (path, columns) => (await openFile(resolve(dirname(file.path), path), path, columns, {}, lang)).input);
    return (await to.ask('deploy', { params: { id: document.id }, body: { document: { ...document, format: 'ruleloom/graph' }, note: values.note ?? '' } })).value;
  };

  try {
    const run = await act();
    if (run === undefined) return exit.findings;
    if (values.json === true) io.out(`${JSON.stringify(run)}\n`);
    else told(run, io, lang);
    return run.state === 'failed' ? exit.findings : exit.clean;
  } catch (error) {
    if (error instanceof RefusedByServer) {
      io.err(`${plainLine(error.problem?.words?.[lang] ?? error.message)}\n`);
      for (const problem of error.problem?.problems ?? []) io.err(`${plainLine(`${problem.node === undefined ? '' : `${problem.node}: `}${problem.message[lang]}`)}\n`);
      return exit.findings;
    }
    if (error instanceof TypeError && error.cause instanceof Error) {
      io.err(`${plainLine(pick(lang, `No server answers at ${values.to}: ${error.cause.message}`, `${values.to} 没有服务器应答：${error.cause.message}`))}\n`);
      return exit.findings;
    }
    throw error;
  }
}

/** The token never stands on a command line, where others could read it. */
function clientOf(url: string, environment: Readonly<Record<string, string | undefined>>, lang: Lang): Client {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new WrongUse(pick(lang, `${quote(url)} is not the address of a server.`, `${quote(url)}不是服务器的网址。`));
  const token = environment['RULELOOM_TOKEN'];
  return createClient({ base: url.replace(/\/+$/, ''), headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
}

function told({ id, state, deployment, problem }: RunView, io: Io, lang: Lang): void {
  const states: Readonly<Record<RunView['state'], string>> = { running: '运行中', paused: '已暂停', draining: '正在排空', stopped: '已停止', failed: '已出错停止' };
  io.out(`${pick(lang, `${id}: version ${deployment.number} is ${state}`, `${id}：版本 ${deployment.number} ${states[state]}`)}\n`);
  for (const note of deployment.notes) io.err(`${plainLine(note[lang])}\n`);
  if (problem !== undefined) io.err(`${plainLine(problem[lang])}\n`);
}
