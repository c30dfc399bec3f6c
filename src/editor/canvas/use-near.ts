import { useReactFlow } from '@xyflow/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { PointerEvent } from 'react';
import type { Editor } from '../state/contract.ts';
import type { CanvasStore, Wire } from './canvas-store.ts';
import { courseOf } from './course.ts';
import { manyEdges } from './edges.tsx';
import { grown, within } from './geometry/bounds.ts';
import { boxOf, distanceTo } from './geometry/curve.ts';
import type { Point } from './geometry/curve.ts';

const reach = 40;
const most = 60;

/** In a graph of many edges, finds those to be drawn in full: near the pointer, of selected cards, and selected. */
export function useNear(store: CanvasStore, editor: Editor): (event: PointerEvent) => void {
  const { screenToFlowPosition, getZoom } = useReactFlow();
  const last = useRef<Point>(undefined);
  const due = useRef(0);
  const look = useEffectEvent((): void => {
    due.current = 0;
    const { wires, near, dragged } = store.getState();
    if (wires.length <= manyEdges) {
      if (near.size > 0) store.setState({ near: new Set() });
      return;
    }
    if (dragged.size > 0) return;
    const next = nearTo(store, editor, last.current === undefined ? undefined : screenToFlowPosition(last.current), reach / getZoom());
    if (next.size !== near.size || [...next].some((key) => !near.has(key))) store.setState({ near: next });
  });
  useEffect(() => {
    look();
    return editor.session.subscribe(({ selection }, before) => {
      if (selection !== before.selection) look();
    });
  }, [store, editor]);
  return (event) => {
    // Not while the canvas or a card is being moved.
    if (event.buttons !== 0) return;
    last.current = { x: event.clientX, y: event.clientY };
    if (due.current === 0 && store.getState().wires.length > manyEdges) due.current = requestAnimationFrame(look);
  };
}

function nearTo(store: CanvasStore, editor: Editor, point: Point | undefined, distance: number): ReadonlySet<string> {
  const { wires, cards } = store.getState();
  const { nodes, edges } = editor.session.getState().selection;
  const over = point === undefined ? undefined : [...cards.values()].find((card) => within(card, point))?.id;
  const found = new Set<string>();
  for (const wire of wires) {
    if (found.size >= most) break;
    const own = nodes.size < 20 && (nodes.has(wire.from.node) || nodes.has(wire.to.node));
    if (own || edges.has(wire.key) || wire.from.node === over || wire.to.node === over || isNear(store, wire, point, distance)) found.add(wire.key);
  }
  return found;
}

function isNear(store: CanvasStore, wire: Wire, point: Point | undefined, distance: number): boolean {
  const curve = point === undefined ? undefined : courseOf(store.getState().cards, wire);
  return curve !== undefined && point !== undefined && within(grown(boxOf(curve), distance), point) && distanceTo(curve, point) <= distance;
}
