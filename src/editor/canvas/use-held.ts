import { useEffect } from 'react';
import type { RefObject } from 'react';
import { noteOf } from './canvas-store.ts';
import type { CanvasState, CanvasStore } from './canvas-store.ts';
import type { Point } from './geometry/curve.ts';

/** So many things at most are painted apart from all others while they move: each costs memory of its own. */
const mostApart = 12;

/** Moves what is dragged on the page itself: to render a thousand cards with every move would be too slow to follow the hand. */
export function useHeld(store: CanvasStore, frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let held = new Map<string, HTMLElement>();
    const find = ({ dragged }: CanvasState): void => {
      held = new Map();
      for (const element of frame.current?.querySelectorAll<HTMLElement>('.react-flow__node') ?? []) {
        const { id } = element.dataset;
        if (id === undefined || !dragged.has(id)) continue;
        held.set(id, element);
        element.style.willChange = dragged.size <= mostApart ? 'transform' : '';
      }
    };
    const putBack = (): void => {
      for (const { style } of held.values()) {
        style.transform = 'none';
        style.willChange = '';
      }
      held = new Map();
    };
    const leave = store.subscribe((state, before) => {
      if (state.dragged !== before.dragged) putBack();
      if (state.dragged.size === 0 || (state.cards === before.cards && state.notes === before.notes)) return;
      // Those that were out of sight come onto the page a moment after the drag began.
      if (held.size < state.dragged.size) find(state);
      for (const [id, { style }] of held) {
        const [from, to] = [placeOf(state.resting ?? state, id), placeOf(state, id)];
        if (from !== undefined && to !== undefined) style.transform = `translate(${to.x - from.x}px, ${to.y - from.y}px)`;
      }
    });
    return () => {
      putBack();
      leave();
    };
  }, [store, frame]);
}

function placeOf({ cards, notes }: Pick<CanvasState, 'cards' | 'notes'>, id: string): Point | undefined {
  const note = noteOf(id);
  return note === undefined ? cards.get(id) : notes.get(note);
}
