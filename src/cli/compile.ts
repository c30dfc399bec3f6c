import { compile as compileDocument } from '../compile/compile.ts';
import { exportLogic } from '../compile/export.ts';
import { planJson } from '../compile/plan-json.ts';
import { problemInLine } from './check.ts';
import { readOneGraph } from './graphs.ts';
import { exit } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';

const options = { lang: { type: 'string' }, logic: { type: 'boolean' }, json: { type: 'boolean' } } as const;

/** Prints the plan as JSON, or with `--logic` each alert as JsonLogic. */
export async function compile(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const file = await readOneGraph(positionals, { cwd: io.cwd, lang });
  const compiled = file.document === undefined ? undefined : compileDocument(file.document);
  const problems = (compiled?.problems ?? file.problems).filter((problem) => problem.severity === 'error');
  if (values.json === true && problems.length > 0) io.out(`${JSON.stringify({ problems }, undefined, 2)}\n`);
  else for (const problem of problems) io.err(`${file.name}: ${problemInLine(problem, lang)}\n`);
  if (compiled === undefined || problems.length > 0) return exit.findings;
  const result = values.logic === true ? exportLogic(compiled) : planJson(compiled.plan);
  io.out(`${JSON.stringify(result, undefined, 2)}\n`);
  return exit.clean;
}
