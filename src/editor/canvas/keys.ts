import type { KeyboardEvent } from 'react';
import type { CanvasView, Editor } from '../state/contract.ts';
import { noteNode } from './canvas-store.ts';
import type { CanvasStore } from './canvas-store.ts';
import type { Direction } from './geometry/neighbour.ts';
import { neighbour } from './geometry/neighbour.ts';

const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const shifts: Readonly<Record<Direction, readonly [number, number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
const nudge = 11;

/** The keys of the canvas itself: arrows go from node to node, with Alt they move what is selected, Enter opens. */
export function pressedOnCanvas(event: KeyboardEvent, store: CanvasStore, editor: Editor, view: CanvasView): void {
  if (event.nativeEvent.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
  const node = event.target instanceof Element ? event.target.getAttribute('data-id') : null;
  const onNode = node !== null || event.target === event.currentTarget;
  const direction = arrows[event.key];
  if (!onNode) return;
  if (direction !== undefined && event.altKey) move(editor, direction, event.shiftKey ? 1 : nudge);
  else if (direction !== undefined) step(store, editor, view, direction, event.shiftKey);
  else if ((event.key === 'Enter' || event.key === ' ') && node !== null && !event.altKey) open(editor, node, event.key === 'Enter', event.shiftKey);
  else return;
  event.preventDefault();
}

/** To the next node that way; with Shift those on the way stay selected. */
function step(store: CanvasStore, editor: Editor, view: CanvasView, direction: Direction, keep: boolean): void {
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

function move(editor: Editor, direction: Direction, by: number): void {
  const { document, apply } = editor.document.getState();
  const { nodes, notes } = editor.session.getState().selection;
  const [x, y] = shifts[direction];
  const places = (items: readonly { readonly id: string; readonly at: readonly [number, number] }[], chosen: ReadonlySet<string>): Record<string, [number, number]> =>
    Object.fromEntries(items.filter(({ id }) => chosen.has(id)).map(({ id, at }) => [id, [at[0] + x * by, at[1] + y * by]]));
  if (nodes.size + notes.size === 0) return;
  const key = [...nodes, ...[...notes].map(noteNode)].sort().join(' ');
  const applied = apply({ edit: 'moveNodes', args: { nodes: places(document.nodes, nodes), notes: places(document.notes, notes) } }, { coalesce: `move ${key}` });
  if (applied.problem !== undefined) editor.session.getState().tell(applied.problem.message);
}

function open(editor: Editor, node: string, inspect: boolean, keep: boolean): void {
  const { select, showInspector, selection } = editor.session.getState();
  if (!editor.document.getState().document.nodes.some(({ id }) => id === node)) return;
  select({ nodes: new Set(keep ? [...selection.nodes, node] : [node]) });
  if (inspect && !openSheet(editor, node)) showInspector(true);
}

/** A decision table opens as a sheet; true where it did. */
export function openSheet(editor: Editor, node: string): boolean {
  const isTable = editor.document.getState().document.nodes.some(({ id, kind }) => id === node && kind === 'table');
  if (isTable) editor.session.getState().showSheet(node);
  return isTable;
}
