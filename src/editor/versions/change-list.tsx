import type { ReactNode } from 'react';
import type { ChangeLine } from '../../graph/diff-words.ts';
import { useEditor } from '../state/editor-context.tsx';
import styles from './review-panel.module.css';

/** Changes in words; a click brings their node into sight. */
export function ChangeList({ lines }: { readonly lines: readonly ChangeLine[] }): ReactNode {
  const { view } = useEditor();
  return (
    <ul className={styles['changes']}>
      {lines.map(({ text, node, layout }) => (
        <li key={`${node ?? ''} ${text}`} data-layout={layout || undefined}>
          {node === undefined ? <span>{text}</span> : <button type="button" onClick={() => view.current?.reveal(node)}>{text}</button>}
        </li>
      ))}
    </ul>
  );
}
