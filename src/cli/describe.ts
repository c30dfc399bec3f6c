import { describe as describeDocument, describeInLines } from '../compile/describe.ts';
import { inLanguage } from '../data/text.ts';
import { problemInLine } from './check.ts';
import { readGraphs } from './graphs.ts';
import { exit } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';

const options = { lang: { type: 'string' }, json: { type: 'boolean' } } as const;

/** Prints each graph as numbered sentences. */
export async function describe(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const files = await readGraphs(positionals, { cwd: io.cwd, lang });
  let unread = 0;
  for (const file of files) {
    if (file.document === undefined) {
      unread += 1;
      for (const problem of file.problems) io.err(`${file.name}: ${problemInLine(problem, lang)}\n`);
      continue;
    }
    const name = inLanguage(file.document.name, lang);
    if (values.json === true) {
      io.out(`${JSON.stringify({ file: file.name, name, sentences: describeDocument(file.document, lang) })}\n`);
    } else {
      const title = files.length > 1 ? [name] : [];
      io.out(`${[...title, ...describeInLines(file.document, lang)].map(plainLine).join('\n')}\n${files.length > 1 ? '\n' : ''}`);
    }
  }
  return unread > 0 ? exit.findings : exit.clean;
}
