import { expect, test } from 'vitest';
import { putOnShelf } from '../documents/put-away.ts';
import { memoryShelf } from '../documents/testing.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { listAt, listKey, namesakesOf, sharedLists } from './all-lists.ts';
import { changeOf, copyOf } from './list-edits.ts';
import { openListsDesk } from './lists-desk.ts';

const graph = (id: string, values: readonly string[]): RuleDocument => ({
  format: 'ruleloom/graph', version: 1, id, name: id, nodes: [], edges: [], groups: [], notes: [], tables: [], tests: [],
  sets: [{ id: 'countries', name: 'Countries', type: 'text', values: [...values] }],
});

const nowhere = { getItem: () => null, setItem: () => {}, removeItem: () => {}, keys: () => [] };
const noTabs = { locks: undefined, channel: () => ({ postMessage: () => {}, addEventListener: () => {}, close: () => {} }) };

async function deskOf(...graphs: readonly RuleDocument[]) {
  const shelf = memoryShelf();
  for (const each of graphs) await putOnShelf(shelf, each);
  const desk = openListsDesk({ shelf, tabs: noTabs, drawer: nowhere });
  await desk.getState().refresh();
  return { shelf, desk, lists: () => sharedLists(desk.getState().graphs) };
}

test('lists of one name and one content are one list of several graphs', async () => {
  const { lists } = await deskOf(graph('a', ['CN']), graph('b', ['CN']), graph('c', ['HK']));
  const all = lists();
  const [two, ...others] = all.toSorted((one, other) => other.homes.length - one.homes.length);
  expect(two?.homes.map(({ graph: key }) => key).toSorted()).toEqual(['a', 'b']);
  expect(others).toHaveLength(1);
  expect(two === undefined ? [] : namesakesOf(two, all, String)).toEqual(others);
});

test('a change goes to each graph as one step, is kept there, and taken back in each', async () => {
  const { shelf, desk, lists } = await deskOf(graph('a', ['CN']), graph('b', ['CN']));
  const { change, undo, redo, close } = desk.getState();
  const put = changeOf('countries', { what: 'set', type: 'text', values: ['CN', 'HK'] });
  await change([{ graph: 'a', edit: put }, { graph: 'b', edit: put }]);
  const valuesNow = (): unknown => lists().map(({ it, homes }) => [homes.length, 'values' in it ? it.values : undefined]);
  expect(valuesNow()).toEqual([[2, ['CN', 'HK']]]);
  await undo();
  expect(valuesNow()).toEqual([[2, ['CN']]]);
  expect(desk.getState().undoable).toBeUndefined();
  await redo();
  await close();
  expect([...shelf.kept.values()].map(({ document }) => document.sets[0]?.values)).toEqual([['CN', 'HK'], ['CN', 'HK']]);
});

test('what another tab changed is shown, and never written over by what was seen before', async () => {
  const { shelf, desk, lists } = await deskOf(graph('a', ['CN']));
  const other = openListsDesk({ shelf, tabs: noTabs, drawer: nowhere });
  await other.getState().refresh();
  const put = (...values: readonly string[]) => [{ graph: 'a', edit: changeOf('countries', { what: 'set', type: 'text', values: [...values] }) }];
  await other.getState().change(put('CN', 'HK'));
  await other.getState().close();
  await desk.getState().change(put('CN', 'US'));
  expect(desk.getState().notice?.en).toContain('changed in another tab');
  expect(lists()[0]?.it).toMatchObject({ values: ['CN', 'HK'] });
  await desk.getState().change(put('CN', 'HK', 'US'));
  await desk.getState().close();
  expect(shelf.kept.get('a')?.document.sets[0]?.values).toEqual(['CN', 'HK', 'US']);
});

test('typing that goes on is one step', async () => {
  const { desk, lists } = await deskOf(graph('a', []));
  for (const values of [['C'], ['CN']]) await desk.getState().change([{ graph: 'a', edit: changeOf('countries', { what: 'set', type: 'text', values }) }], 'typing');
  await desk.getState().undo();
  expect(lists()[0]?.it).toMatchObject({ values: [] });
});

test('a copy for another graph becomes one list with the first', async () => {
  const { desk, lists } = await deskOf(graph('a', ['CN']), { ...graph('b', []), sets: [] });
  const list = listAt(lists(), listKey('set', 'a', 'countries'));
  if (list !== undefined) await desk.getState().change([{ graph: 'b', edit: copyOf(list) }]);
  expect(lists().map(({ homes }) => homes.length)).toEqual([2]);
});
