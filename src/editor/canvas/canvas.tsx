import '@xyflow/react/dist/base.css';
import { ReactFlow, ReactFlowProvider, SelectionMode, useReactFlow, useStoreApi } from '@xyflow/react';
import type { NodeChange, NodeProps, OnConnectEnd, OnConnectStart } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useSession } from '../state/editor-context.tsx';
import { aimAt } from './aim.ts';
import { CanvasProvider, useCanvas, useCanvasStore } from './canvas-context.tsx';
import { facesIn, noteOf } from './canvas-store.ts';
import styles from './canvas.module.css';
import { Card } from './card.tsx';
import { drag, endDrag, fitsBetween, startDrag } from './drag.ts';
import { Edges } from './edges.tsx';
import { createNodeMaker } from './flow-nodes.ts';
import type { CardNode, FlowNode, NoteNode } from './flow-nodes.ts';
import { boundsOf, grown, within } from './geometry/bounds.ts';
import { Groups } from './group.tsx';
import { Guides } from './guides.tsx';
import { openCard, pressedOnCanvas } from './keys.ts';
import { MiniMap } from './mini-map.tsx';
import { Note } from './note.tsx';
import { Picker } from './picker.tsx';
import { Pulled } from './pull.tsx';
import { endOf, impossible } from './refusal.ts';
import { fitting, useSight, useView, zooms } from './use-camera.ts';
import { reach, useDrop, wireAt } from './use-drop.ts';
import { useFollow } from './use-follow.ts';
import { useNear } from './use-near.ts';
import { Weave } from './weave.tsx';
import { ZoomBar } from './zoom-bar.tsx';

/** The graph, to look at and to work on. What is inside lies over it and moves with it. */
export function Canvas({ children }: { readonly children?: ReactNode | undefined }): ReactNode {
  const editor = useEditor();
  const { lang } = useWords();
  const store = useFollow(editor, lang);
  return (
    <CanvasProvider value={store}>
      <ReactFlowProvider>
        <Loom>{children}</Loom>
      </ReactFlowProvider>
    </CanvasProvider>
  );
}

const nodeTypes = {
  card: ({ data }: NodeProps<CardNode>): ReactNode => <Card card={data.card} />,
  note: ({ data, selected }: NodeProps<NoteNode>): ReactNode => <Note note={data.note} selected={selected} />,
};
const noEdges: never[] = [];
const several = ['Shift', 'Meta', 'Control'];

function Loom({ children }: { readonly children: ReactNode }): ReactNode {
  const { say } = useWords();
  const editor = useEditor();
  const store = useCanvasStore();
  const flow = useStoreApi<FlowNode>();
  const { screenToFlowPosition } = useReactFlow();
  const frame = useRef<HTMLDivElement>(null);
  const editable = useDocument((state) => state.editable);
  const nodes = useFlowNodes();
  useSight(store, frame);
  useView(store, editor, frame);
  const near = useNear(store, editor);
  const drop = useDrop(store, editor);
  const connecting = useConnecting();
  // From afar nearly all cards are seen, and none costs much: leaving some out and taking them in again would.
  const culled = useCanvas((state) => state.level !== 'tint');

  const onNodesChange = (changes: NodeChange<FlowNode>[]): void => {
    drag(store, changes, flow.getState().transform[2]);
    choose(changes);
  };
  const choose = (changes: readonly NodeChange<FlowNode>[]): void => {
    const chosen = changes.filter((change) => change.type === 'select');
    if (chosen.length === 0) return;
    const { selection, select } = editor.session.getState();
    const { multiSelectionActive, userSelectionActive } = flow.getState();
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
    select({ nodes: cards, notes }, multiSelectionActive && !userSelectionActive ? 'keep' : undefined);
  };
  const still = (moving: boolean): void => {
    if (frame.current !== null) frame.current.dataset['moving'] = String(moving);
  };
  // While all moves, nothing need be looked for under the pointer.
  const shield = (up: boolean): void => {
    if (frame.current !== null && frame.current.dataset['shield'] !== String(up)) frame.current.dataset['shield'] = String(up);
  };
  return (
    <div
      ref={frame}
      className={styles['canvas']}
      data-canvas
      data-busy={connecting.busy || undefined}
      role="application"
      tabIndex={-1}
      aria-label={say('canvas')}
      aria-description={say('canvasKeys')}
      onKeyDown={(event: KeyboardEvent) => pressedOnCanvas(event, store, editor)}
      onPointerMove={near}
      {...drop}
    >
      <ReactFlow<FlowNode>
        nodes={nodes}
        edges={noEdges}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        onInit={({ setViewport }) => {
          const { width, height } = flow.getState();
          void setViewport(firstView(store.getState().cards, width, height));
        }}
        onNodeDoubleClick={(_event, { id }) => openCard(editor, id)}
        onNodeDragStart={(_event, _node, dragged) => {
          shield(true);
          startDrag(store, dragged.map(({ id }) => id));
        }}
        onNodeDrag={(event, _node, dragged) => {
          const pointer = 'touches' in event ? event.touches[0] : event;
          if (pointer === undefined || !fitsBetween(store.getState(), dragged.map(({ id }) => id))) return;
          const wire = wireAt(store, screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY }), reach / flow.getState().transform[2]);
          if (store.getState().target !== wire?.key) store.setState({ target: wire?.key });
        }}
        onNodeDragStop={() => {
          shield(false);
          endDrag(store, editor);
        }}
        onConnectStart={connecting.onConnectStart}
        onConnectEnd={connecting.onConnectEnd}
        onPaneClick={() => {
          editor.session.getState().select({});
          store.setState({ picking: undefined });
        }}
        onMoveStart={() => still(true)}
        onMove={(event) => shield(event instanceof MouseEvent && event.type !== 'wheel')}
        onMoveEnd={() => {
          still(false);
          shield(false);
        }}
        isValidConnection={never}
        connectionLineComponent={NoLine}
        connectOnClick={false}
        nodesDraggable={editable}
        nodesConnectable={editable}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={several}
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        minZoom={zooms.least}
        maxZoom={zooms.most}
        onlyRenderVisibleElements={culled}
        attributionPosition="bottom-center"
      >
        <Weave />
        <Groups />
        <Edges />
        <Guides />
        <Pulled />
        {children}
      </ReactFlow>
      <div className={styles['shield']} />
      <ZoomBar />
      <MiniMap />
      <Picker />
    </div>
  );
}

const never = (): boolean => false;
const NoLine = (): ReactNode => null;

const readable = 0.64;

/** At first the graph is seen whole, but never so small that cards lose their words: then it is seen from its beginning. */
function firstView(cards: ReadonlyMap<string, { readonly x: number; readonly y: number; readonly width: number; readonly height: number }>, width: number, height: number): { x: number; y: number; zoom: number } {
  const box = boundsOf(cards.values()) ?? { x: 0, y: 0, width: 1, height: 1 };
  const whole = fitting(box, { x: 0, y: 0, zoom: 1, width, height });
  if (whole.zoom >= readable) return whole;
  const [wide, high] = [box.width * readable, box.height * readable];
  const inset = 32;
  return {
    x: (wide <= width - 2 * inset ? (width - wide) / 2 : inset) - box.x * readable,
    y: (high <= height - 2 * inset ? (height - high) / 2 : inset) - box.y * readable,
    zoom: readable,
  };
}

function useFlowNodes(): FlowNode[] {
  const { lang } = useWords();
  const cards = useCanvas((state) => state.cards);
  const notes = useCanvas((state) => state.notes);
  const focus = useCanvas((state) => state.focus);
  const selection = useSession((state) => state.selection);
  const [make] = useState(createNodeMaker);
  return useMemo(() => {
    const all: FlowNode[] = [];
    for (const note of notes.values()) all.push(make.note(note, { selected: selection.notes.has(note.id), tabbed: true, lang }));
    for (const card of cards.values()) all.push(make.card(card, { selected: (card.members ?? [card.id]).every((id) => selection.nodes.has(id)), tabbed: card.id === focus, lang }));
    return all;
  }, [cards, notes, focus, selection, lang, make]);
}

interface Connecting {
  readonly busy: boolean;
  readonly onConnectStart: OnConnectStart;
  readonly onConnectEnd: OnConnectEnd;
}

/** Drawing an edge: what it ends in is decided here, not by React Flow, so that a whole card can be aimed at. */
function useConnecting(): Connecting {
  const editor = useEditor();
  const store = useCanvasStore();
  const flow = useStoreApi();
  const busy = useCanvas((state) => state.pull !== undefined || state.dragged.size > 0);
  return {
    busy,
    onConnectStart(_event, { nodeId, handleId, handleType }) {
      if (nodeId === null || handleId === null) return;
      const from = { node: nodeId, port: handleId };
      const side = handleType === 'source' ? 'outputs' : 'inputs';
      const { cards } = store.getState();
      store.setState({ pull: { from, side, impossible: impossible(editor.document.getState().document, facesIn(cards), from, side) }, aim: undefined, picking: undefined });
    },
    onConnectEnd(_event, { pointer }) {
      const { pull, cards } = store.getState();
      store.setState({ pull: undefined, aim: undefined });
      if (pull === undefined || pointer === null) return;
      const [x, y, zoom] = flow.getState().transform;
      const at = { x: (pointer.x - x) / zoom, y: (pointer.y - y) / zoom };
      const { document, apply } = editor.document.getState();
      const aim = aimAt(document, cards, pull, at);
      if (aim === undefined) {
        if (!within(grown(cards.get(pull.from.node) ?? { ...at, width: 0, height: 0 }, 24), at)) store.setState({ picking: { from: pull.from, side: pull.side, at } });
        return;
      }
      if (aim.refusal !== undefined) {
        editor.session.getState().tell(aim.refusal);
        return;
      }
      const [from, to] = pull.side === 'outputs' ? [pull.from, aim.port] : [aim.port, pull.from];
      apply({ edit: 'connect', args: { from: endOf(from), to: endOf(to) } });
    },
  };
}
