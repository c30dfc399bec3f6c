import { basename } from 'node:path';
import { compile } from '../compile/compile.ts';
import type { Compilation } from '../compile/compile.ts';
import { zoneNamedIn } from '../compile/zone.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import { zoneNamed } from '../data/zones.ts';
import type { RuleDocument } from '../graph/document.ts';
import { compareGraphs } from '../lab/compare/compare.ts';
import type { CompareOptions, ComparedRuns } from '../lab/compare/compare.ts';
import { forBoth } from '../lab/compare/model.ts';
import type { Both, Comparison, Side } from '../lab/compare/model.ts';
import type { OpenSource } from '../lab/compare/run-both.ts';
import { comparisonReport } from '../lab/report/comparison-report.ts';
import type { ComparisonReport } from '../lab/report/comparison-report.ts';
import { changesInLines } from './change-words.ts';
import { problemInLine } from './check.ts';
import { comparisonAsJson } from './compare-json.ts';
import { comparisonInLines } from './compare-words.ts';
import { readOneGraph } from './graphs.ts';
import { openInputs } from './inputs.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { labelOptions, lengthOf, readLabels } from './measure-labels.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';
import { progressLine } from './progress.ts';
import { writeReport } from './report-file.ts';
import { openTables, readTablesAsked } from './tables.ts';

/** `ruleloom compare`: two graphs on the same data, read once. */

const options = {
  source: { type: 'string', multiple: true },
  table: { type: 'string', multiple: true },
  ...labelOptions,
  capacity: { type: 'string' },
  catch: { type: 'string' },
  zone: { type: 'string' },
  report: { type: 'string' },
  alerts: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

/** A graph that was read and compiled. */
interface Ready {
  readonly name: string;
  readonly path: string;
  readonly document: RuleDocument;
  readonly compilation: Compilation;
}

export async function compare(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const say = (line: string): void => io.err(`${plainLine(line)}\n`);
  const asked = readAsked(values, lang);
  const [first, second, ...more] = positionals;
  if (first === undefined || second === undefined || more.length > 0) throw new WrongUse(pick(lang, 'Name two graph files: the one before and the one after.', '请指定两个图文件：之前的和之后的。'));
  const [before, after] = [await ready(first, io, lang, say), await ready(second, io, lang, say)];
  if (before === undefined || after === undefined) return exit.findings;

  const graphs = { before, after };
  const documents = [before.document, after.document];
  const tablesAsked = readTablesAsked(values.table ?? [], documents, lang);
  const compared = { before: await withTables(before, tablesAsked, io, lang, say), after: await withTables(after, tablesAsked, io, lang, say) };
  const labels = await readLabels(values, after.compilation.plan, { cwd: io.cwd, lang });
  const progress = progressLine(io, lang);
  const open = opener(graphs, values.source ?? [], io, lang);
  let ran: ComparedRuns;
  try {
    ran = await compareGraphs(compared, open, { ...asked.options, labels, zone: asked.options.zone ?? zoneNamedIn(after.document), progress: (rows, alerts) => progress.show(rows, alerts, undefined) });
  } finally {
    progress.clear();
  }
  const { comparison } = ran;
  if (values.json === true) io.out(`${JSON.stringify(comparisonAsJson(ran))}\n`);
  else io.out(`${comparisonInLines(comparison, lang).map(plainLine).join('\n')}\n`);
  if (values.report !== undefined) await writeReport(values.report, reportOf(graphs, comparison, { alerts: asked.alerts, labelFile: values.label === undefined ? undefined : basename(values.label) }, lang), io.cwd, lang);
  return isSame(comparison) ? exit.clean : exit.findings;
}

const isSame = ({ only, moved, changed }: Comparison): boolean => only.before.length + only.after.length + moved.before.length + changed.length === 0;

async function ready(name: string, io: Io, lang: Lang, say: (line: string) => void): Promise<Ready | undefined> {
  const { document, path, name: called, problems } = await readOneGraph([name], { cwd: io.cwd, lang });
  const compilation = document === undefined ? undefined : compile(document);
  for (const problem of compilation?.problems ?? problems) if (problem.severity === 'error') say(`${called}: ${problemInLine(problem, lang)}`);
  return document === undefined || compilation === undefined ? undefined : { name: called, path, document, compilation };
}

async function withTables({ path, document, compilation }: Ready, asked: ReadonlyMap<string, string>, { cwd }: Io, lang: Lang, say: (line: string) => void) {
  const own = new Map([...asked].filter(([id]) => document.tables.some((table) => table.id === id)));
  const { tables, notes } = await openTables(document, compilation.plan, own, { path, cwd, lang });
  for (const note of notes) say(note);
  return { compilation, tables };
}

/** Rows come from where the second graph says, and from where the first one does for sources that only it has. */
function opener(graphs: Both<Ready>, asked: readonly string[], { cwd }: Io, lang: Lang): OpenSource {
  const twice = asked.find((each) => each.endsWith('=-'));
  if (twice !== undefined) throw new WrongUse(pick(lang, 'A comparison may have to read its data twice, so it cannot be standard input: write it to a file first.', '对比可能要读取两次数据，不能使用标准输入：请先写入文件。'));
  const has = (side: Side, each: string): boolean => graphs[side].document.nodes.some(({ kind, id }) => kind === 'source' && each.startsWith(`${id}=`));
  // What neither has is for the second one to complain of.
  const own = { before: asked.filter((each) => has('before', each) && !has('after', each)), after: asked.filter((each) => has('after', each) || !has('before', each)) };
  return async (side, step, fields) => {
    const { document, compilation, path } = graphs[side];
    const inputs = await openInputs(document, { ...compilation.plan, steps: [{ ...step, fields }] }, own[side], { path, cwd, lang }, () => []);
    return inputs.sources.get(step.id)?.input;
  };
}

function reportOf(graphs: Both<Ready>, comparison: Comparison, more: Pick<ComparisonReport, 'alerts' | 'labelFile'>, lang: Lang): string {
  const { before, after } = graphs;
  const changes = changesInLines(before.document, after.document, lang);
  const [short, other] = [basename(before.path), basename(after.path)];
  const names = short === other ? { before: before.name, after: after.name } : { before: short, after: other };
  return comparisonReport({ comparison, names, graphs: forBoth((side) => graphs[side].compilation), changes, made: Date.now(), ...more }, lang);
}

interface Asked {
  readonly options: CompareOptions;
  readonly alerts: number;
}

function readAsked(values: { readonly capacity?: string | undefined; readonly catch?: string | undefined; readonly zone?: string | undefined; readonly alerts?: string | undefined; readonly maturity?: string | undefined; readonly 'warm-up'?: string | undefined }, lang: Lang): Asked {
  const catching = (['lineage', 'key'] as const).find((each) => each === values.catch);
  if (values.catch !== undefined && catching === undefined) throw new WrongUse(pick(lang, `--catch takes lineage or key, not ${quote(values.catch)}`, `--catch 可选 lineage 或 key，而不是${quote(values.catch)}`));
  if (values.zone !== undefined && zoneNamed(values.zone) === undefined) throw new WrongUse(pick(lang, `There is no time zone ${quote(values.zone)}; one is called Asia/Shanghai.`, `没有时区${quote(values.zone)}；写法如 Asia/Shanghai。`));
  const [maturity, warmUp] = [lengthOf('--maturity', values.maturity, lang), lengthOf('--warm-up', values['warm-up'], lang)];
  return { options: { catching, maturity, warmUp, zone: values.zone, capacity: wholeNumber('--capacity', values.capacity, lang) }, alerts: wholeNumber('--alerts', values.alerts, lang) ?? 0 };
}

function wholeNumber(flag: string, value: string | undefined, lang: Lang): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new WrongUse(pick(lang, `${flag} takes a whole number, not ${quote(value)}`, `${flag} 需要一个整数，而不是${quote(value)}`));
  return Number(value);
}
