import type { KeyboardEvent } from 'react';
import { goToInspector } from '../commands/parts.ts';
import { toggleGroup } from '../commands/selection.ts';
import { openNode } from '../commands/walk.ts';
import type { Editor } from '../state/contract.ts';
import type { CanvasView, Direction } from '../state/contract/view.ts';
import { noteOf } from './canvas-store.ts';
import type { CanvasStore } from './canvas-store.ts';
import { groupCard } from './collapse.ts';
import { neighbour } from './geometry/neighbour.ts';

/** Enter opens the node or the note that has the focus, the space key selects it: keys that mean something else on the buttons of a card. */
export function pressedOnCanvas(event: KeyboardEvent, store: CanvasStore, editor: Editor): void {
  if (event.nativeEvent.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  const node = event.target instanceof Element ? event.target.getAttribute('data-id') : null;
  if (node === null || (event.key !== 'Enter' && event.key !== ' ')) return;
  event.preventDefault();
  const { select, selection } = editor.session.getState();
  const note = noteOf(node);
  if (note !== undefined) {
    select({ notes: new Set(event.shiftKey ? [...selection.notes, note] : [note]) }, event.shiftKey ? 'keep' : undefined);
    if (event.key === 'Enter' && editor.document.getState().editable) store.setState({ writing: note });
    return;
  }
  const card = store.getState().cards.get(node);
  if (card === undefined) return;
  const nodes = card.members ?? [node];
  select({ nodes: new Set(event.shiftKey ? [...selection.nodes, ...nodes] : nodes) });
  if (event.key !== 'Enter') return;
  openCard(editor, node);
  if (card.members === undefined && editor.session.getState().sheet === undefined) goToInspector();
}

/** A collapsed group opens where it is; all else as nodes do. */
export function openCard(editor: Editor, card: string): void {
  const group = editor.document.getState().document.groups.find(({ id }) => groupCard(id) === card);
  if (group === undefined) openNode(editor, card);
  else toggleGroup(editor, group.id);
}

/** To the next node that way; those on the way stay selected where `keep` says so. */
export function step(store: CanvasStore, editor: Editor, view: Pick<CanvasView, 'reveal'>, direction: Direction, keep: boolean): void {
  const { cards, focus } = store.getState();
  const { select, selection } = editor.session.getState();
  const from = focus === undefined ? undefined : cards.get(focus);
  const next = from === undefined ? cards.values().next().value : selection.nodes.size === 0 && !hasFocus(from.id) ? from : neighbour(cards.values(), from, direction);
  if (next === undefined) return;
  store.setState({ focus: next.id });
  const nodes = next.members ?? [next.id];
  select({ nodes: new Set(keep ? [...selection.nodes, ...nodes] : nodes) });
  view.reveal(next.id);
}

const hasFocus = (id: string): boolean => document.activeElement?.getAttribute('data-id') === id;
