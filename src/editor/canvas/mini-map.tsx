import { useReactFlow, useStore } from '@xyflow/react';
import { useMemo } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { Family } from '../../kinds/contract.ts';
import { useWords } from '../state/context.tsx';
import type { CanvasState } from './canvas-store.ts';
import { useCanvas } from './canvas-context.tsx';
import { boundsOf, grown } from './geometry/bounds.ts';
import type { Rect } from './geometry/curve.ts';
import styles from './mini-map.module.css';

const size = { width: 112, height: 68 };

/** The whole graph, small; a press or a drag brings its place into sight. */
export function MiniMap(): ReactNode {
  const { say } = useWords();
  const { setCenter } = useReactFlow();
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const cards = useCanvas((state) => (state.resting ?? state).cards);
  const paths = useMemo(() => pathsOf(cards), [cards]);
  const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  const all = useMemo(() => boundsOf(cards.values()), [cards]);
  if (all === undefined) return null;
  const box = framed(all, seen);
  const scale = Math.min(size.width / box.width, size.height / box.height);
  const left = box.x - (size.width / scale - box.width) / 2;
  const top = box.y - (size.height / scale - box.height) / 2;
  const line = 1.5 / scale;
  const frame = grown({ x: left, y: top, width: size.width / scale, height: size.height / scale }, -line / 2);
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
        <rect {...within(frame, seen)} rx={3 / scale} strokeWidth={line} />
      </svg>
    </div>
  );
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

/** All cards and what is seen of them; far away from all, the cards still have half the map. */
function framed(all: Rect, seen: Rect): Rect {
  const x = Math.max(Math.min(all.x, seen.x), all.x - all.width);
  const y = Math.max(Math.min(all.y, seen.y), all.y - all.height);
  const right = Math.min(Math.max(all.x + all.width, seen.x + seen.width), all.x + 2 * all.width);
  const bottom = Math.min(Math.max(all.y + all.height, seen.y + seen.height), all.y + 2 * all.height);
  return { x, y, width: right - x, height: bottom - y };
}
