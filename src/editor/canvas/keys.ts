import type { KeyboardEvent } from 'react';
import { openNode } from '../commands/walk.ts';
import type { CanvasView, Direction, Editor } from '../state/contract.ts';
import type { CanvasStore } from './canvas-store.ts';
import { neighbour } from './geometry/neighbour.ts';

/** Enter opens the node that has the focus, the space key selects it: keys that mean something else on the buttons of a card. */
export function pressedOnCanvas(event: KeyboardEvent, editor: Editor): void {
  if (event.nativeEvent.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  const node = event.target instanceof Element ? event.target.getAttribute('data-id') : null;
  if (node === null || (event.key !== 'Enter' && event.key !== ' ')) return;
  event.preventDefault();
  const { select, selection } = editor.session.getState();
  if (!editor.document.getState().document.nodes.some(({ id }) => id === node)) return;
  select({ nodes: new Set(event.shiftKey ? [...selection.nodes, node] : [node]) });
  if (event.key === 'Enter') openNode(editor, node);
}

/** To the next node that way; those on the way stay selected where `keep` says so. */
export function step(store: CanvasStore, editor: Editor, view: Pick<CanvasView, 'reveal'>, direction: Direction, keep: boolean): void {
  const { cards, focus } = store.getState();
  const { select, selection } = editor.session.getState();
  const from = focus === undefined ? undefined : cards.get(focus);
  const next = from === undefined ? cards.values().next().value : selection.nodes.size === 0 && !hasFocus(from.id) ? from : neighbour(cards.values(), from, direction);
  if (next === undefined) return;
  store.setState({ focus: next.id });
  select({ nodes: new Set(keep ? [...selection.nodes, next.id] : [next.id]) });
  view.reveal(next.id);
}

const hasFocus = (id: string): boolean => document.activeElement?.getAttribute('data-id') === id;
