import { IconArrowsMinimize } from '@tabler/icons-react';
import { ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { toggleGroup } from '../commands/selection.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { buildingPhrases, canvasPhrases } from '../words.ts';
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
        {groups.filter(({ collapsed }) => !collapsed).map((group) => <Stitch key={group.id} group={group} />)}
      </div>
    </ViewportPortal>
  );
}

function Stitch({ group }: { readonly group: Group }): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const editable = useDocument((state) => state.editable);
  const members = useCanvas(useShallow((state) => group.nodes.flatMap((id) => state.cards.get(id) ?? [])));
  const box = boxAround(members);
  if (box === undefined) return null;
  return (
    <div className={styles['group']} style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
      <svg width="100%" height="100%" aria-hidden="true">
        <rect x="0.6" y="0.6" width={box.width - 1.2} height={box.height - 1.2} rx="10" />
      </svg>
      <div className={styles['head']}>
        <button
          type="button"
          className={`${styles['title']} nopan nokey`}
          aria-label={canvasPhrases.group(group.name, members.length, lang)}
          onClick={() => editor.session.getState().select({ nodes: new Set(members.map(({ id }) => id)) })}
        >
          {group.name}
        </button>
        {editable ? (
          <button
            type="button"
            className={`${styles['collapse']} nopan nokey`}
            aria-label={buildingPhrases.collapseGroup(group.name, lang)}
            title={buildingPhrases.collapseGroup(group.name, lang)}
            onClick={() => toggleGroup(editor, group.id)}
          >
            <IconArrowsMinimize size={14} stroke={1.75} aria-hidden />
          </button>
        ) : null}
      </div>
    </div>
  );
}
