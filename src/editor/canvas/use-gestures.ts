import { useReactFlow, useStoreApi } from '@xyflow/react';
import type { NodeChange, ReactFlowProps } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { RefObject } from 'react';
import type { Editor } from '../state/contract.ts';
import { noteOf } from './canvas-store.ts';
import type { CanvasStore } from './canvas-store.ts';
import { cancelDrag, drag, endDrag, fitsBetween, startDrag } from './drag.ts';
import { firstView } from './first-view.ts';
import type { FlowNode } from './flow-nodes.ts';
import { openCard } from './keys.ts';
import { reach, wireAt } from './use-drop.ts';

export type Gestures = Pick<
  ReactFlowProps<FlowNode>,
  | 'onNodesChange' | 'onInit' | 'onNodeClick' | 'onNodeDoubleClick' | 'onNodeDragStart' | 'onNodeDrag' | 'onNodeDragStop'
  | 'onPaneClick' | 'onMoveStart' | 'onMove' | 'onMoveEnd'
>;

/** What the pointer does to the graph. Always the same functions: with others, React Flow would render every card anew. */
export function useGestures(store: CanvasStore, editor: Editor, frame: RefObject<HTMLElement | null>, first: readonly string[] | undefined): Gestures {
  const flow = useStoreApi<FlowNode>();
  const { screenToFlowPosition, setViewport } = useReactFlow();
  const wanted = useRef(first);
  useEffect(() => watchGestures(frame, editor), [frame, editor]);
  useEffect(() => watchEscape(store), [store]);
  useEffect(() => store.subscribe(({ cards }, before) => {
    // A graph that comes as a whole, pasted or taken from a file, is seen as one that was opened.
    if (before.cards.size > 0 || cards.size < 2) return;
    const { width, height } = flow.getState();
    void setViewport(firstView(cards.values(), width, height));
  }), [store, flow, setViewport]);
  return useMemo(() => {
    const mark = (name: 'moving' | 'shield', value: boolean): void => {
      const shown = frame.current?.getAttribute(`data-${name}`);
      if (shown !== String(value)) frame.current?.setAttribute(`data-${name}`, String(value));
    };
    return {
      onNodesChange(changes) {
        drag(store, changes, flow.getState().transform[2]);
        const { multiSelectionActive, userSelectionActive } = flow.getState();
        choose(store, editor, changes, multiSelectionActive && !userSelectionActive);
      },
      onInit({ setViewport }) {
        const { width, height } = flow.getState();
        void setViewport(firstView(store.getState().cards.values(), width, height));
        if (wanted.current !== undefined) editor.view.current?.follow(wanted.current);
      },
      onNodeClick: (event, { id }) => {
        if (event.shiftKey || event.ctrlKey || event.metaKey) return;
        // Of several that were selected, only this one then is.
        selectAlone(store, editor, id);
        editor.session.getState().showInspector(true);
      },
      onNodeDoubleClick: (_event, { id }) => openCard(editor, id),
      // While all moves, nothing need be looked for under the pointer.
      onNodeDragStart(event, _node, dragged) {
        mark('shield', true);
        // On a small screen the panel would cover what was just put somewhere; a tap opens it.
        if ('touches' in event) editor.session.getState().showInspector(false);
        startDrag(store, dragged.map(({ id }) => id));
      },
      onNodeDrag(event, _node, dragged) {
        const pointer = 'touches' in event ? event.touches[0] : event;
        if (pointer === undefined || !fitsBetween(store.getState(), dragged.map(({ id }) => id))) return;
        const wire = wireAt(store, screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY }), reach / flow.getState().transform[2]);
        if (store.getState().target !== wire?.key) store.setState({ target: wire?.key });
      },
      onNodeDragStop() {
        mark('shield', false);
        endDrag(store, editor);
      },
      onPaneClick() {
        editor.session.getState().select({});
        store.setState({ picking: undefined });
      },
      onMoveStart: () => mark('moving', true),
      onMove: (event) => mark('shield', event instanceof MouseEvent && event.type !== 'wheel'),
      onMoveEnd() {
        mark('moving', false);
        mark('shield', false);
      },
    };
  }, [store, editor, frame, flow, screenToFlowPosition]);
}

/** While a button is down on the graph something may be selected, but no panel opens that would move it from under the hand. */
function watchGestures({ current }: RefObject<HTMLElement | null>, editor: Editor): () => void {
  const { setGesture } = editor.session.getState();
  const begin = ({ target, isPrimary, button }: PointerEvent): void => {
    if (isPrimary && button === 0 && target instanceof Element && target.closest('.react-flow') !== null) setGesture(true);
  };
  const end = (): void => {
    if (editor.session.getState().gesture) setGesture(false);
  };
  current?.addEventListener('pointerdown', begin, true);
  addEventListener('pointerup', end, true);
  addEventListener('pointercancel', end, true);
  addEventListener('blur', end);
  return () => {
    end();
    current?.removeEventListener('pointerdown', begin, true);
    removeEventListener('pointerup', end, true);
    removeEventListener('pointercancel', end, true);
    removeEventListener('blur', end);
  };
}

/** Escape lets go of what is dragged, and of the edge that is being drawn, as if nothing had been begun. */
function watchEscape(store: CanvasStore): () => void {
  const press = (event: KeyboardEvent): void => {
    const { pull, dragged } = store.getState();
    if (event.key !== 'Escape' || (pull === undefined && dragged.size === 0)) return;
    event.preventDefault();
    event.stopPropagation();
    store.setState({ pull: undefined, aim: undefined });
    if (dragged.size > 0) cancelDrag(store);
  };
  addEventListener('keydown', press, true);
  return () => removeEventListener('keydown', press, true);
}

function selectAlone(store: CanvasStore, editor: Editor, id: string): void {
  const { selection, select } = editor.session.getState();
  const note = noteOf(id);
  const nodes = note === undefined ? (store.getState().cards.get(id)?.members ?? [id]) : [];
  const notes = note === undefined ? [] : [note];
  const count = selection.nodes.size + selection.edges.size + selection.notes.size;
  if (count > nodes.length + notes.length) select({ nodes: new Set(nodes), notes: new Set(notes) });
}

function choose(store: CanvasStore, editor: Editor, changes: readonly NodeChange<FlowNode>[], keep: boolean): void {
  const chosen = changes.filter((change) => change.type === 'select');
  if (chosen.length === 0) return;
  const { selection, select } = editor.session.getState();
  const [cards, notes] = [new Set(selection.nodes), new Set(selection.notes)];
  for (const { id, selected } of chosen) {
    const note = noteOf(id);
    const set = note === undefined ? cards : notes;
    for (const each of store.getState().cards.get(id)?.members ?? [note ?? id]) {
      if (selected) set.add(each);
      else set.delete(each);
    }
  }
  const last = chosen.findLast(({ id, selected }) => selected && noteOf(id) === undefined);
  if (last !== undefined) store.setState({ focus: last.id });
  select({ nodes: cards, notes }, keep ? 'keep' : undefined);
}
