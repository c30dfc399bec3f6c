import { expect, test } from 'vitest';
import { documentSchema } from '../../graph/document.ts';
import { printDocument } from '../../graph/serialise.ts';
import { beginWith, copyOnShelf, putBack, putOnShelf, takeAway } from './put-away.ts';
import { readGraph } from './read-graph.ts';
import { memoryShelf } from './testing.ts';

const graph = documentSchema.parse({ format: 'ruleloom/graph', version: 1, id: 'fraud', name: { en: 'Fraud', zh: '欺诈' }, nodes: [], edges: [] });

test('each graph gets a key of its own', async () => {
  const shelf = memoryShelf();
  expect(await putOnShelf(shelf, graph)).toBe('fraud');
  expect(await putOnShelf(shelf, graph)).toBe('fraud-2');
});

test('a template is opened as it is until somebody has gone on with it', async () => {
  const shelf = memoryShelf();
  expect(await beginWith(shelf, 'fraud', graph)).toBe('fraud');
  expect(shelf.kept.size).toBe(0);
  await putOnShelf(shelf, graph);
  expect(await beginWith(shelf, 'fraud', graph)).toBe('fraud-2');
  expect(shelf.kept.get('fraud-2')).toMatchObject({ example: 'fraud', document: graph });
  shelf.broken = true;
  expect(await beginWith(shelf, 'fraud', graph)).toBe('fraud');
});

test('a copy has a name of its own and reads the same files', async () => {
  const shelf = memoryShelf();
  await putOnShelf(shelf, graph, 'fraud');
  expect(await copyOnShelf(shelf, 'fraud')).toBe('fraud-2');
  expect(shelf.kept.get('fraud-2')).toMatchObject({ name: { en: 'Fraud 2', zh: '欺诈 2' }, example: 'fraud' });
  expect(await copyOnShelf(shelf, 'gone')).toBeUndefined();
});

test('what was removed comes back, and never in the place of another', async () => {
  const shelf = memoryShelf();
  await putOnShelf(shelf, graph, 'fraud');
  await shelf.addVersion('fraud', { number: 1, name: 'One', note: '', made: 0, document: graph });
  const removed = await takeAway(shelf, 'fraud');
  if (removed === undefined) throw new Error('nothing removed');
  expect(await shelf.versions('fraud')).toEqual([]);
  await putBack(shelf, removed);
  expect(shelf.kept.get('fraud')).toMatchObject({ example: 'fraud' });
  expect(await shelf.versions('fraud')).toMatchObject([{ name: 'One' }]);
  await putBack(shelf, removed);
  expect(await shelf.versions('fraud-2')).toMatchObject([{ name: 'One' }]);
});

test('a file is a graph, or says why it is none', () => {
  expect(readGraph(printDocument(graph)).document?.id).toBe('fraud');
  expect(readGraph('{"a": 1}').fault?.en).toMatch(/no rule graph/);
  expect(readGraph('a,b\n1,2').fault).toBeDefined();
});
