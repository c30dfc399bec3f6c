import { useConnection, useStore, ViewportPortal } from '@xyflow/react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { aimAt } from './aim.ts';
import { useCanvas, useCanvasStore } from './canvas-context.tsx';
import { eyeletOf } from './course.ts';
import { curveBetween, strokePath } from './geometry/curve.ts';
import type { Point } from './geometry/curve.ts';
import styles from './pull.module.css';

/** The edge that is being drawn: to the pointer, or to the port it would end in; and why it must not. */
export function Pulled(): ReactNode {
  const pull = useCanvas((state) => state.pull);
  const pointer = useConnection((connection) => (connection.inProgress ? connection.pointer : null));
  const transform = useStore((state) => (pull === undefined ? undefined : state.transform));
  const store = useCanvasStore();
  const editor = useEditor();
  const [left, top, zoom] = transform ?? [0, 0, 1];
  const point = pointer === null ? undefined : { x: (pointer.x - left) / zoom, y: (pointer.y - top) / zoom };
  const [x, y] = [point?.x, point?.y];
  useEffect(() => {
    if (x === undefined || y === undefined || pull === undefined) return;
    const before = store.getState().aim;
    const found = aimAt(editor.document.getState().document, store.getState(), pull, { x, y }, before);
    if (found !== before) store.setState({ aim: found });
  }, [pull, x, y, store, editor]);
  const aim = useCanvas((state) => state.aim);
  const card = useCanvas((state) => (pull === undefined ? undefined : state.cards.get(pull.start.node)));
  const start = pull === undefined || card === undefined ? undefined : eyeletOf(card, pull.side, pull.start.port);
  if (pull === undefined || start === undefined || point === undefined) return null;
  const end = aim === undefined || aim.refusal !== undefined ? point : aim.at;
  const curve = pull.side === 'outputs' ? curveBetween(start, end) : curveBetween(end, start);
  return (
    <ViewportPortal>
      <svg className={styles['layer']} width="1" height="1" aria-hidden="true">
        <path className={styles['thread']} data-refused={aim?.refusal !== undefined || undefined} d={strokePath(curve)} />
        <circle className={styles['end']} data-refused={aim?.refusal !== undefined || undefined} cx={end.x} cy={end.y} r={end === point ? 3.5 : 5.5} />
      </svg>
      {aim?.refusal === undefined ? null : <Reason at={point} zoom={zoom} words={aim.refusal} />}
    </ViewportPortal>
  );
}

function Reason({ at, zoom, words }: { readonly at: Point; readonly zoom: number; readonly words: { readonly en: string; readonly zh: string } }): ReactNode {
  const { lang } = useWords();
  return (
    <div className={styles['reason']} role="status" style={{ left: at.x, top: at.y, transform: `scale(${1 / zoom}) translate(16px, 14px)` }}>
      {words[lang]}
    </div>
  );
}
