import { compile } from '../compile/compile.ts';
import type { Compilation } from '../compile/compile.ts';
import type { Batch } from '../data/columns.ts';
import { createEngine } from '../engine/engine.ts';
import type { Coverage } from '../lab/coverage/coverage.ts';
import { coverRuns } from '../lab/coverage/runs.ts';
import { replay } from '../lab/replay.ts';
import { problemInLine } from './check.ts';
import { coverageAsJson, coverageInLines } from './coverage-words.ts';
import { readOneGraph } from './graphs.ts';
import { openInputs } from './inputs.ts';
import type { Inputs, Stdin } from './inputs.ts';
import { exit } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';
import { progressLine } from './progress.ts';
import type { ProgressLine } from './progress.ts';
import { notRunInWords } from './simulate-words.ts';
import { openTables, readTablesAsked } from './tables.ts';

/** `ruleloom coverage`: which parts of a graph its data reaches. */

const options = {
  source: { type: 'string', multiple: true },
  table: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

export async function coverage(args: readonly string[], io: Io, stdin: Stdin = () => process.stdin): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const say = (line: string): void => io.err(`${plainLine(line)}\n`);
  const { document, path, name, problems: unreadable } = await readOneGraph(positionals, { cwd: io.cwd, lang });
  const compilation = document === undefined ? undefined : compile(document);
  const problems = (compilation?.problems ?? unreadable).filter(({ severity }) => severity === 'error');
  for (const problem of problems) say(`${name}: ${problemInLine(problem, lang)}`);
  if (document === undefined || compilation === undefined) return exit.findings;
  if (compilation.notRun.length > 0) say(notRunInWords(compilation, lang));

  const place = { path, cwd: io.cwd, lang };
  const { tables, notes } = await openTables(document, compilation.plan, readTablesAsked(values.table ?? [], [document], lang), place);
  for (const note of notes) say(note);
  const inputs = await openInputs(document, compilation.plan, values.source ?? [], place, stdin);
  const found = await coverageOfData(compilation, tables, inputs, progressLine(io, lang));
  if (values.json === true) io.out(`${JSON.stringify(coverageAsJson(found, document, lang), undefined, 2)}\n`);
  else io.out(coverageInLines(found, document, lang).map((line) => `${plainLine(line)}\n`).join(''));
  return problems.length > 0 ? exit.findings : exit.clean;
}

async function coverageOfData(compilation: Compilation, tables: ReadonlyMap<string, Batch>, { sources }: Inputs, progress: ProgressLine): Promise<Coverage> {
  const covering = coverRuns(compilation);
  const engine = createEngine(covering.plan, { tables, listener: covering.listener });
  try {
    await replay(covering.plan, engine, new Map([...sources].map(([id, { input }]) => [id, input])), { progress: ({ rows }) => progress.show(rows, 0, undefined) });
  } finally {
    progress.clear();
  }
  covering.add(engine.statistics());
  return covering.coverage();
}
