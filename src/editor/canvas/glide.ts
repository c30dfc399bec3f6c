import type { Editor } from '../state/contract.ts';
import { moveTo, noteNode } from './canvas-store.ts';
import type { CanvasState, CanvasStore } from './canvas-store.ts';
import type { Point } from './geometry/curve.ts';

/** Lets cards and notes be seen on their way to where an edit put them; at once where `milliseconds` is none. */
export function glide(store: CanvasStore, editor: Editor, milliseconds: number, move: () => void): void {
  const before = placesIn(store.getState());
  move();
  const after = placesIn(store.getState());
  const { document } = editor.document.getState();
  const ways = [...after].flatMap(([id, to]) => {
    const from = before.get(id);
    return from === undefined || (from.x === to.x && from.y === to.y) ? [] : [{ id, from, to }];
  });
  if (milliseconds <= 0 || ways.length === 0) return;
  const show = (part: number): void =>
    moveTo(store, new Map(ways.map(({ id, from, to }) => [id, { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }])));
  const start = performance.now();
  const next = (now: number): void => {
    // Whatever was done since has put all where it belongs.
    if (editor.document.getState().document !== document || store.getState().dragged.size > 0) return;
    const part = Math.min(1, Math.max(0, (now - start) / milliseconds));
    show(part === 1 ? 1 : eased(part));
    if (part < 1) requestAnimationFrame(next);
  };
  show(0);
  requestAnimationFrame(next);
}

function placesIn({ cards, notes }: CanvasState): ReadonlyMap<string, Point> {
  return new Map([...cards, ...[...notes].map(([id, note]) => [noteNode(id), note] as const)].map(([id, { x, y }]) => [id, { x, y }]));
}

const eased = (part: number): number => 1 - (1 - part) ** 3;
