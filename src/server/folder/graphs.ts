import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { GraphEntry } from '../../api/graphs.ts';
import { compile } from '../../compile/compile.ts';
import { meaning } from '../../compile/meaning.ts';
import { inLanguage } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument, printDocument } from '../../graph/serialise.ts';
import { writeWhole } from '../runs/run-folder.ts';

/** Graphs as files in a folder, so that git is their history. A file that somebody else changed is never written over. */
export interface GraphFolder {
  readonly list: () => Promise<readonly GraphEntry[]>;
  readonly read: (id: string) => Promise<ReadGraph | undefined>;
  /** With the state that it follows, or `undefined` for one that is not there yet. */
  readonly write: (document: RuleDocument, follows: string | undefined) => Promise<Written>;
  readonly remove: (id: string, follows: string) => Promise<Written>;
}

export interface ReadGraph {
  readonly file: string;
  readonly text: string;
  readonly etag: string;
}

export type Written = { readonly state: 'done'; readonly etag: string } | { readonly state: 'conflict'; readonly etag: string | undefined } | { readonly state: 'missing' };

const ending = '.rules.json';
const leftOut = new Set(['node_modules', 'versions']);

const etagOf = (text: string | Buffer): string => `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;

interface Known {
  readonly changed: number;
  readonly size: number;
  readonly entry: GraphEntry | undefined;
}

export function graphFolder(folder: string): GraphFolder {
  /** What was seen of a file, as long as it has not changed: looking through all graphs costs a listing only. */
  const known = new Map<string, Known>();
  let writing: Promise<unknown> = Promise.resolve();
  const oneByOne = <T>(act: () => Promise<T>): Promise<T> => {
    const next = writing.then(act, act);
    writing = next.catch(() => undefined);
    return next;
  };

  const look = async (path: string): Promise<GraphEntry | undefined> => {
    const info = await stat(path).catch(() => undefined);
    if (info === undefined) return undefined;
    const before = known.get(path);
    if (before !== undefined && before.changed === info.mtimeMs && before.size === info.size) return before.entry;
    const text = await readFile(path, 'utf8');
    const { document } = parseDocument(text, meaning);
    const entry = document === undefined ? undefined : entryOf(document, text, relative(folder, path), info.mtimeMs);
    known.set(path, { changed: info.mtimeMs, size: info.size, entry });
    return entry;
  };

  const entries = async (): Promise<readonly GraphEntry[]> => {
    const found: GraphEntry[] = [];
    const ids = new Set<string>();
    for (const path of await filesUnder(folder)) {
      const entry = await look(path);
      // Of two files with one id the first has it, as `git` would list them.
      if (entry === undefined || ids.has(entry.id)) continue;
      ids.add(entry.id);
      found.push(entry);
    }
    return found;
  };

  const read = async (id: string): Promise<ReadGraph | undefined> => {
    const entry = (await entries()).find((each) => each.id === id);
    if (entry === undefined) return undefined;
    const text = await readFile(join(folder, entry.file), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : { file: entry.file, text, etag: etagOf(text) };
  };

  return {
    list: entries,
    read,
    write: (document, follows) =>
      oneByOne(async (): Promise<Written> => {
        const before = await read(document.id);
        if (before?.etag !== follows) return { state: 'conflict', etag: before?.etag };
        const text = printDocument(document);
        await mkdir(folder, { recursive: true });
        await writeWhole(join(folder, before?.file ?? `${document.id}${ending}`), text);
        return { state: 'done', etag: etagOf(text) };
      }),
    remove: (id, follows) =>
      oneByOne(async (): Promise<Written> => {
        const before = await read(id);
        if (before === undefined) return { state: 'missing' };
        if (before.etag !== follows) return { state: 'conflict', etag: before.etag };
        await rm(join(folder, before.file));
        return { state: 'done', etag: before.etag };
      }),
  };
}

function entryOf(document: RuleDocument, text: string, file: string, changed: number): GraphEntry {
  return {
    id: document.id,
    name: inLanguage(document.name, document.lang ?? 'en'),
    file: file.replaceAll('\\', '/'),
    etag: etagOf(text),
    changed,
    nodes: document.nodes.length,
    errors: compile(document, undefined, { hurried: true }).problems.filter(({ severity }) => severity === 'error').length,
  };
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || leftOut.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesUnder(path)));
    else if (entry.isFile() && entry.name.endsWith(ending)) found.push(path);
  }
  return found;
}
