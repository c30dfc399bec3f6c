import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDocument } from '../../graph/serialise.ts';
import { testEditor } from '../state/testing.ts';
import { createCanvasStore, follow } from './canvas-store.ts';
import type { CanvasState } from './canvas-store.ts';
import { cardShowing, membersMoved } from './collapse.ts';
import { plainMeasure } from './geometry/measure.ts';

const text = readFileSync(new URL('../../../rules-examples/card-fraud/card-fraud.rules.json', import.meta.url), 'utf8');

function drawn(collapsed: boolean): CanvasState & { readonly group: { readonly id: string; readonly nodes: readonly string[] } } {
  const { document } = parseDocument(text);
  const group = document?.groups.find(({ nodes }) => nodes.includes('testing'));
  if (document === undefined || group === undefined) throw new Error('no graph with groups');
  const { editor } = testEditor(document);
  if (collapsed) editor.document.getState().apply({ edit: 'toggleGroup', args: { group: group.id } });
  const store = createCanvasStore();
  follow(store, editor, 'en', plainMeasure('en'));
  return { ...store.getState(), group };
}

test('a collapsed group is one card in place of its nodes, and says what they are', () => {
  const [open, closed] = [drawn(false), drawn(true)];
  const { nodes } = closed.group;
  expect(closed.cards.size).toBe(open.cards.size - nodes.length + 1);
  for (const id of nodes) expect(closed.cards.has(id)).toBe(false);
  const card = cardShowing(closed.cards, 'testing');
  expect(card?.members).toEqual(nodes);
  expect(card?.face.says).toMatch(new RegExp(`^${nodes.length} nodes: .*Card testing`));
  expect(card?.x).toBe(Math.min(...nodes.map((id) => open.cards.get(id)?.x ?? Infinity)));
});

test('edges within it go; those that leave keep their rows, and those from one output become one', () => {
  const [open, closed] = [drawn(false), drawn(true)];
  const nodes = new Set(closed.group.nodes);
  const crossing = open.wires.filter(({ from, to }) => nodes.has(from.node) !== nodes.has(to.node));
  const own = closed.wires.filter(({ from, to }) => from.node.startsWith('group:') || to.node.startsWith('group:'));
  expect(own.flatMap(({ keys }) => keys).toSorted()).toEqual(crossing.map(({ key }) => key).toSorted());
  expect(own.length).toBeLessThan(crossing.length);
  for (const wire of own.filter(({ from }) => from.node.startsWith('group:'))) {
    expect(wire.from.port).toBe(`${wire.of.node}.${wire.of.port}`);
    expect(cardShowing(closed.cards, wire.of.node)?.face.outputs.find(({ id }) => id === wire.from.port)).toMatchObject({ stream: wire.stream, of: wire.of });
  }
});

test('where its card goes, its nodes go', () => {
  const { document } = parseDocument(text);
  if (document === undefined) throw new Error('no graph');
  const [one, other] = document.nodes;
  const ids = [one?.id ?? '', other?.id ?? ''];
  const [x, y] = [Math.min(one?.at[0] ?? 0, other?.at[0] ?? 0), Math.min(one?.at[1] ?? 0, other?.at[1] ?? 0)];
  const moved = membersMoved(document, ids, [x + 10, y - 5]);
  expect(moved[ids[0] ?? '']).toEqual([(one?.at[0] ?? 0) + 10, (one?.at[1] ?? 0) - 5]);
  expect(moved[ids[1] ?? '']).toEqual([(other?.at[0] ?? 0) + 10, (other?.at[1] ?? 0) - 5]);
});
