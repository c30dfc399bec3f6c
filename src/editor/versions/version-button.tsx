import { IconChevronRight, IconVersions } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useEditor, useSession, useVersions } from '../state/editor-context.tsx';
import { phrases } from '../words.ts';
import { useChangesSinceLast } from './use-changes.ts';
import styles from './version-button.module.css';

/** Which version is drawn on, and how much has changed since; it opens the changes in words. */
export function VersionButton(): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const last = useVersions(({ versions }) => versions.at(-1));
  const open = useSession(({ review }) => review === 'versions');
  const changes = useChangesSinceLast()?.lines.length ?? 0;
  return (
    <button type="button" className={`${controls['button'] ?? ''} ${styles['version'] ?? ''}`} aria-expanded={open} title={say('versions')} onClick={() => session.getState().showReview(open ? undefined : 'versions')}>
      {last === undefined ? (
        <>
          <IconVersions className={styles['sign']} size={18} stroke={1.75} aria-hidden="true" />
          <span className={styles['none']}>{say('noVersion')}</span>
        </>
      ) : `v${last.number}`}
      {changes === 0 ? null : (
        <>
          <span className={styles['dot']} aria-hidden="true">·</span>
          <span className={styles['changes']}>{phrases.changes(changes, lang)}</span>
        </>
      )}
      <IconChevronRight className={styles['more']} size={14} stroke={1.75} aria-hidden="true" />
    </button>
  );
}
