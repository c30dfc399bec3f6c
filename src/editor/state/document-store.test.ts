import { expect, test } from 'vitest';
import { documentSchema } from '../../graph/document.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { openDocument, sameMeaning } from './document-store.ts';

const graph: RuleDocument = documentSchema.parse({
  format: 'ruleloom/graph',
  version: 1,
  id: 'small',
  name: 'Small',
  nodes: [
    { id: 'payments', kind: 'source', name: 'Payments', at: [0, 0], config: { event: { one: 'payment' }, fields: [{ name: 'amount', type: 'number' }], sample: { type: 'rows', rows: [] } } },
    { id: 'large', kind: 'filter', name: 'Large', at: [300, 0], config: { when: { logic: { '>': [{ var: 'amount' }, 100] } } } },
  ],
  edges: [{ from: 'payments', to: 'large' }],
});

const clock = (): { now: () => number; pass: (ms: number) => void } => {
  let at = 0;
  return { now: () => at, pass: (ms) => void (at += ms) };
};

const nameOf = (document: RuleDocument, id: string): unknown => document.nodes.find((node) => node.id === id)?.name;

test('an edit is a step with a name, undone and redone', () => {
  const { store } = openDocument(graph, { now: () => 0 });
  const applied = store.getState().apply({ edit: 'renameNode', args: { node: 'large', name: 'Big' } });
  expect(applied.problem).toBeUndefined();
  expect(nameOf(store.getState().document, 'large')).toBe('Big');
  expect(store.getState().steps).toEqual([{ words: { en: 'Rename “Large”', zh: '重命名“Large”' }, done: true }]);
  store.getState().undo();
  expect(nameOf(store.getState().document, 'large')).toBe('Large');
  expect(store.getState()).toMatchObject({ at: 0, steps: [{ done: false }] });
  store.getState().redo();
  expect(nameOf(store.getState().document, 'large')).toBe('Big');
});

test('typing is one step until it pauses', () => {
  const { now, pass } = clock();
  const { store } = openDocument(graph, { now });
  const type = (name: string): void => void store.getState().apply({ edit: 'setName', args: { name } }, { coalesce: 'name' });
  type('S');
  pass(300);
  type('Sm');
  expect(store.getState().at).toBe(1);
  pass(5000);
  type('Sma');
  expect(store.getState().at).toBe(2);
  store.getState().undo();
  expect(store.getState().document.name).toBe('Sm');
  store.getState().undo();
  expect(store.getState().document.name).toBe('Small');
});

test('typing elsewhere in between ends a step', () => {
  const { store } = openDocument(graph, { now: () => 0 });
  const { apply } = store.getState();
  apply({ edit: 'setName', args: { name: 'A' } }, { coalesce: 'name' });
  apply({ edit: 'renameNode', args: { node: 'large', name: 'B' } }, { coalesce: 'name of large' });
  apply({ edit: 'setName', args: { name: 'C' } }, { coalesce: 'name' });
  expect(store.getState().at).toBe(3);
});

test('what is refused says why and changes nothing', () => {
  const { store } = openDocument(graph, { now: () => 0 });
  const before = store.getState();
  const { problem } = before.apply({ edit: 'renameNode', args: { node: 'gone', name: 'x' } });
  expect(problem?.code).toBe('unknown-part');
  expect(store.getState()).toBe(before);
});

test('a move leaves the compilation alone, a connection does not', () => {
  const { store } = openDocument(graph, { now: () => 0 });
  const { compilation, apply } = store.getState();
  apply({ edit: 'moveNodes', args: { nodes: { large: [400, 40] } } });
  expect(store.getState().compilation).toBe(compilation);
  apply({ edit: 'disconnect', args: { edges: [{ from: 'payments', to: 'large' }] } });
  expect(store.getState().compilation).not.toBe(compilation);
  expect(store.getState().compilation.problems.map(({ code }) => code)).toContain('not-connected');
});

test('a note that is copied says nothing to the compiler', () => {
  const { store } = openDocument({ ...graph, notes: [{ id: 'why', text: 'Why 100', at: [0, 200], size: [160, 80] }] }, { now: () => 0 });
  const { compilation, document, apply } = store.getState();
  apply({ edit: 'duplicate', args: { nodes: [], notes: ['why'], offset: [24, 24] } });
  expect(store.getState().document.notes).toHaveLength(2);
  expect(store.getState().compilation).toBe(compilation);
  expect(sameMeaning(document, store.getState().document)).toBe(true);
});

test('a graph that takes long is compiled once, after its edits have shown', () => {
  const { now, pass } = clock();
  const tasks: (() => void)[] = [];
  // Each look at the clock finds half a second gone.
  const { store } = openDocument(graph, { now: () => (pass(500), now()), soon: (task) => void tasks.push(task) });
  const { compilation, apply } = store.getState();
  apply({ edit: 'renameNode', args: { node: 'large', name: 'Big' } });
  apply({ edit: 'renameNode', args: { node: 'large', name: 'Bigger' } });
  expect(nameOf(store.getState().document, 'large')).toBe('Bigger');
  expect(store.getState().compilation).toBe(compilation);
  expect(tasks).toHaveLength(1);
  tasks[0]?.();
  expect(store.getState().compilation.analysis.document).toBe(store.getState().document);
});

test('a graph that another tab has takes no edits', () => {
  const { store, setEditable, replace } = openDocument(graph, { now: () => 0 });
  store.getState().apply({ edit: 'setName', args: { name: 'Mine' } });
  setEditable(false);
  expect(store.getState().apply({ edit: 'setName', args: { name: 'Other' } }).problem?.code).toBe('open-elsewhere');
  store.getState().undo();
  expect(store.getState().document.name).toBe('Mine');
  replace({ ...graph, name: 'Theirs' });
  expect(store.getState()).toMatchObject({ at: 0, steps: [], document: { name: 'Theirs' } });
});
