import { ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useWords } from '../state/context.tsx';
import { useRun } from '../state/editor-context.tsx';
import type { CanvasState, Wire } from './canvas-store.ts';
import { useCanvas } from './canvas-context.tsx';
import { courseOf } from './course.ts';
import { countOf } from './counts.ts';
import { stateOf, useCovered } from './covered.ts';
import { Edge, widthOf } from './edge.tsx';
import styles from './edges.module.css';
import { boxOf, meet, strokePath, threadsOf } from './geometry/curve.ts';
import type { Rect } from './geometry/curve.ts';
import { useTold } from './told.ts';

/** Above this many edges only those near the pointer are drawn as bundles. */
export const manyEdges = 400;

/** All edges, under the cards. */
export function Edges(): ReactNode {
  const wires = useCanvas((state) => state.wires);
  const many = wires.length > manyEdges;
  return (
    <ViewportPortal>
      {many ? <Strokes wires={wires} /> : <Layer>{wires.map((wire) => <Edge key={wire.key} wire={wire} />)}</Layer>}
    </ViewportPortal>
  );
}

function Layer({ apart, children }: { readonly apart?: boolean | undefined; readonly children: ReactNode }): ReactNode {
  const { say } = useWords();
  // As an image it would hide from readers that there are edges in it.
  return <svg className={styles['layer']} data-apart={apart} width="1" height="1" role="group" aria-label={say('edges')}>{children}</svg>;
}

/** Many edges as few paths; apart from the others those that move with what is dragged, and in full those near the pointer. */
function Strokes({ wires }: { readonly wires: readonly Wire[] }): ReactNode {
  const dragged = useCanvas((state) => state.dragged);
  const resting = useCanvas((state) => (state.resting ?? state).cards);
  const seen = useCanvas((state) => state.seen);
  const told = useTold();
  const near = useCanvas(useShallow((state) => wires.filter(({ key }) => state.near.has(key) || told?.edges.get(key) === 'led')));
  const [still, moving] = useMemo(() => {
    const moves = ({ from, to }: Wire): boolean => dragged.has(from.node) || dragged.has(to.node);
    return dragged.size === 0 ? [wires, []] : [wires.filter((wire) => !moves(wire)), wires.filter(moves)];
  }, [wires, dragged]);
  return (
    <>
      <Layer><Paths wires={still} cards={resting} seen={seen} /></Layer>
      {moving.length === 0 ? null : <Layer apart><MovingPaths wires={moving} seen={seen} /></Layer>}
      {near.length === 0 ? null : <Layer>{near.map((wire) => <Edge key={wire.key} wire={wire} />)}</Layer>}
    </>
  );
}

function MovingPaths(props: { readonly wires: readonly Wire[]; readonly seen: Rect }): ReactNode {
  const cards = useCanvas((state) => state.cards);
  return <Paths {...props} cards={cards} />;
}

interface PathsProps {
  readonly wires: readonly Wire[];
  readonly cards: CanvasState['cards'];
  readonly seen: Rect;
}

/** One path for each number of threads. */
function Paths({ wires, cards, seen }: PathsProps): ReactNode {
  const run = useRun(useShallow((all) => ({ state: all.state, counts: all.counts })));
  const covered = useCovered();
  const counts = covered?.counts ?? run.counts;
  const state = covered === undefined ? run.state : stateOf(covered);
  const paths = useMemo(() => {
    const byThreads = new Map<number, string>();
    for (const wire of wires) {
      const curve = courseOf(cards, wire);
      if (curve === undefined || !meet(boxOf(curve), seen)) continue;
      const count = countOf(wire.stream, counts, state);
      const threads = count === 0 ? 0 : threadsOf(count ?? 1);
      byThreads.set(threads, (byThreads.get(threads) ?? '') + strokePath(curve));
    }
    return [...byThreads];
  }, [wires, cards, seen, counts, state]);
  return paths.map(([threads, path]) => (
    <path key={threads} className={threads === 0 ? styles['rest'] : styles['stroke']} style={widthOf(threads)} d={path} />
  ));
}
