import '@xyflow/react/dist/base.css';
import { ReactFlow, ReactFlowProvider, SelectionMode } from '@xyflow/react';
import type { NodeProps } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useSession } from '../state/editor-context.tsx';
import { CanvasProvider, useCanvas, useCanvasStore } from './canvas-context.tsx';
import { noteNode } from './canvas-store.ts';
import styles from './canvas.module.css';
import { Card } from './card.tsx';
import { Edges } from './edges.tsx';
import { createNodeMaker } from './flow-nodes.ts';
import type { CardNode, FlowNode, NoteNode } from './flow-nodes.ts';
import { meet } from './geometry/curve.ts';
import { Groups } from './group.tsx';
import { Guides } from './guides.tsx';
import { pressedOnCanvas } from './keys.ts';
import { MiniMap } from './mini-map.tsx';
import { Note } from './note.tsx';
import { Picker } from './picker.tsx';
import { Pulled } from './pull.tsx';
import { ThingsMenu } from './things-menu.tsx';
import { useSight, useView, zooms } from './use-camera.ts';
import { useConnecting } from './use-connecting.ts';
import { useDrop } from './use-drop.ts';
import { useFocus } from './use-focus.ts';
import { useFollow } from './use-follow.ts';
import { useGestures } from './use-gestures.ts';
import { useHeld } from './use-held.ts';
import { useMenu } from './use-menu.ts';
import { useNear } from './use-near.ts';
import { Weave } from './weave.tsx';
import { ZoomBar } from './zoom-bar.tsx';

interface Props {
  /** What is to be seen first, where not all of the graph can be. */
  readonly first?: readonly string[] | undefined;
  readonly children?: ReactNode | undefined;
}

/** The graph, to look at and to work on. What is inside lies over it and moves with it. */
export function Canvas({ first, children }: Props): ReactNode {
  const editor = useEditor();
  const { lang } = useWords();
  const store = useFollow(editor, lang);
  return (
    <CanvasProvider value={store}>
      <ReactFlowProvider>
        <Loom first={first}>{children}</Loom>
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

function Loom({ first, children }: Props): ReactNode {
  const { say, lang } = useWords();
  const editor = useEditor();
  const store = useCanvasStore();
  const frame = useRef<HTMLDivElement>(null);
  const editable = useDocument((state) => state.editable);
  const nodes = useFlowNodes();
  useSight(store, frame);
  useView(store, editor, frame, lang);
  useHeld(store, frame);
  useFocus(editor, frame);
  useMenu(store, editor, frame);
  const near = useNear(store, editor);
  const drop = useDrop(store, editor);
  const connecting = useConnecting(store, editor);
  const gestures = useGestures(store, editor, frame, first);
  const busy = useCanvas((state) => state.pull !== undefined || state.dragged.size > 0);
  return (
    <div
      ref={frame}
      className={styles['canvas']}
      data-canvas
      data-part="canvas"
      data-busy={busy || undefined}
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
        {...gestures}
        {...connecting}
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
        attributionPosition="bottom-right"
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
      <ThingsMenu frame={frame} />
    </div>
  );
}

const never = (): boolean => false;
const NoLine = (): ReactNode => null;

function useFlowNodes(): FlowNode[] {
  const { lang } = useWords();
  // What is dragged is moved by `useHeld`, and React Flow hears of it when it is let go.
  const cards = useCanvas((state) => (state.resting ?? state).cards);
  const notes = useCanvas((state) => (state.resting ?? state).notes);
  const dragged = useCanvas((state) => state.dragged);
  const focus = useCanvas((state) => state.focus);
  const selection = useSession((state) => state.selection);
  // From afar nearly all cards are seen, and none costs much: leaving some out and taking them in again would.
  const room = useCanvas((state) => (state.level === 'tint' ? undefined : state.room));
  const [make] = useState(createNodeMaker);
  return useMemo(() => {
    const all: FlowNode[] = [];
    for (const note of notes.values()) {
      const [selected, dragging] = [selection.notes.has(note.id), dragged.has(noteNode(note.id))];
      const hidden = room !== undefined && !dragging && !meet(note, room);
      if (!hidden || selected) all.push(make.note(note, { selected, tabbed: true, dragging, hidden, lang }));
    }
    for (const card of cards.values()) {
      const [selected, dragging, tabbed] = [(card.members ?? [card.id]).every((id) => selection.nodes.has(id)), dragged.has(card.id), card.id === focus];
      const hidden = room !== undefined && !dragging && !tabbed && !meet(card, room);
      if (!hidden || selected) all.push(make.card(card, { selected, tabbed, dragging, hidden, lang }));
    }
    return all;
  }, [cards, notes, dragged, focus, selection, room, lang, make]);
}
