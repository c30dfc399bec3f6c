import { expect, test } from 'vitest';
import { memoryShelf } from '../documents/testing.ts';
import { openDocument } from '../state/document-store.ts';
import { sketch } from '../../graph/testing-meaning.ts';
import { openVersions } from './versions.ts';

const graph = { ...sketch({ a: { kind: 'source', fields: ['x'] } }, []), name: 'First' };

function begin(shelf = memoryShelf()) {
  const open = openDocument(graph, { now: () => 0 });
  const versions = openVersions({ shelf, key: 'g', document: open.store, keep: () => Promise.resolve(), now: () => 7 });
  return { shelf, open, versions, store: versions.store };
}

test('versions are numbered from 1, and stay as they were', async () => {
  const { open, store, versions } = begin();
  expect(await store.getState().save(' Start ', 'as agreed')).toBe(1);
  open.store.getState().apply({ edit: 'setName', args: { name: 'Second' } });
  expect(await store.getState().save('', '')).toBe(2);
  await versions.read();
  expect(store.getState().versions).toMatchObject([
    { number: 1, name: 'Start', note: 'as agreed', made: 7, document: { name: 'First' } },
    { number: 2, name: '', document: { name: 'Second' } },
  ]);
});

test('another tab\'s version is not written over', async () => {
  const { shelf, store } = begin();
  const other = begin(shelf);
  await store.getState().save('mine', '');
  expect(await other.store.getState().save('theirs', '')).toBe(2);
  expect((await shelf.versions('g')).map(({ name }) => name)).toEqual(['mine', 'theirs']);
  expect(await shelf.addVersion('g', { number: 2, name: 'x', note: '', made: 0, document: graph })).toBe(false);
});

test('they follow the graph to another key', async () => {
  const { shelf, store, versions } = begin();
  await store.getState().save('one', '');
  await versions.moved('g-2');
  await store.getState().save('two', '');
  expect((await shelf.versions('g-2')).map(({ name }) => name)).toEqual(['one', 'two']);
  expect(await shelf.versions('g')).toHaveLength(1);
});

test('nothing is made where the graph is edited elsewhere, or the browser keeps nothing', async () => {
  const { shelf, open, store, versions } = begin();
  open.setEditable(false);
  expect(await store.getState().save('', '')).toBeUndefined();
  open.setEditable(true);
  shelf.broken = true;
  expect(await store.getState().save('', '')).toBeUndefined();
  await versions.read();
  expect(store.getState()).toMatchObject({ state: 'failed', versions: [] });
});
