import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { Family } from '../../kinds/contract.ts';
import { useWords } from '../state/context.tsx';
import type { CanvasState } from './canvas-store.ts';
import { useCanvas } from './canvas-context.tsx';
import { boundsOf, sameRect } from './geometry/bounds.ts';
import type { Rect } from './geometry/curve.ts';
import styles from './mini-map.module.css';
import { seenBy } from './sight.ts';

const size = { width: 112, height: 68 };
const noCards: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** The whole graph, small; a press or a drag brings its place into sight. */
export function MiniMap(): ReactNode {
  const { say } = useWords();
  const { setCenter } = useReactFlow();
  const cards = useCanvas((state) => (state.resting ?? state).cards);
  const paths = useMemo(() => pathsOf(cards), [cards]);
  const all = useMemo(() => boundsOf(cards.values()), [cards]);
  const box = useStore(({ transform: [x, y, zoom], width, height }) => framed(all ?? noCards, seenBy({ x, y, zoom, width, height })), sameRect);
  const zoom = useStore((state) => state.transform[2]);
  if (all === undefined) return null;
  const scale = Math.min(size.width / box.width, size.height / box.height);
  const left = box.x - (size.width / scale - box.width) / 2;
  const top = box.y - (size.height / scale - box.height) / 2;
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const bounds = event.currentTarget.getBoundingClientRect();
    void setCenter(left + (event.clientX - bounds.x) / scale, top + (event.clientY - bounds.y) / scale, { zoom, duration: 0 });
  };
  return (
    <div className={styles['map']}>
      <svg
        width={size.width}
        height={size.height}
        viewBox={`${left} ${top} ${size.width / scale} ${size.height / scale}`}
        role="img"
        aria-label={say('miniMap')}
        onPointerDown={go}
        onPointerMove={go}
      >
        {[...paths].map(([family, path]) => <path key={family} data-family={family} d={path} />)}
      </svg>
      <Seen left={left} top={top} scale={scale} />
    </div>
  );
}

/** What is seen, as a frame on the map. It is moved by itself: to draw a thousand cards anew with every step would cost more than the step. */
function Seen({ left, top, scale }: { readonly left: number; readonly top: number; readonly scale: number }): ReactNode {
  const flow = useStoreApi();
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    let before: unknown;
    const place = ({ transform, width, height }: ReturnType<typeof flow.getState>): void => {
      const key = `${transform.join(' ')} ${width} ${height}`;
      if (key === before || frame.current === null) return;
      before = key;
      const [x, y, zoom] = transform;
      const seen = seenBy({ x, y, zoom, width, height });
      const shown = within({ x: 0, y: 0, ...size }, { x: (seen.x - left) * scale, y: (seen.y - top) * scale, width: seen.width * scale, height: seen.height * scale });
      const { style } = frame.current;
      style.transform = `translate(${shown.x}px, ${shown.y}px)`;
      const [wide, high] = [`${shown.width}px`, `${shown.height}px`];
      if (style.width !== wide) style.width = wide;
      if (style.height !== high) style.height = high;
    };
    place(flow.getState());
    return flow.subscribe(place);
  }, [flow, left, top, scale]);
  return <div ref={frame} className={styles['seen']} />;
}

/** One path for each family. */
function pathsOf(cards: CanvasState['cards']): ReadonlyMap<Family | 'none', string> {
  const paths = new Map<Family | 'none', string>();
  for (const { x, y, width, height, face } of cards.values()) {
    const family = face.family ?? 'none';
    paths.set(family, `${paths.get(family) ?? ''}M${Math.round(x)} ${Math.round(y)}h${Math.round(width)}v${Math.round(height)}h${-Math.round(width)}z`);
  }
  return paths;
}

/** The part of a box that lies within another. */
function within(frame: Rect, box: Rect): Rect {
  const x = Math.min(Math.max(box.x, frame.x), frame.x + frame.width);
  const y = Math.min(Math.max(box.y, frame.y), frame.y + frame.height);
  const right = Math.max(Math.min(box.x + box.width, frame.x + frame.width), x);
  const bottom = Math.max(Math.min(box.y + box.height, frame.y + frame.height), y);
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * All cards and what is seen of them, in whole steps, so that a small move changes nothing; far away from all, the cards
 * still have half the map.
 */
function framed(all: Rect, seen: Rect): Rect {
  const step = Math.max(all.width, all.height, 1) / 8;
  const down = (value: number): number => Math.floor(value / step) * step;
  const up = (value: number): number => Math.ceil(value / step) * step;
  const x = Math.max(seen.x < all.x ? down(seen.x) : all.x, all.x - all.width);
  const y = Math.max(seen.y < all.y ? down(seen.y) : all.y, all.y - all.height);
  const [allRight, allBottom, seenRight, seenBottom] = [all.x + all.width, all.y + all.height, seen.x + seen.width, seen.y + seen.height];
  const right = Math.min(seenRight > allRight ? up(seenRight) : allRight, all.x + 2 * all.width);
  const bottom = Math.min(seenBottom > allBottom ? up(seenBottom) : allBottom, all.y + 2 * all.height);
  return { x, y, width: right - x, height: bottom - y };
}
