import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { Lang } from '../../data/text.ts';
import type { Editor } from '../state/contract.ts';
import type { CanvasView } from '../state/contract/view.ts';
import { glossary } from '../words.ts';
import type { CanvasStore } from './canvas-store.ts';
import { pickingFrom } from './choices.ts';
import { cardShowing } from './collapse.ts';
import { boundsOf, grown, holds } from './geometry/bounds.ts';
import type { Rect } from './geometry/curve.ts';
import { glide } from './glide.ts';
import { step } from './keys.ts';
import { levelAt, margins, readable, roomAround, seenBy, unzoomAt } from './sight.ts';
import type { Camera } from './sight.ts';
import { focusCard } from './use-focus.ts';

export const zooms = { least: 0.05, most: 2 } as const;

/** Follows the camera: how much cards show, what is in sight; all that need not be rendered for is set on the frame itself. */
export function useSight(store: CanvasStore, frame: RefObject<HTMLElement | null>): void {
  const flow = useStoreApi();
  useEffect(() => {
    let before: Pick<ReturnType<typeof flow.getState>, 'transform' | 'width' | 'height'> | undefined;
    let unzoom = 0;
    const look = ({ transform, width, height }: ReturnType<typeof flow.getState>): void => {
      // What closes beside the canvas gives it room, though the camera stays where it is.
      if (transform === before?.transform && width === before.width && height === before.height) return;
      before = { transform, width, height };
      const [x, y, zoom] = transform;
      const level = levelAt(zoom);
      const camera: Camera = { x, y, zoom, width, height };
      const state = store.getState();
      const seen = roomAround(state.seen, camera, margins.lines);
      const room = roomAround(state.room, camera, margins.cards);
      if (level !== state.level || seen !== state.seen || room !== state.room) store.setState({ level, seen, room });
      const now = unzoomAt(zoom);
      if (now !== unzoom) {
        unzoom = now;
        frame.current?.style.setProperty('--unzoom', String(now));
      }
    };
    look(flow.getState());
    return flow.subscribe(look);
  }, [flow, store, frame]);
}

const margin = 32;

/** What commands and panels do with the camera. */
export function useView(store: CanvasStore, editor: Editor, frame: RefObject<HTMLElement | null>, lang: Lang): CanvasView {
  const { zoomIn, zoomOut, zoomTo, setCenter, setViewport } = useReactFlow();
  const flow = useStoreApi();
  const camera = (): Camera => {
    const { transform: [x, y, zoom], width, height } = flow.getState();
    return { x, y, zoom, width, height };
  };
  const bringIntoSight = (card: Rect): void => {
    const now = camera();
    if (holds(grown(seenBy(now), -margin / now.zoom), card)) return;
    void setCenter(card.x + card.width / 2, card.y + card.height / 2, { zoom: now.zoom, duration: slow() });
  };
  const view: CanvasView = {
    zoomIn: () => void zoomIn({ duration: slow() }),
    zoomOut: () => void zoomOut({ duration: slow() }),
    zoomTo: (zoom) => void zoomTo(zoom, { duration: slow() }),
    fit(nodes) {
      const { cards, notes } = store.getState();
      const chosen = nodes?.flatMap((id) => cardShowing(cards, id) ?? []) ?? [...cards.values(), ...notes.values()];
      const box = boundsOf(chosen);
      if (box === undefined) return;
      void setViewport(fitting(box, camera()), { duration: slow() });
    },
    follow(nodes) {
      const { cards } = store.getState();
      const box = boundsOf(nodes.flatMap((id) => cardShowing(cards, id) ?? []));
      if (box === undefined) return;
      // React Flow hears of a new size a moment later.
      const { clientWidth: width, clientHeight: height } = frame.current ?? { clientWidth: 0, clientHeight: 0 };
      const now = { ...camera(), width, height };
      const whole = fitting(box, now);
      const end = { x: now.width - margin - (box.x + box.width) * readable, y: now.height / 2 - (box.y + box.height / 2) * readable, zoom: readable };
      void setViewport(whole.zoom >= readable ? whole : end, { duration: slow() });
    },
    reveal(node) {
      const card = cardShowing(store.getState().cards, node);
      if (card === undefined) return;
      const { id } = card;
      store.setState({ focus: id });
      bringIntoSight(card);
      const { width, height } = camera();
      onceLaidOut(() => {
        const now = camera();
        if (now.width !== width || now.height !== height) bringIntoSight(card);
      });
      if (store.getState().picking === undefined) focusWhenThere(frame, id);
    },
    centre() {
      const now = camera();
      const { menu } = store.getState();
      if (menu !== undefined) return [(menu.at.x - now.x) / now.zoom, (menu.at.y - now.y) / now.zoom];
      const { x, y, width, height } = seenBy(now);
      return [x + width / 2, y + height / 2];
    },
    drawing() {
      const { cards, notes, wires, groups } = store.getState();
      return {
        nodes: [...cards.values()].map(({ id, x, y, width, height, layout, members }) => ({ id, x, y, width, height, members, inputs: layout.inputs, outputs: layout.outputs.filter(({ eyelet }) => eyelet) })),
        notes: [...notes.values()],
        wires,
        groups: groups.filter(({ nodes }) => nodes.some((id) => cards.has(id))),
      };
    },
    step: (direction, keep) => step(store, editor, view, direction, keep),
    connect(id, side) {
      const { cards, faces } = store.getState();
      const card = cardShowing(cards, id);
      const picking = card === undefined ? undefined : pickingFrom(card, faces, side, lang);
      if (picking === undefined) editor.session.getState().tell(side === 'outputs' ? glossary.leadsNowhere : glossary.takesNothing);
      else {
        view.reveal(id);
        store.setState({ picking });
      }
    },
    focus: () => focusCard(frame.current),
    write: (note) => store.setState({ writing: note }),
    glide: (move) => glide(store, editor, slow(), move),
  };
  useEffect(() => {
    offer(editor, view);
    return () => offer(editor, undefined);
  });
  return view;
}

function offer({ view }: Editor, canvas: CanvasView | undefined): void {
  view.current = canvas;
}

/** What opens beside the canvas takes room from it, which it hears of a frame later. */
const onceLaidOut = (then: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(then));

/** A card that comes into sight is there a moment later. */
function focusWhenThere(frame: RefObject<HTMLElement | null>, id: string, tries = 60): void {
  const card = frame.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
  if (card !== null && card !== undefined) card.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusWhenThere(frame, id, tries - 1));
}

/** The camera that shows a box whole, and nothing larger than it is. */
export function fitting(box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, { width, height }: Camera): { x: number; y: number; zoom: number } {
  const room = { width: Math.max(1, width - 2 * margin), height: Math.max(1, height - 2 * margin) };
  const zoom = Math.max(zooms.least, Math.min(1, room.width / box.width, room.height / box.height));
  return { x: width / 2 - (box.x + box.width / 2) * zoom, y: height / 2 - (box.y + box.height / 2) * zoom, zoom };
}

/** The time that camera moves take; none for those who asked for less motion. */
const slow = (): number => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--slow')) || 0;
