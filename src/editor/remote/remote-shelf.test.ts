import { expect, test } from 'vitest';
import { RefusedByServer } from '../../api/client.ts';
import { inLanguage } from '../../data/text.ts';
import { documentSchema } from '../../graph/document.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { Kept } from '../documents/shelf.ts';
import { remoteShelf } from './remote-shelf.ts';

const graph: RuleDocument = documentSchema.parse({ format: 'ruleloom/graph', version: 1, id: 'g', name: 'G', nodes: [], edges: [] });

interface Given {
  readonly params?: { readonly id: string } | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: RuleDocument | undefined;
}

/** A folder that answers as the server does, as far as a shelf asks it. */
function folder() {
  const files = new Map<string, { readonly document: RuleDocument; readonly etag: string }>();
  let states = 0;
  const write = (document: RuleDocument): string => {
    states += 1;
    files.set(document.id, { document, etag: `"${states}"` });
    return `"${states}"`;
  };
  const entries = () => [...files].map(([id, { document, etag }]) => ({ id, name: inLanguage(document.name, 'en'), file: `${id}.rules.json`, etag, changed: 7, nodes: 0, errors: 0 }));
  const ask = async (name: string, { params, headers, body }: Given = {}) => {
    const there = files.get(params?.id ?? '');
    const answer = (value: unknown, etag?: string) => ({ status: 200, value, etag });
    if (name === 'graphs') return answer({ graphs: entries() });
    if (name === 'graph') return answer(there?.document, there?.etag);
    if (name === 'saveGraph' && body !== undefined) {
      const follows = headers?.['if-match'];
      if (there?.etag !== follows) throw new RefusedByServer(412, undefined);
      return answer({ etag: write(body) });
    }
    throw new Error(`not asked for here: ${name}`);
  };
  return { files, write, ask: ask as never };
}

const kept = (name: string, revision: number, key = 'g'): Kept => ({ key, name, nodes: 0, changed: 0, revision, document: { ...graph, name } });

function notes() {
  const held = new Map<string, string>();
  return { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, text: string) => void held.set(key, text), removeItem: (key: string) => void held.delete(key) };
}

test('states of a graph are numbered as they are seen, the same in every tab', async () => {
  const { ask, write } = folder();
  const own = notes();
  const [one, other] = [remoteShelf({ server: { ask }, notes: own, copyFiles: async () => undefined }), remoteShelf({ server: { ask }, notes: own, copyFiles: async () => undefined })];
  expect(await one.write(kept('Mine', 1))).toBe(true);
  expect((await other.read('g'))?.revision).toBe(1);
  expect(await other.write(kept('Mine, changed', 2))).toBe(true);
  expect(await one.write(kept('Out of date', 2))).toBe(false);
  write({ ...graph, name: 'Theirs' });
  expect(await one.read('g')).toMatchObject({ revision: 3, name: 'Theirs' });
  expect(await one.list()).toMatchObject([{ key: 'g', revision: 3 }]);
});

test('what somebody else wrote is never written over', async () => {
  const { ask, write, files } = folder();
  const shelf = remoteShelf({ server: { ask }, notes: notes(), copyFiles: async () => undefined });
  await shelf.write(kept('Mine', 1));
  write({ ...graph, name: 'Theirs' });
  expect(await shelf.write(kept('Mine, changed', 2))).toBe(false);
  expect(await shelf.write(kept('New', 1))).toBe(false);
  expect(files.get('g')?.document.name).toBe('Theirs');
});

test('a copy has an id of its own, and the files of what it was', async () => {
  const { ask, files } = folder();
  const copied: string[] = [];
  const shelf = remoteShelf({ server: { ask }, notes: notes(), copyFiles: async (from, to) => void copied.push(`${from} ${to}`) });
  await shelf.write(kept('Copy', 1, 'g-2'));
  expect(files.get('g-2')?.document.id).toBe('g-2');
  expect(copied).toEqual(['g g-2']);
});
