import { analyse } from '../compile/analyse.ts';
import type { Problem } from '../data/problem.ts';
import type { Lang } from '../data/text.ts';
import { readGraphs } from './graphs.ts';
import type { GraphFile } from './graphs.ts';
import { exit } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';
import { checkFiles } from './samples.ts';

const options = { lang: { type: 'string' }, json: { type: 'boolean' }, hints: { type: 'boolean' } } as const;

/** Prints every problem of every graph as `file: node: message [code]`. */
export async function check(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const files = await readGraphs(positionals, { cwd: io.cwd, lang });
  const all = await Promise.all(files.map(problemsOf));
  const found = all.flat().filter((problem) => values.hints === true || problem.severity !== 'hint');
  if (values.json === true) {
    io.out(`${JSON.stringify({ graphs: files.length, problems: found }, undefined, 2)}\n`);
  } else {
    // One cause may show at several places of a node, which JSON tells apart and a line does not.
    const lines = new Set(found.map((problem) => `${plainLine(problem.file)}: ${problemInLine(problem, lang)}\n`));
    for (const line of lines) io.out(line);
    io.err(`${summary(files.length, lines.size, lang)}\n`);
  }
  return found.some((problem) => problem.severity !== 'hint') ? exit.findings : exit.clean;
}

async function problemsOf(file: GraphFile): Promise<readonly (Problem & { readonly file: string })[]> {
  const { document, path, name, problems } = file;
  const found = document === undefined ? problems : [...analyse(document).problems, ...(await checkFiles(document, path))];
  return found.map((problem) => ({ file: name, ...problem }));
}

/** `node: message [code]`, the node left out where the problem is about the whole document. */
export function problemInLine(problem: Problem, lang: Lang): string {
  const where = problem.node === undefined ? '' : `${problem.node}: `;
  return plainLine(`${where}${problem.message[lang]} [${problem.code}]`);
}

function summary(graphs: number, problems: number, lang: Lang): string {
  if (lang === 'zh') return problems === 0 ? `${graphs} 个图，没有问题` : `${graphs} 个图，${problems} 个问题`;
  const of = `${graphs} ${graphs === 1 ? 'graph' : 'graphs'}`;
  return problems === 0 ? `${of}, no problems` : `${of}, ${problems} ${problems === 1 ? 'problem' : 'problems'}`;
}
