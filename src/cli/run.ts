import { readFile } from 'node:fs/promises';
import { dirname, join, parse, relative, resolve } from 'node:path';
import { inLanguage, pick } from '../data/text.ts';
import type { Lang, Words } from '../data/text.ts';
import { quote } from '../data/words.ts';
import type { RuleDocument } from '../graph/document.ts';
import { withTablesInline } from '../lab/inline-tables.ts';
import { configName, parseConfig, readConfig } from '../server/config.ts';
import type { Config } from '../server/config.ts';
import { Trouble } from '../server/connections/trouble.ts';
import { connectorOf } from '../server/connectors/connect-all.ts';
import { runAlone } from '../server/run-alone.ts';
import type { RunAlone } from '../server/run-alone.ts';
import { deployable } from '../server/runs/deployable.ts';
import { problemInLine } from './check.ts';
import { readOneGraph } from './graphs.ts';
import { openFile } from './inputs.ts';
import type { Stdin } from './inputs.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { linesTo } from './lines-to.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';
import { endOfStdout, printedAlerts } from './printed-alerts.ts';
import { stdoutSink } from './stdout.ts';
import type { Sink } from './stdout.ts';
import { stopAsked } from './stop-asked.ts';

/** `ruleloom run`: one graph live, without a server. Alerts go to standard output as they are raised. */

const options = {
  source: { type: 'string', multiple: true },
  config: { type: 'string' },
  data: { type: 'string' },
  lang: { type: 'string' },
} as const;

/** What it has of the world beside words. */
export interface Surroundings {
  readonly sink: Sink;
  /** The end of what was printed before. */
  readonly printed: string;
  readonly stdin: Stdin;
  /** Resolves when it is to stop. */
  readonly stop: Promise<void>;
}

const usual = (): Surroundings => ({ printed: endOfStdout(), sink: stdoutSink(), stdin: () => process.stdin, stop: stopAsked() });

export async function run(args: readonly string[], io: Io, surroundings: () => Surroundings = usual): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const say = (words: Words): void => io.err(`${plainLine(words[lang])}\n`);

  const file = await readOneGraph(positionals, { cwd: io.cwd, lang });
  const document = file.document === undefined ? undefined : await withTablesInline(file.document, async (path, columns) => (await openFile(resolve(dirname(file.path), path), path, columns, {}, lang)).input);
  const checked = document === undefined ? { problems: file.problems } : deployable(document);
  if ('problems' in checked || document === undefined) {
    for (const problem of 'problems' in checked ? checked.problems : []) io.err(`${plainLine(`${file.name}: ${problemInLine(problem, lang)}`)}\n`);
    return exit.findings;
  }
  const fed = fedSources(document, values.source ?? [], io.cwd, lang);
  const folder = join(values.data === undefined ? join(dirname(file.path), '.ruleloom/alone') : resolve(io.cwd, values.data), document.id);
  const { sink, printed, stdin, stop } = surroundings();
  try {
    const config = await configOf(values.config, dirname(file.path), io.cwd, lang);
    let look = (): void => undefined;
    const { ahead, journal: { keep } } = config;
    const live = await runAlone({ folder, document: fed.document, graphs: dirname(file.path), connections: { ...config.connections, ...fed.connections }, ahead, keep, tell: () => look() });
    for (const note of live.notes) say(note);
    say({ en: `${quote(nameOf(document))} is running; what it keeps is in ${folder}`, zh: `${quote(nameOf(document))}正在运行，数据保存在 ${folder}` });
    const { print } = printedAlerts(live, folder, sink, printed);
    try {
      const over = watch(live, fed.stdin, { say, print, looking: (next) => (look = next) }, stdin);
      const ended = await Promise.race([over, stop.then((): Ending => 'stopped')]);
      if (ended === 'ended') await live.finish();
      await print();
      return ended === 'failed' ? exit.findings : exit.clean;
    } finally {
      look = () => undefined;
      await live.close();
    }
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(error.words);
    return exit.findings;
  }
}

type Ending = 'ended' | 'failed' | 'stopped';

interface Watching {
  readonly say: (words: Words) => void;
  readonly print: () => Promise<boolean>;
  /** What is called when there is something new. */
  readonly looking: (look: () => void) => void;
}

/** Prints what is raised and tells of what goes wrong, until there is no more to come, or nothing can. */
function watch(live: RunAlone, fromStdin: string | undefined, { say, print, looking }: Watching, stdin: Stdin): Promise<Ending> {
  const told = new Map<string, string>();
  let fed = fromStdin === undefined;
  return new Promise((resolve, reject) => {
    const tell = (of: string, problem: Words | undefined): void => {
      if (problem !== undefined && told.get(of) !== problem.en) say({ en: `${of}: ${problem.en}`, zh: `${of}：${problem.zh}` });
      told.set(of, problem?.en ?? '');
    };
    const look = async (): Promise<void> => {
      if (!(await print())) return resolve('stopped');
      const { state, problem, sources, outputs } = await live.view();
      if (state === 'failed') {
        if (problem !== undefined) say(problem);
        return resolve('failed');
      }
      for (const each of [...sources, ...outputs]) tell(each.name, each.problem);
      const open = sources.filter(({ id, state: own }) => (id === fromStdin ? !fed : own !== 'ended'));
      if (open.length === 0) return resolve('ended');
      if (open.every(({ state: own }) => own === 'stopped')) return resolve('failed');
    };
    const lookAnew = (): void => void look().catch(reject);
    looking(lookAnew);
    if (fromStdin !== undefined) {
      const source = fromStdin;
      linesTo(stdin(), (body) => live.accept(source, body, undefined)).then(() => {
        fed = true;
        lookAnew();
      }, reject);
    }
    lookAnew();
  });
}

interface Fed {
  readonly document: RuleDocument;
  readonly connections: Config['connections'];
  /** The source that standard input is for. */
  readonly stdin: string | undefined;
}

/** The graph with what the command line says of its sources: a file is replayed as fast as the rules take it. */
function fedSources(document: RuleDocument, asked: readonly string[], cwd: string, lang: Lang): Fed {
  const instead = new Map(asked.map((each): [string, string] => {
    const cut = each.indexOf('=');
    const id = each.slice(0, Math.max(0, cut));
    if (!document.nodes.some((node) => node.kind === 'source' && node.id === id)) throw new WrongUse(pick(lang, `--source takes ID=PATH, with the id of a source of this graph; not ${quote(each)}`, `--source 的写法是 编号=路径，编号须为图中的数据源；而不是${quote(each)}`));
    return [id, each.slice(cut + 1)];
  }));
  const piped = [...instead].filter(([, path]) => path === '-').map(([id]) => id);
  if (piped.length > 1) throw new WrongUse(pick(lang, 'Only one source can read from standard input.', '只能有一个数据源读取标准输入。'));
  const connections: Record<string, Config['connections'][string]> = {};
  const nodes = document.nodes.map((node) => {
    const path = instead.get(node.id);
    if (node.kind !== 'source') return node;
    if (path === undefined) {
      if (connectorOf(document, node.id) !== 'webhook') return node;
      throw new WrongUse(pick(lang, `Events are sent to the source ${node.id}, and nobody can send them here: run it with ruleloom serve, or name a file with --source ${node.id}=PATH, or - for standard input.`, `数据源 ${node.id} 等待别人发送事件，这里无法接收：请用 ruleloom serve 运行，或用 --source ${node.id}=路径 指定文件（- 表示标准输入）。`));
    }
    if (path === '-') return { ...node, config: { ...node.config, live: { connector: 'webhook', settings: {} } } };
    const whole = resolve(cwd, path);
    const connection = `--source ${node.id}`;
    const { root } = parse(whole);
    connections[connection] = { type: 'files', folder: root };
    return { ...node, config: { ...node.config, live: { connector: 'replay', settings: { connection, path: relative(root, whole), pace: 'fast' } } } };
  });
  return { document: { ...document, nodes }, connections, stdin: piped[0] };
}

async function configOf(named: string | undefined, folder: string, cwd: string, lang: Lang): Promise<Config> {
  if (named === undefined) return readConfig(folder, process.env);
  const path = resolve(cwd, named);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(pick(lang, `There is no configuration at ${quote(named)}; it is written as ${configName} is.`, `没有配置文件${quote(named)}，其写法与 ${configName} 相同。`));
  });
  return parseConfig(text, { path, folder: dirname(path), environment: process.env });
}

const nameOf = ({ name, lang = 'en', id }: RuleDocument): string => inLanguage(name, lang) || id;
