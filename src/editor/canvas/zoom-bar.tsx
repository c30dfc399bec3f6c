import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useStore } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import type { CanvasView } from '../state/contract/view.ts';
import type { Word } from '../words.ts';
import styles from './zoom-bar.module.css';

export function ZoomBar(): ReactNode {
  const { say } = useWords();
  const { view } = useEditor();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  const button = (word: Word, Icon: typeof IconPlus, run: (canvas: CanvasView) => void): ReactNode => (
    <button type="button" aria-label={say(word)} title={say(word)} onClick={() => view.current !== undefined && run(view.current)}>
      <Icon size={15} stroke={1.75} aria-hidden />
    </button>
  );
  return (
    <div className={styles['bar']} role="group" aria-label={say('zoom')}>
      {button('zoomOut', IconMinus, (canvas) => canvas.zoomOut())}
      <button type="button" className={styles['percent']} title={say('zoomFull')} aria-label={`${percent}%, ${say('zoomFull')}`} onClick={() => view.current?.zoomTo(1)}>
        {percent}%
      </button>
      {button('zoomIn', IconPlus, (canvas) => canvas.zoomIn())}
      <span className={styles['line']} />
      {button('fit', IconMaximize, (canvas) => canvas.fit())}
    </div>
  );
}
