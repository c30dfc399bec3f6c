import type { NodeChange } from '@xyflow/react';
import type { Editor } from '../state/contract.ts';
import { moveTo, noteNode, noteOf } from './canvas-store.ts';
import type { CanvasState, CanvasStore } from './canvas-store.ts';
import { isGroupCard, membersMoved } from './collapse.ts';
import type { FlowNode } from './flow-nodes.ts';
import { boundsOf, grown } from './geometry/bounds.ts';
import { meet } from './geometry/curve.ts';
import type { Point, Rect } from './geometry/curve.ts';
import { snap } from './geometry/snap.ts';
import { endOf } from './refusal.ts';

/** How near on the screen two things must be to line up. */
const reach = 6;

export function startDrag(store: CanvasStore, ids: readonly string[]): void {
  store.setState(({ cards, notes }) => ({ dragged: new Set(ids), resting: { cards, notes }, near: new Set(), target: undefined }));
}

/** Whether what is dragged is one node that leads nowhere yet, and could stand between two others. */
export function fitsBetween({ cards, wires }: CanvasState, dragged: readonly string[]): boolean {
  const [only] = dragged;
  const face = dragged.length === 1 && only !== undefined ? cards.get(only)?.face : undefined;
  if (face === undefined || isGroupCard(face.id) || face.inputs.length === 0 || !face.outputs.some(({ role }) => role === 'main')) return false;
  return !wires.some(({ from, to }) => from.node === face.id || to.node === face.id);
}

/** Moves what is dragged to where the pointer has it, or in line with what is near. */
export function drag(store: CanvasStore, changes: readonly NodeChange<FlowNode>[], zoom: number): void {
  const places = new Map<string, Point>();
  for (const change of changes) {
    if (change.type === 'position' && change.dragging === true && change.position !== undefined) places.set(change.id, change.position);
  }
  if (places.size === 0) return;
  const state = store.getState();
  if (state.dragged.size === 0) return;
  const all = rectsOf(state);
  const moved = [...places].flatMap(([id, place]) => {
    const rect = all.get(id);
    return rect === undefined ? [] : [{ ...rect, ...place }];
  });
  const box = boundsOf(moved);
  if (box === undefined) return;
  // Only what is on the screen can be seen to be in line.
  const around = grown(state.seen, 0);
  const others = [...all].flatMap(([id, rect]) => (places.has(id) || !meet(rect, around) ? [] : [rect]));
  const { dx, dy, lines } = others.length > mostOthers ? noSnap : snap(box, others, reach / zoom);
  const snapped = new Map([...places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
  moveTo(store, snapped, lines);
}

/** Where so many are seen they are too small to be put in line. */
const mostOthers = 300;
const noSnap = { dx: 0, dy: 0, lines: [] } as const;

/** All goes back to where it was; the hand may still hold on. */
export function cancelDrag(store: CanvasStore): void {
  store.setState(({ resting, cards, notes }) => ({ ...(resting ?? { cards, notes }), dragged: new Set(), resting: undefined, guides: [], target: undefined }));
}

/** Where the gesture ends the document takes it, as one step; or what is shown goes back to where it was. */
export function endDrag(store: CanvasStore, editor: Editor): void {
  const { dragged, cards, notes, wires, target } = store.getState();
  if (dragged.size === 0) return;
  const nodes: Record<string, [number, number]> = {};
  const papers: Record<string, [number, number]> = {};
  for (const id of dragged) {
    const note = noteOf(id);
    const rect = note === undefined ? cards.get(id) : notes.get(note);
    const members = note === undefined ? cards.get(id)?.members : undefined;
    if (rect === undefined) continue;
    if (members !== undefined) Object.assign(nodes, membersMoved(editor.document.getState().document, members, [rect.x, rect.y]));
    else (note === undefined ? nodes : papers)[note ?? id] = [rect.x, rect.y];
  }
  store.setState({ dragged: new Set(), resting: undefined, guides: [], target: undefined });
  const { apply } = editor.document.getState();
  const between = wires.find(({ key }) => key === target);
  const [dropped] = Object.entries(nodes);
  const applied =
    between === undefined || dropped === undefined
      ? apply({ edit: 'moveNodes', args: { nodes, notes: papers } })
      : apply({ edit: 'insertOnEdge', args: { edge: { from: endOf(between.from), to: endOf(between.to) }, node: { existing: dropped[0], at: dropped[1] } } });
  if (applied.problem !== undefined) editor.session.getState().tell(applied.problem.message);
}

function rectsOf({ cards, notes }: ReturnType<CanvasStore['getState']>): ReadonlyMap<string, Rect> {
  return new Map<string, Rect>([...cards, ...[...notes].map(([id, note]) => [noteNode(id), note] as const)]);
}
