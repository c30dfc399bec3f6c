import { expect, test } from 'vitest';
import { documentSchema } from '../../graph/document.ts';
import { withTables } from './with-tables.ts';

const graph = documentSchema.parse({
  format: 'ruleloom/graph', version: 1, id: 'g', name: 'G', nodes: [], edges: [],
  tables: [{ id: 'groups', name: 'Groups', columns: [{ name: 'group', type: 'text' }, { name: 'limit', type: 'number' }], data: { file: 'groups.csv' } }],
});

test('rows of table files go along, and one that is not here is asked for by its name', async () => {
  const { tables } = await withTables(graph, { 'groups.csv': new Blob(['group,limit\nfood,20\ntravel,\n']) });
  expect(tables.map(({ data }) => data)).toEqual([{ rows: [['food', 20], ['travel', null]] }]);
  await expect(withTables(graph, {})).rejects.toMatchObject({ words: { en: 'The table file “groups.csv” is not here: give it to the graph first.' } });
});
