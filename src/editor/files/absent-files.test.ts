import { expect, test } from 'vitest';
import { documentSchema } from '../../graph/document.ts';
import { openDocument } from '../state/document-store.ts';
import { watchAbsent } from './absent-files.ts';
import { fileReadBy, filesNamedIn } from './named-files.ts';

const sample = { type: 'file', path: 'orders.csv' };
const graph = documentSchema.parse({
  format: 'ruleloom/graph',
  version: 1,
  id: 'shop',
  name: 'Shop',
  nodes: [
    { id: 'orders', kind: 'source', name: 'Orders', at: [0, 0], config: { sample } },
    { id: 'group', kind: 'lookup', name: 'Group', at: [300, 0], config: { table: 'groups' } },
    { id: 'large', kind: 'filter', name: 'Large', at: [600, 0], config: { sample } },
  ],
  edges: [],
  tables: [{ id: 'groups', name: 'Groups', columns: [{ name: 'group', type: 'text' }], data: { file: 'groups.csv' } }],
});

const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve); });

test('a source reads its sample, and a lookup its table', () => {
  expect(filesNamedIn(graph)).toEqual(['orders.csv', 'groups.csv']);
  expect(graph.nodes.map((node) => fileReadBy(node, graph))).toEqual(['orders.csv', 'groups.csv', undefined]);
});

test('what is missing is known at first, after an edit that names another file, and when one was given', async () => {
  const { store } = openDocument(graph, { now: () => 0 });
  const here = new Set(['groups.csv']);
  const asked: string[][] = [];
  const absent = watchAbsent(store, (_, paths) => {
    asked.push([...paths]);
    return Promise.resolve(paths.filter((path) => !here.has(path)));
  });
  const missing = (): readonly string[] => [...absent.store.getState().paths];
  await settled();
  expect(missing()).toEqual(['orders.csv']);
  store.getState().apply({ edit: 'renameNode', args: { node: 'large', name: 'Big' } });
  await settled();
  const before = asked.length;
  store.getState().apply({ edit: 'renameNode', args: { node: 'large', name: 'Bigger' } });
  await settled();
  expect(asked).toHaveLength(before);
  store.getState().apply({ edit: 'configureNode', args: { node: 'orders', config: { sample: { type: 'file', path: 'other.csv' } } } });
  await settled();
  expect(missing()).toEqual(['other.csv']);
  here.add('other.csv');
  absent.store.getState().look();
  await settled();
  expect(missing()).toEqual([]);
  absent.close();
});
