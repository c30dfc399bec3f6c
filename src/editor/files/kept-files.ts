import { contentHash } from './content-hash.ts';

/**
 * Files that a person gave, kept in the browser's own file system: `files/<hash>` by their content, so that the same
 * file is there once however often it is used, and `graphs/<id>.json` for what a graph calls them.
 */
export interface KeptFiles {
  /** Keeps a file under the path that a graph has for it, in place of what it had. */
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
    const known = (await listed(graph)).find((file) => file.path === path);
    if (known === undefined) return undefined;
    const file = await opened(await folder('files'), known.hash);
    // A page that was closed while it wrote leaves less.
    return file?.size === known.size ? file : undefined;
  };

  return {
    listed,
    open,
    keep: async (graph, path, file) => {
      const hash = await contentHash(file);
      const files = await folder('files');
      if ((await opened(files, hash))?.size !== file.size) await write(files, hash, file);
      const before = await listed(graph);
      const kept = { path, hash, size: file.size };
      await list(graph, [...before.filter((each) => each.path !== path), kept]);
      await forgetContent(before.flatMap((each) => (each.path === path && each.hash !== hash ? [each.hash] : [])));
      return kept;
    },
    missing: async (graph, paths) => {
      const there = await Promise.all(paths.map((path) => open(graph, path)));
      return paths.filter((_, at) => there[at] === undefined);
    },
    copy: async (from, to) => list(to, await listed(from)),
    graphs: async () => {
      const names: string[] = [];
      for await (const name of (await folder('graphs')).keys()) names.push(name.replace(/\.json$/, ''));
      return names;
    },
    forget: async (graph) => {
      const before = await listed(graph);
      await removed(await folder('graphs'), `${graph}.json`);
      await forgetContent([...new Set(before.map(({ hash }) => hash))]);
    },
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
  const { path, hash, size } = (value ?? {}) as Partial<Record<keyof KeptFile, unknown>>;
  return typeof path === 'string' && typeof hash === 'string' && typeof size === 'number';
};
