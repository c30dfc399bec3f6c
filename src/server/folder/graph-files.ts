import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileBelow } from '../connections/confined.ts';

/** The data beside a graph: what its sources and tables read when it is simulated. */

export interface GraphFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds. */
  readonly changed: number;
}

/** Nothing but data is given out: neither the configuration, which may hold secrets, nor what runs keep. */
const isData = (path: string): boolean => /\.(?:csv|tsv|tab|txt|json|ndjson|jsonl|parquet|xls[xm])(?:\.gz)?$/i.test(path) && !path.split('/').some((part) => part.startsWith('.')) && !/(?:^|\/)[^/]*\.config\.json$/i.test(path);

/** Of these paths, beside the file of a graph, those that lead to data. */
export async function graphFiles(folder: string, graph: string, paths: readonly string[]): Promise<readonly GraphFile[]> {
  const found = await Promise.all(paths.map(async (path) => {
    const file = await graphFile(folder, graph, path);
    return file === undefined ? [] : [{ path, size: file.size, changed: file.changed }];
  }));
  return found.flat();
}

export async function graphFile(folder: string, graph: string, path: string): Promise<(GraphFile & { readonly open: () => Readable }) | undefined> {
  if (!isData(path)) return undefined;
  // What links lead to is held to the same.
  const place = await fileBelow({ type: 'files', folder: join(folder, dirname(graph)) }, path).catch(() => undefined);
  if (place === undefined || !isData(place.slice(folder.length + 1).replaceAll('\\', '/'))) return undefined;
  const info = await stat(place).catch(() => undefined);
  return info?.isFile() === true ? { path, size: info.size, changed: Math.floor(info.mtimeMs), open: () => createReadStream(place) } : undefined;
}
