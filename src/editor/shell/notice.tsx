import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useEditor, useSession } from '../state/editor-context.tsx';
import styles from './notice.module.css';

const shownFor = 8000;

/** What could not be done just now, and why. It goes by itself. */
export function Notice(): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const notice = useSession((state) => state.notice);
  useEffect(() => {
    if (notice === undefined) return undefined;
    const timer = setTimeout(() => session.getState().tell(undefined), shownFor);
    return () => clearTimeout(timer);
  }, [notice, session]);
  return (
    <div className={styles['place']} role="status">
      {notice === undefined ? null : (
        <p className={styles['notice']}>
          {notice[lang]}
          <button type="button" className={controls['icon']} aria-label={say('close')} title={say('close')} onClick={() => session.getState().tell(undefined)}>
            <IconX size={16} stroke={1.75} aria-hidden="true" />
          </button>
        </p>
      )}
    </div>
  );
}
