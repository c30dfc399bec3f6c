import { expect, test } from 'vitest';
import { documentSchema } from '../../graph/document.ts';
import { openDocument } from './document-store.ts';
import { createSession, onlyNode } from './session-store.ts';

const graph = documentSchema.parse({
  format: 'ruleloom/graph',
  version: 1,
  id: 'small',
  name: 'Small',
  nodes: ['a', 'b'].map((id) => ({ id, kind: 'filter', name: id, at: [0, 0], config: {} })),
  edges: [{ from: 'a', to: 'b' }],
});

function session(kept = new Map<string, string>(), narrow = false) {
  const { store: document } = openDocument(graph, { now: () => 0 });
  const store = createSession(document, { read: (key) => kept.get(key) ?? null, write: (key, value) => void kept.set(key, value) }, narrow);
  return { document, store, kept };
}

test('a selection replaces the one before, or adds to it', () => {
  const { store } = session();
  store.getState().select({ nodes: new Set(['a']) });
  expect(onlyNode(store.getState().selection)).toBe('a');
  store.getState().select({ edges: new Set(['a b']) });
  expect(store.getState().selection.nodes.size).toBe(0);
  store.getState().select({ nodes: new Set(['b']) }, 'keep');
  expect([...store.getState().selection.edges]).toEqual(['a b']);
  expect(onlyNode(store.getState().selection)).toBeUndefined();
});

test('what is selected goes when it is removed', () => {
  const { document, store } = session();
  store.getState().select({ nodes: new Set(['a', 'b']), edges: new Set(['a b']) });
  store.getState().showRows({ node: 'a', port: 'match' });
  document.getState().apply({ edit: 'removeNodes', args: { nodes: ['a'] } });
  expect(store.getState().selection).toMatchObject({ nodes: new Set(['b']), edges: new Set() });
  expect(store.getState().rows).toBeUndefined();
});

test('an inspector that was closed opens for another node only', () => {
  const { store } = session();
  store.getState().select({ nodes: new Set(['a']) });
  store.getState().showInspector(false);
  store.getState().select({ nodes: new Set(['a']) });
  expect(store.getState().inspector).toBe(false);
  store.getState().select({ nodes: new Set(['b']) });
  expect(store.getState().inspector).toBe(true);
});

test('a click on a count opens its rows', () => {
  const { store } = session();
  store.getState().showDock({ open: false });
  store.getState().showRows({ node: 'a', port: 'match' });
  expect(store.getState()).toMatchObject({ rows: { node: 'a', port: 'match' }, dock: { open: true, tab: 'data' } });
});

test('how panels stand is remembered, within reason', () => {
  const { store, kept } = session();
  store.getState().showDock({ height: 9000, open: false });
  store.getState().showPalette('icons');
  expect(session(kept).store.getState()).toMatchObject({ palette: 'icons', dock: { open: false, height: 640 } });
  expect(session(new Map([['ruleloom.dock.height', 'tall']])).store.getState().dock.height).toBe(228);
  expect(session(new Map(), true).store.getState()).toMatchObject({ palette: 'icons', dock: { open: false } });
});
