import type { ReactNode } from 'react';
import type { ChangeLine } from '../../graph/diff-words.ts';
import { useEditor } from '../state/editor-context.tsx';
import styles from './review-panel.module.css';

interface Props {
  readonly lines: readonly ChangeLine[];
  /** By node, what its changes do; said below the last of them. */
  readonly effects?: ReadonlyMap<string, readonly string[]> | undefined;
}

/** Changes in words; a click brings their node into sight. */
export function ChangeList({ lines, effects }: Props): ReactNode {
  const { view } = useEditor();
  return (
    <ul className={styles['changes']}>
      {lines.map(({ text, node, layout }, at) => (
        <li key={`${node ?? ''} ${text}`} data-layout={layout || undefined}>
          {node === undefined ? <span>{text}</span> : <button type="button" onClick={() => view.current?.reveal(node)}>{text}</button>}
          {node === undefined || lines.findLastIndex((line) => line.node === node && !line.layout) !== at ? null : effects?.get(node)?.map((effect) => <small key={effect}>{effect}</small>)}
        </li>
      ))}
    </ul>
  );
}
