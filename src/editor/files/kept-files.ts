import { contentHash } from './content-hash.ts';

/**
 * Files that a person gave, kept in the browser's own file system: `files/<hash>` by their content, so that the same
 * file is there once however often it is used, and `graphs/<id>.json` for what a graph calls them.
 */
export interface KeptFiles {
  /** From now on the file is there under the path, as long as the page is open; to last it has to be kept. */
  readonly give: (graph: string, path: string, file: Blob) => void;
  /** Keeps a file under the path that a graph has for it, in place of what it had. Meanwhile it is there already. */
  readonly keep: (graph: string, path: string, file: Blob) => Promise<KeptFile>;
  /** The file; undefined where it is not, or no longer, here. */
  readonly open: (graph: string, path: string) => Promise<Blob | undefined>;
  readonly listed: (graph: string) => Promise<readonly KeptFile[]>;
  /** Of these paths, those whose files have to be given again. */
  readonly missing: (graph: string, paths: readonly string[]) => Promise<readonly string[]>;
  /** The other graph has the same files under the same paths. */
  readonly copy: (from: string, to: string) => Promise<void>;
  /** The graphs that have files. */
  readonly graphs: () => Promise<readonly string[]>;
  /** Forgets what a graph had; content that no other graph has goes with it. */
  readonly forget: (graph: string) => Promise<void>;
}

export interface KeptFile {
  readonly path: string;
  readonly hash: string;
  readonly size: number;
  /** When it was changed last before it was given: by that and its size what was read of it is known again. */
  readonly modified?: number | undefined;
}

/** The part of a directory of the file system that this needs. */
export interface Folder {
  readonly getDirectoryHandle: (name: string, options?: { create?: boolean }) => Promise<Folder>;
  readonly getFileHandle: (name: string, options?: { create?: boolean }) => Promise<FileInFolder>;
  readonly removeEntry: (name: string) => Promise<void>;
  readonly keys: () => AsyncIterable<string>;
}

export interface FileInFolder {
  readonly getFile: () => Promise<Blob>;
  readonly createWritable: () => Promise<{ write: (data: Blob | string) => Promise<void>; close: () => Promise<void>; abort: () => Promise<void> }>;
}

/** The browser's own folder for this page. */
export const browserFolder = (): Promise<Folder> => navigator.storage.getDirectory();

/** Files that are not kept yet, or could not be, by graph and path: for as long as the page is open they are there all the same. */
const given = new Map<string, Blob>();
const placeOf = (graph: string, path: string): string => JSON.stringify([graph, path]);

/** One after the other: each writes the list of its graph anew. */
let last: Promise<unknown> = Promise.resolve();
function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
  const done = last.then(task);
  last = done.catch(() => undefined);
  return done;
}

export function keptFiles(root: () => Promise<Folder>): KeptFiles {
  const folder = async (name: 'files' | 'graphs'): Promise<Folder> => (await root()).getDirectoryHandle(name, { create: true });

  const listed = async (graph: string): Promise<readonly KeptFile[]> => {
    const list = await opened(await folder('graphs'), `${graph}.json`);
    return list === undefined ? [] : readList(await list.text());
  };

  const list = async (graph: string, files: readonly KeptFile[]): Promise<void> => write(await folder('graphs'), `${graph}.json`, JSON.stringify(files));

  /** Content that no graph has any more. Two tabs may differ for a moment: what is lost then is asked for by its name. */
  const forgetContent = async (hashes: readonly string[]): Promise<void> => {
    if (hashes.length === 0) return;
    const used = new Set<string>();
    for await (const name of (await folder('graphs')).keys()) for (const { hash } of await listed(name.replace(/\.json$/, ''))) used.add(hash);
    const files = await folder('files');
    for (const hash of hashes) if (!used.has(hash)) await removed(files, hash);
  };

  const open = async (graph: string, path: string): Promise<Blob | undefined> => {
    const there = given.get(placeOf(graph, path));
    if (there !== undefined) return there;
    const known = (await listed(graph)).find((file) => file.path === path);
    if (known === undefined) return undefined;
    const file = await opened(await folder('files'), known.hash);
    // A page that was closed while it wrote leaves less.
    if (file?.size !== known.size) return undefined;
    return known.modified === undefined ? file : new File([file], path, { lastModified: known.modified });
  };

  const keep = async (graph: string, path: string, file: Blob): Promise<KeptFile> => {
    const hash = await contentHash(file);
    const files = await folder('files');
    if ((await opened(files, hash))?.size !== file.size) await write(files, hash, file);
    const before = await listed(graph);
    const kept = { path, hash, size: file.size, ...(file instanceof File ? { modified: file.lastModified } : {}) };
    await list(graph, [...before.filter((each) => each.path !== path), kept]);
    await forgetContent(before.flatMap((each) => (each.path === path && each.hash !== hash ? [each.hash] : [])));
    return kept;
  };

  return {
    listed,
    open,
    give: (graph, path, file) => void given.set(placeOf(graph, path), file),
    keep: (graph, path, file) => {
      const place = placeOf(graph, path);
      given.set(place, file);
      return inTurn(async () => {
        const kept = await keep(graph, path, file);
        if (given.get(place) === file) given.delete(place);
        return kept;
      });
    },
    missing: async (graph, paths) => {
      const there = await Promise.all(paths.map((path) => open(graph, path)));
      return paths.filter((_, at) => there[at] === undefined);
    },
    copy: (from, to) => inTurn(async () => list(to, await listed(from))),
    graphs: async () => {
      const names: string[] = [];
      for await (const name of (await folder('graphs')).keys()) names.push(name.replace(/\.json$/, ''));
      return names;
    },
    forget: (graph) =>
      inTurn(async () => {
        const before = await listed(graph);
        await removed(await folder('graphs'), `${graph}.json`);
        await forgetContent([...new Set(before.map(({ hash }) => hash))]);
      }),
  };
}

async function opened(folder: Folder, name: string): Promise<Blob | undefined> {
  const handle = await folder.getFileHandle(name).catch(() => undefined);
  return handle?.getFile();
}

async function removed(folder: Folder, name: string): Promise<void> {
  // What is not there need not be removed.
  await folder.removeEntry(name).catch(() => undefined);
}

async function write(folder: Folder, name: string, data: Blob | string): Promise<void> {
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  try {
    await writable.write(data);
  } catch (error) {
    await writable.abort();
    throw error;
  }
  await writable.close();
}

function readList(text: string): readonly KeptFile[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter(isKept) : [];
  } catch {
    return [];
  }
}

const isKept = (value: unknown): value is KeptFile => {
  const { path, hash, size, modified } = (value ?? {}) as Partial<Record<keyof KeptFile, unknown>>;
  return typeof path === 'string' && typeof hash === 'string' && typeof size === 'number' && (modified === undefined || typeof modified === 'number');
};
