import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { dockHeights } from '../../state/session-store.ts';
import styles from './dock.module.css';

interface Props {
  readonly height: number;
  readonly label: string;
  readonly onResize: (height: number) => void;
}

const step = 24;

/** The upper edge of the dock: dragged, or moved with the arrow keys. */
export function ResizeHandle({ height, label, onResize }: Props): ReactNode {
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const handle = event.currentTarget;
    const start = event.clientY;
    handle.setPointerCapture(event.pointerId);
    const move = (to: globalThis.PointerEvent): void => onResize(height + start - to.clientY);
    const end = (): void => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  };
  const press = (event: KeyboardEvent): void => {
    const by = { ArrowUp: step, ArrowDown: -step, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onResize(height + by);
  };
  return (
    <div
      className={styles['handle']}
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={height}
      aria-valuemin={dockHeights.least}
      aria-valuemax={dockHeights.most}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
    />
  );
}
