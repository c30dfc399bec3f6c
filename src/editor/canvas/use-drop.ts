import { useReactFlow } from '@xyflow/react';
import type { DragEvent } from 'react';
import { kindNames } from '../../kinds/registry.ts';
import type { KindName } from '../../kinds/registry.ts';
import { addAt, newNode } from '../commands/add-node.ts';
import { addNote } from '../commands/notes.ts';
import { takeFiles } from '../own-data/take-files.ts';
import { kindDragType, noteDragType } from '../state/contract/view.ts';
import type { Editor } from '../state/contract.ts';
import type { CanvasStore, Wire } from './canvas-store.ts';
import { isGroupCard } from './collapse.ts';
import { courseOf } from './course.ts';
import { grown, within } from './geometry/bounds.ts';
import { boxOf, distanceTo } from './geometry/curve.ts';
import type { Point } from './geometry/curve.ts';
import { endOf } from './refusal.ts';

/** How far from an edge, on the screen, is still on it. */
export const reach = 14;
/** The pointer holds a new card by its head. */
const held = { x: 86, y: 18 };

export interface Drop {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: () => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** Takes node kinds from the palette: onto the canvas, or onto an edge, which then leads through the new node. */
export function useDrop(store: CanvasStore, editor: Editor): Drop {
  const { screenToFlowPosition, getZoom } = useReactFlow();
  const pointOf = (event: DragEvent): Point => screenToFlowPosition({ x: event.clientX, y: event.clientY });
  const aim = (target: Wire | undefined): void => {
    if (store.getState().target !== target?.key) store.setState({ target: target?.key });
  };
  return {
    onDragOver(event) {
      if (event.dataTransfer.types.includes('Files') && editor.document.getState().editable) {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        return;
      }
      const isNote = event.dataTransfer.types.includes(noteDragType);
      if ((!isNote && !event.dataTransfer.types.includes(kindDragType)) || !editor.document.getState().editable) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      if (isNote) return;
      aim(wireAt(store, pointOf(event), reach / getZoom()));
    },
    onDragLeave: () => aim(undefined),
    onDrop(event) {
      if (event.dataTransfer.files.length > 0) {
        event.preventDefault();
        void takeFiles(editor, [...event.dataTransfer.files], pointOf(event), event.target);
        return;
      }
      if (event.dataTransfer.types.includes(noteDragType)) {
        event.preventDefault();
        const { x, y } = pointOf(event);
        addNote(editor, [x - held.x, y - held.y]);
        return;
      }
      const kind = kindNames.find((each) => each === event.dataTransfer.getData(kindDragType));
      if (kind === undefined) return;
      event.preventDefault();
      const point = pointOf(event);
      const wire = wireAt(store, point, reach / getZoom());
      aim(undefined);
      const at = [point.x - held.x, point.y - held.y] as const;
      if (wire === undefined || !insertOn(editor, wire, kind, at)) addAt(editor, kind, at);
      event.currentTarget.querySelector<HTMLElement>('.react-flow__node.selected')?.focus();
    },
  };
}

/** False where the kind cannot stand between two others. */
function insertOn(editor: Editor, wire: Wire, kind: KindName, at: readonly [number, number]): boolean {
  const { document, compilation, apply } = editor.document.getState();
  const node = newNode(document, compilation, kind, at, wire.from);
  const applied = apply({ edit: 'insertOnEdge', args: { edge: { from: endOf(wire.from), to: endOf(wire.to) }, node } });
  if (applied.problem !== undefined) return false;
  editor.session.getState().select({ nodes: new Set(applied.made) });
  return true;
}

/** The edge under a point, or the nearest within reach. */
export function wireAt(store: CanvasStore, point: Point, distanceAllowed: number): Wire | undefined {
  const { wires, cards } = store.getState();
  let best: { readonly wire: Wire; readonly distance: number } | undefined;
  for (const wire of wires) {
    if (isGroupCard(wire.from.node) || isGroupCard(wire.to.node)) continue;
    const curve = courseOf(cards, wire);
    if (curve === undefined || !within(grown(boxOf(curve), distanceAllowed), point)) continue;
    const distance = distanceTo(curve, point);
    if (distance <= distanceAllowed && (best === undefined || distance < best.distance)) best = { wire, distance };
  }
  return best?.wire;
}
