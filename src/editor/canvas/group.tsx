import { ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { canvasPhrases } from '../words.ts';
import type { Card, Group } from './canvas-store.ts';
import { useCanvas } from './canvas-context.tsx';
import type { Rect } from './geometry/curve.ts';
import styles from './group.module.css';

const around = { side: 14, top: 28, bottom: 16 } as const;

/** Groups lie under edges and cards, as wide as what is in them. */
export function Groups(): ReactNode {
  const groups = useCanvas((state) => state.groups);
  return (
    <ViewportPortal>
      <div className={styles['layer']}>
        {groups.map((group) => <Stitch key={group.id} group={group} />)}
      </div>
    </ViewportPortal>
  );
}

function Stitch({ group }: { readonly group: Group }): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const members = useCanvas(useShallow((state) => group.nodes.flatMap((id) => state.cards.get(id) ?? [])));
  const box = boxAround(members);
  if (box === undefined) return null;
  return (
    <div className={styles['group']} style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
      <svg width="100%" height="100%" aria-hidden="true">
        <rect x="0.6" y="0.6" width={box.width - 1.2} height={box.height - 1.2} rx="10" />
      </svg>
      <button
        type="button"
        className={`${styles['title']} nopan nokey`}
        aria-label={canvasPhrases.group(group.name, members.length, lang)}
        onClick={() => editor.session.getState().select({ nodes: new Set(members.map(({ id }) => id)) })}
      >
        {group.name}
      </button>
    </div>
  );
}

export function boxAround(members: readonly Pick<Card, keyof Rect>[]): Rect | undefined {
  if (members.length === 0) return undefined;
  const x = Math.min(...members.map((card) => card.x)) - around.side;
  const y = Math.min(...members.map((card) => card.y)) - around.top;
  const right = Math.max(...members.map((card) => card.x + card.width)) + around.side;
  const bottom = Math.max(...members.map((card) => card.y + card.height)) + around.bottom;
  return { x, y, width: right - x, height: bottom - y };
}
