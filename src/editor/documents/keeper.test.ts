import { expect, test } from 'vitest';
import { documentSchema } from '../../graph/document.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { openDocument } from '../state/document-store.ts';
import { createKeeper } from './keeper.ts';
import type { KeeperOptions } from './keeper.ts';
import { holdGraph } from './hold-graph.ts';
import { catchUnwritten, neverWritten, recover } from './safety-net.ts';
import type { Kept } from './shelf.ts';
import { memoryShelf } from './testing.ts';
import { unwrittenKeys } from './unwritten.ts';

const graph: RuleDocument = documentSchema.parse({ format: 'ruleloom/graph', version: 1, id: 'g', name: 'G', nodes: [], edges: [] });
const keptAs = (name: string, revision: number): Kept => ({ key: 'g', name, nodes: 0, changed: 7, revision, document: { ...graph, name } });

function started(options: Partial<KeeperOptions> = {}) {
  const shelf = memoryShelf();
  const { store, replace } = openDocument(options.document?.getState().document ?? graph, { now: () => 0 });
  const tasks: (() => void)[] = [];
  let clock = 100;
  const keeper = createKeeper({
    document: store, shelf, key: 'g', example: undefined, revision: 0, changed: 0,
    now: () => clock,
    later(task) {
      tasks.push(task);
      return () => void tasks.splice(tasks.indexOf(task) >>> 0, 1);
    },
    ...options,
  });
  const rename = (name: string): void => void store.getState().apply({ edit: 'setName', args: { name } });
  return { shelf, store, replace, keeper, tasks, rename, pass: () => void (clock += 50), state: () => keeper.saved.getState() };
}

test('nothing is written until something changes', async () => {
  const { shelf, keeper, state } = started();
  await keeper.flush();
  expect(shelf.kept.size).toBe(0);
  expect(state()).toEqual({ state: 'untouched' });
});

test('changes in a row are written once, the last as it is', async () => {
  const { shelf, keeper, rename, tasks, state } = started();
  rename('A');
  rename('B');
  expect(state()).toEqual({ state: 'unsaved' });
  expect(tasks).toHaveLength(1);
  await keeper.flush();
  expect(shelf.kept.get('g')).toMatchObject({ name: 'B', revision: 1, document: { name: 'B' } });
  expect(state()).toEqual({ state: 'saved', at: 100 });
});

test('what changes while writing is written after it', async () => {
  const { shelf, keeper, rename, state } = started();
  rename('A');
  const first = keeper.flush();
  rename('B');
  await first;
  expect(state()).toEqual({ state: 'unsaved' });
  await keeper.flush();
  expect(shelf.kept.get('g')).toMatchObject({ name: 'B', revision: 2 });
});

test('what another tab wrote is never written over: one goes on as a copy', async () => {
  const moved: string[] = [];
  const { shelf, keeper, rename } = started({ moved: (key) => void moved.push(key) });
  rename('Mine');
  shelf.kept.set('g', keptAs('Theirs', 1));
  await keeper.flush();
  expect(shelf.kept.get('g')?.name).toBe('Theirs');
  expect(shelf.kept.get('g-2')).toMatchObject({ name: 'Mine', revision: 1 });
  expect(moved).toEqual(['g-2']);
  rename('Mine again');
  await keeper.flush();
  expect(shelf.kept.get('g-2')).toMatchObject({ name: 'Mine again', revision: 2 });
});

test('where nothing can be written it says so, and tries again', async () => {
  const { shelf, keeper, rename, tasks, state } = started();
  shelf.broken = true;
  rename('A');
  await keeper.flush();
  expect(state()).toEqual({ state: 'failed', full: false });
  shelf.broken = false;
  tasks.at(-1)?.();
  await keeper.flush();
  expect(state()).toMatchObject({ state: 'saved' });
  expect(shelf.kept.get('g')?.name).toBe('A');
});

test('what another tab wrote is what the next change builds on', async () => {
  const { shelf, keeper, rename, replace } = started();
  const theirs = keptAs('Theirs', 4);
  shelf.kept.set('g', theirs);
  keeper.follow(theirs);
  replace(theirs.document);
  await keeper.flush();
  expect(shelf.kept.get('g')?.revision).toBe(4);
  rename('Next');
  await keeper.flush();
  expect(shelf.kept.get('g')).toMatchObject({ name: 'Next', revision: 5 });
});

function drawer() {
  const inside = new Map<string, string>();
  return { inside, getItem: (key: string) => inside.get(key) ?? null, setItem: (key: string, text: string) => void inside.set(key, text), removeItem: (key: string) => void inside.delete(key), keys: () => [...inside.keys()] };
}

test('what a page had no time to write is found when the graph is opened again, once', async () => {
  const { keeper, shelf, rename } = started();
  const net = drawer();
  catchUnwritten(keeper, net);
  expect(net.inside.size).toBe(0);
  rename('Hurried');
  catchUnwritten(keeper, net);
  expect((await recover('g', undefined, shelf, net))?.name).toBe('Hurried');
  expect(await recover('g', undefined, shelf, net)).toBeUndefined();
});

test('what was written after all is not recovered, and what others wrote since stays', async () => {
  const { keeper, shelf, rename } = started();
  const net = drawer();
  rename('Hurried');
  catchUnwritten(keeper, net);
  expect(await recover('g', keptAs('Hurried', 1), shelf, net)).toBeUndefined();
  expect(shelf.kept.size).toBe(0);
  catchUnwritten(keeper, net);
  shelf.kept.set('g', keptAs('Theirs', 3));
  expect(await recover('g', shelf.kept.get('g'), shelf, net)).toBeUndefined();
  expect(shelf.kept.get('g-2')?.document.name).toBe('Hurried');
});

test('a graph whose very first write failed is there as it was left, until there is room', async () => {
  const { keeper, rename, shelf } = started({ example: 'card-fraud' });
  const net = drawer();
  shelf.broken = true;
  rename('Too much');
  await keeper.flush();
  catchUnwritten(keeper, net);
  expect(unwrittenKeys(net)).toEqual(['g']);
  expect(neverWritten('g', net)).toMatchObject({ key: 'g', name: 'Too much', revision: 0, example: 'card-fraud' });
  shelf.broken = false;
  const held = await holdGraph('g', { shelf, drawer: net, tabs: { locks: undefined, channel: () => ({ postMessage: () => {}, addEventListener: () => {}, close: () => {} }) }, lost: () => undefined, failed: () => undefined });
  await held?.flush();
  expect(shelf.kept.get('g')).toMatchObject({ name: 'Too much', revision: 1, example: 'card-fraud' });
  expect(unwrittenKeys(net)).toEqual([]);
});

test('on a shelf that others write on nothing more is written until a person has chosen', async () => {
  const shelf = Object.assign(memoryShelf(), { shared: true });
  const moved: string[] = [];
  const { keeper, rename, replace, state } = started({ shelf, revision: 1, changed: 7, moved: (key) => moved.push(key) });
  shelf.kept.set('g', keptAs('Theirs', 2));
  rename('Mine');
  await keeper.flush();
  expect(state()).toEqual({ state: 'parted' });
  rename('Mine again');
  await keeper.flush();
  expect([shelf.kept.size, shelf.kept.get('g')?.name, state()]).toEqual([1, 'Theirs', { state: 'parted' }]);
  await keeper.part();
  expect(moved).toEqual(['g-2']);
  expect(shelf.kept.get('g-2')).toMatchObject({ name: 'Mine again', revision: 1 });

  shelf.kept.set('g-2', { ...keptAs('Theirs again', 2), key: 'g-2' });
  rename('Once more');
  await keeper.flush();
  expect(state()).toEqual({ state: 'parted' });
  const theirs = keptAs('Theirs again', 2);
  keeper.follow(theirs);
  replace(theirs.document);
  rename('After theirs');
  await keeper.flush();
  expect(shelf.kept.get('g-2')).toMatchObject({ name: 'After theirs', revision: 3 });
});
