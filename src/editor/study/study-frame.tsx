import { IconChevronLeft } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { isComposing } from '../commands/keys.ts';
import controls from '../looks/controls.module.css';
import { Notice } from '../shell/notice.tsx';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import styles from './study-frame.module.css';

interface Props {
  readonly title: string;
  /** What can be done with the whole of it. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page about a run, over the canvas. Escape leads back to where one came from. */
export function StudyFrame({ title, actions, children }: Props): ReactNode {
  const { say } = useWords();
  const { session } = useEditor();
  const page = useRef<HTMLElement>(null);
  const name = useId();
  const leave = (): void => session.getState().showStudy(undefined);
  useEffect(() => {
    const before = document.activeElement;
    page.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    // What popups handle comes by here as well, though they are not inside.
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (isInside && event.key === 'Escape' && !event.defaultPrevented && !isComposing(event.nativeEvent)) leave();
  };
  return (
    <main className={styles['study']} ref={page} tabIndex={-1} aria-labelledby={name} onKeyDown={press}>
      <header className={styles['head']}>
        <button type="button" className={controls['quiet']} title={`${say('backToEditing')} (Esc)`} onClick={leave}>
          <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
          {say('backToEditing')}
        </button>
        <span className={styles['line']} aria-hidden="true" />
        <h2 id={name}>{title}</h2>
        <span className={styles['space']} />
        {actions}
      </header>
      <div className={styles['body']}>{children}</div>
      <Notice />
    </main>
  );
}
