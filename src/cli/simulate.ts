import { compile } from '../compile/compile.ts';
import type { Compilation } from '../compile/compile.ts';
import { inLanguage, pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import type { Plan } from '../plan/plan.ts';
import { csvFormat, jsonFormat, ndjsonFormat } from '../lab/alert-formats.ts';
import type { AlertFormat } from '../lab/alert-formats.ts';
import { tableFormat } from './alert-table.ts';
import { problemInLine } from './check.ts';
import { readOneGraph } from './graphs.ts';
import { openInputs } from './inputs.ts';
import type { Stdin } from './inputs.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';
import { progressLine } from './progress.ts';
import { openOutputs } from './simulate-outputs.ts';
import { simulateAll } from './simulate-run.ts';
import { notesInWords, notRunInWords, runInWords } from './simulate-words.ts';
import { stdoutSink } from './stdout.ts';
import type { Sink } from './stdout.ts';
import { openTables, readTablesAsked } from './tables.ts';

/** `ruleloom simulate`: runs a graph over its samples, or over other data, and prints the alerts. */

const options = {
  source: { type: 'string', multiple: true },
  table: { type: 'string', multiple: true },
  output: { type: 'string', multiple: true },
  format: { type: 'string' },
  json: { type: 'boolean' },
  stats: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

const formats = ['ndjson', 'json', 'csv', 'table'] as const;
type Format = (typeof formats)[number];

export async function simulate(args: readonly string[], io: Io, sink: Sink = stdoutSink(), stdin: Stdin = () => process.stdin): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const format = values.format ?? (values.json === true ? 'json' : 'ndjson');
  if (!isFormat(format)) throw new WrongUse(pick(lang, `--format takes ${formats.join(', ')}, not ${quote(format)}`, `--format 可选 ${formats.join('、')}，而不是${quote(format)}`));
  const say = (line: string): void => io.err(`${plainLine(line)}\n`);

  const file = await readOneGraph(positionals, { cwd: io.cwd, lang });
  const compilation = file.document === undefined ? undefined : compile(file.document);
  const problems = (compilation?.problems ?? file.problems).filter((problem) => problem.severity === 'error');
  for (const problem of problems) say(`${file.name}: ${problemInLine(problem, lang)}`);
  if (file.document === undefined || compilation === undefined) return exit.findings;
  if (compilation.notRun.length > 0) say(notRunInWords(compilation, lang));

  const { plan } = compilation;
  const place = { path: file.path, cwd: io.cwd, lang };
  const inputs = await openInputs(file.document, plan, values.source ?? [], place, stdin);
  const { tables, notes } = await openTables(file.document, plan, readTablesAsked(values.table ?? [], [file.document], lang), place);
  for (const id of inputs.without) say(withoutRows(id, compilation, lang));
  for (const note of notes) say(note);
  const outputs = values.output === undefined ? undefined : await openOutputs(plan, values.output, place);

  const run = await simulateAll({ plan, inputs, tables, format: writerOf(format, plan, lang), sink, outputs, progress: progressLine(io, lang) });
  if (run === undefined) return exit.clean;
  for (const note of notesInWords(run.notes, { compilation }, lang)) say(note);
  for (const line of runInWords({ ...run, compilation }, lang)) say(line);
  for (const [id, { advice }] of inputs.sources) {
    const advised = (run.statistics.sources[id]?.rejected ?? 0) === 0 ? undefined : await advice?.();
    if (advised !== undefined) say(advised);
  }
  if (values.stats === true) io.err(`${JSON.stringify({ ...run.statistics, alerts: run.alerts, notRun: compilation.notRun, elapsed: run.elapsed })}\n`);
  return problems.length > 0 ? exit.findings : exit.clean;
}

const isFormat = (format: string): format is Format => formats.some((each) => each === format);

function writerOf(format: Format, plan: Plan, lang: Lang): AlertFormat {
  switch (format) {
    case 'ndjson':
      return ndjsonFormat(plan);
    case 'json':
      return jsonFormat(plan);
    case 'csv':
      return csvFormat(plan);
    case 'table':
      return tableFormat(lang);
  }
}

const withoutRows = (id: string, { analysis }: Compilation, lang: Lang): string => {
  const name = inLanguage(analysis.nodes.get(id)?.node.name ?? '', lang) || id;
  return pick(lang, `${quote(name)} has no sample: give it rows with --source ${id}=PATH`, `${quote(name)}没有样本：请用 --source ${id}=PATH 提供数据`);
};
