import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { meaning } from '../compile/meaning.ts';
import type { Problem } from '../data/problem.ts';
import { pick } from '../data/text.ts';
import type { RuleDocument } from '../graph/document.ts';
import { parseDocument } from '../graph/serialise.ts';
import { WrongUse } from './io.ts';
import type { Io } from './io.ts';

/** A graph file as read: the document where it could be, and what is wrong with the file. */
export interface GraphFile {
  /** As the caller named it, or relative to the folder the command runs in. */
  readonly name: string;
  readonly path: string;
  readonly document: RuleDocument | undefined;
  readonly problems: readonly Problem[];
}

const ending = '.rules.json';

/** Every graph in the files and folders named, in order of name; a folder is searched through. */
export async function readGraphs(names: readonly string[], { cwd, lang }: Pick<Io, 'cwd' | 'lang'>): Promise<readonly GraphFile[]> {
  if (names.length === 0) throw new WrongUse(pick(lang, `Name a graph file (*${ending}) or a folder of them.`, `请指定图文件（*${ending}）或其所在文件夹。`));
  const files: GraphFile[] = [];
  for (const name of names) {
    const path = resolve(cwd, name);
    const info = await stat(path).catch(() => undefined);
    if (info === undefined) throw new WrongUse(pick(lang, `There is no file or folder “${name}”.`, `没有文件或文件夹“${name}”。`));
    if (!info.isDirectory()) {
      files.push(await readGraph(name, path));
      continue;
    }
    const found = await graphsUnder(path);
    if (found.length === 0) throw new WrongUse(pick(lang, `There is no graph (*${ending}) in “${name}”.`, `“${name}”里没有图文件（*${ending}）。`));
    for (const file of found) files.push(await readGraph(relative(cwd, file), file));
  }
  return files;
}

/** The one graph a command is about. */
export async function readOneGraph(names: readonly string[], { cwd, lang }: Pick<Io, 'cwd' | 'lang'>): Promise<GraphFile> {
  if (names.length !== 1) throw new WrongUse(pick(lang, `Name one graph file (*${ending}).`, `请指定一个图文件（*${ending}）。`));
  const [file, ...others] = await readGraphs(names, { cwd, lang });
  if (file === undefined || others.length > 0) throw new WrongUse(pick(lang, `“${names[0]}” holds several graphs; name one of them.`, `“${names[0]}”里有多个图，请指定其中一个。`));
  return file;
}

async function readGraph(name: string, path: string): Promise<GraphFile> {
  const { document, problems } = parseDocument(await readFile(path, 'utf8'), meaning);
  return { name, path, document, problems };
}

async function graphsUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await graphsUnder(path)));
    else if (entry.name.endsWith(ending)) found.push(path);
  }
  return found;
}
