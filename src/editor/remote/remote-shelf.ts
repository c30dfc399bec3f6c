import type { GraphEntry } from '../../api/graphs.ts';
import { meaning } from '../../compile/meaning.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';
import type { Kept, KeptHead, Shelf, Version } from '../documents/shelf.ts';
import { z } from '../../data/zod.ts';
import type { PageServer } from './server.ts';
import { isRefusal } from './trouble.ts';

/**
 * Graphs in the folder of a server. There a state of a graph has an ETag and here it has a number: this browser counts
 * the states that it has seen, so that all its tabs call them the same.
 */

export interface RemoteShelfOptions {
  readonly server: Pick<PageServer, 'ask'>;
  readonly notes: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** A graph that goes on under another name reads the files of the one that it was. */
  readonly copyFiles: (from: string, to: string) => Promise<void>;
}

const noteSchema = z.object({ revision: z.int(), etag: z.string(), example: z.string().optional() });
type Note = z.infer<typeof noteSchema>;

const place = (key: string): string => `ruleloom.server.${key}`;

export function remoteShelf({ server, notes, copyFiles }: RemoteShelfOptions): Shelf {
  const known = new Map<string, Version>();

  const noteOf = (key: string): Note | undefined => {
    try {
      return noteSchema.safeParse(JSON.parse(notes.getItem(place(key)) ?? 'null')).data;
    } catch {
      return undefined;
    }
  };
  /** The number of a state: the next one where it was never seen. */
  const seen = (key: string, etag: string): Note => {
    const before = noteOf(key);
    if (before?.etag === etag) return before;
    const now = { ...before, revision: (before?.revision ?? 0) + 1, etag };
    notes.setItem(place(key), JSON.stringify(now));
    return now;
  };
  const entries = async (): Promise<readonly GraphEntry[]> => (await server.ask('graphs')).value.graphs;
  const headOf = ({ id, name, nodes, changed }: GraphEntry, { revision, example }: Note): KeptHead => ({ key: id, name, nodes, changed, revision, ...(example === undefined ? {} : { example }) });

  const put = async (kept: Kept, document: RuleDocument, headers: Readonly<Record<string, string>>): Promise<boolean> => {
    try {
      const { value } = await server.ask('saveGraph', { params: { id: kept.key }, body: { ...document }, headers });
      notes.setItem(place(kept.key), JSON.stringify({ revision: kept.revision, etag: value.etag, example: kept.example }));
      return true;
    } catch (error) {
      if (isRefusal(error, 412)) return false;
      throw error;
    }
  };

  return {
    shared: true,
    async list() {
      const heads = (await entries()).map((entry) => headOf(entry, seen(entry.id, entry.etag)));
      return heads.toSorted((one, other) => other.changed - one.changed);
    },
    async read(key) {
      const entry = (await entries()).find(({ id }) => id === key);
      if (entry === undefined) return undefined;
      const { value, etag } = await server.ask('graph', { params: { id: key } });
      const { document } = parseDocument(value, meaning);
      return document === undefined ? undefined : { ...headOf(entry, seen(key, etag ?? entry.etag)), name: document.name, document };
    },
    async write(kept) {
      const { key, document } = kept;
      const own = document.id === key ? document : { ...document, id: key };
      const before = kept.revision === 1 ? undefined : noteOf(key);
      if (kept.revision > 1 && before?.revision !== kept.revision - 1) return false;
      if (!(await put(kept, own, before === undefined ? { 'if-none-match': '*' } : { 'if-match': before.etag }))) return false;
      if (document.id !== key && kept.revision === 1) await copyFiles(document.id, key).catch(() => undefined);
      return true;
    },
    async remove(key) {
      const entry = (await entries()).find(({ id }) => id === key);
      if (entry !== undefined) await server.ask('deleteGraph', { params: { id: key }, headers: { 'if-match': entry.etag } });
      notes.removeItem(place(key));
    },
    async versions(key) {
      const { value: { versions } } = await server.ask('versions', { params: { id: key } });
      const read = versions.map(async ({ number, name, note, made }): Promise<Version | undefined> => {
        const at = `${key} ${number} ${made}`;
        const there = known.get(at);
        if (there !== undefined) return there;
        const { document } = parseDocument((await server.ask('version', { params: { id: key, number: String(number) } })).value, meaning);
        if (document === undefined) return undefined;
        const version: Version = { number, name, note, made, document };
        known.set(at, version);
        return version;
      });
      return (await Promise.all(read)).filter((each) => each !== undefined).toSorted((one, other) => one.number - other.number);
    },
    async addVersion(key, { number, name, note, document }) {
      const { value: { versions } } = await server.ask('versions', { params: { id: key } });
      if (versions.some((each) => each.number >= number)) return false;
      await server.ask('saveVersion', { params: { id: key }, body: { name, note, document: { ...document, id: key } } });
      return true;
    },
  };
}
