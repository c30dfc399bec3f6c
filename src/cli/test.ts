import { performance } from 'node:perf_hooks';
import { compile } from '../compile/compile.ts';
import type { Compilation } from '../compile/compile.ts';
import type { Problem } from '../data/problem.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import type { SavedTest } from '../graph/document.ts';
import type { Coverage } from '../lab/coverage/coverage.ts';
import { coverTests } from '../lab/coverage/runs.ts';
import { runSavedTest } from '../lab/saved-tests.ts';
import type { Tables } from '../lab/saved-tests.ts';
import { readGraphs } from './graphs.ts';
import type { GraphFile } from './graphs.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';
import { openTables, readTablesAsked } from './tables.ts';
import { coverageLines, jsonReport, junitReport, textReport } from './test-reports.ts';
import { isPassed } from './test-results.ts';
import type { GraphTested } from './test-results.ts';

/** `ruleloom test`: runs the saved tests of graphs. */

const options = { table: { type: 'string', multiple: true }, reporter: { type: 'string' }, coverage: { type: 'boolean' }, json: { type: 'boolean' }, lang: { type: 'string' } } as const;

const reporters = { text: textReport, junit: junitReport, json: jsonReport };
type Reporter = keyof typeof reporters;

export async function test(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const reporter = values.reporter ?? (values.json === true ? 'json' : 'text');
  if (!isReporter(reporter)) {
    const names = Object.keys(reporters);
    throw new WrongUse(pick(lang, `--reporter takes ${names.join(', ')}, not ${quote(reporter)}`, `--reporter 可选 ${names.join('、')}，而不是${quote(reporter)}`));
  }
  const files = await readGraphs(positionals, { cwd: io.cwd, lang });
  const graphs: GraphTested[] = [];
  const instead = readTablesAsked(values.table ?? [], files.flatMap(({ document }) => document ?? []), lang);
  for (const file of files) graphs.push(await runGraph(file, { instead, covered: values.coverage === true }, io, lang));
  io.out(reporters[reporter](graphs, lang));
  // XML has no place for it.
  if (reporter === 'junit') for (const graph of graphs) for (const line of coverageLines(graph, lang)) io.err(`${plainLine(line)}\n`);
  io.err(`${inWords(graphs, lang)}\n`);
  return graphs.every(isPassed) ? exit.clean : exit.findings;
}

const isReporter = (name: string): name is Reporter => Object.hasOwn(reporters, name);

interface Asked {
  /** Files for tables, by their ids. */
  readonly instead: ReadonlyMap<string, string>;
  readonly covered: boolean;
}

async function runGraph(file: GraphFile, { instead, covered }: Asked, { cwd, err }: Io, lang: Lang): Promise<GraphTested> {
  if (file.document === undefined) return { file, problems: file.problems, tests: [] };
  const compilation = compile(file.document);
  const problems = compilation.problems.filter((problem) => problem.severity === 'error');
  if (file.document.tests.length === 0) return { file, problems, tests: [] };
  const opened = await openTables(file.document, compilation.plan, instead, { path: file.path, cwd, lang }).catch((error: unknown) => {
    if (error instanceof WrongUse) return error;
    throw error;
  });
  if (opened instanceof WrongUse) return { file, problems: [...problems, noTable(opened.message)], tests: [] };
  for (const note of opened.notes) err(`${plainLine(`${file.name}: ${note}`)}\n`);
  const tests = file.document.tests.map((saved) => {
    const begun = performance.now();
    const result = runSavedTest(saved, compilation, opened.tables);
    return { ...result, elapsed: performance.now() - begun };
  });
  return { file, problems, tests, coverage: covered ? coverageOfTests(file.document.tests, compilation, opened.tables) : undefined };
}

function coverageOfTests(tests: readonly SavedTest[], compilation: Compilation, tables: Tables): Coverage {
  const covering = coverTests(compilation, tables);
  for (const saved of tests) covering.add(saved);
  return covering.coverage();
}

/** The words are in the reader's language already. */
const noTable = (message: string): Problem => ({ code: 'no-file', severity: 'error', message: { en: message, zh: message } });

function inWords(graphs: readonly GraphTested[], lang: Lang): string {
  const tests = graphs.flatMap((graph) => graph.tests);
  const failed = tests.filter((each) => !each.passed).length;
  const broken = graphs.filter(({ problems }) => problems.length > 0).length;
  const all = pick(
    lang,
    `${tests.length} ${tests.length === 1 ? 'test' : 'tests'} of ${graphs.length} ${graphs.length === 1 ? 'graph' : 'graphs'}`,
    `${graphs.length} 个图，${tests.length} 个测试`,
  );
  const findings = [
    ...(failed === 0 ? [] : [pick(lang, `${failed} failed`, `${failed} 个未通过`)]),
    ...(broken === 0 ? [] : [pick(lang, `${broken} ${broken === 1 ? 'graph has' : 'graphs have'} problems`, `${broken} 个图有问题`)]),
  ];
  const result = findings.length === 0 ? (tests.length === 0 ? [] : [pick(lang, 'all passed', '全部通过')]) : findings;
  return [all, ...result].join(pick(lang, ', ', '，'));
}
