import { ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { canvasPhrases } from '../words.ts';
import type { Group } from './canvas-store.ts';
import { useCanvas } from './canvas-context.tsx';
import { boxAround } from './geometry/group-box.ts';
import styles from './group.module.css';

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
