import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { prettyJson } from '../../examples/pretty.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import styles from './logic.module.css';

const shownFor = 2000;

/** JSON to read and to take along, with what else there is to say of it. */
export function Code({ value, children }: { readonly value: unknown; readonly children?: ReactNode }): ReactNode {
  const { say } = useWords();
  const text = useMemo(() => prettyJson(value), [value]);
  const [state, setState] = useState<'copy' | 'copied' | 'notCopied'>('copy');
  useEffect(() => {
    if (state === 'copy') return undefined;
    const timer = setTimeout(() => setState('copy'), shownFor);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setState('copied'), () => setState('notCopied'));
  const Drawing = state === 'copied' ? IconCheck : IconCopy;
  return (
    <>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      <pre className={styles['code']} tabIndex={0} role="region" aria-label={say('jsonLogic')}><code>{text}</code></pre>
      <div className={styles['under']}>
        {children}
        <button type="button" className={controls['icon']} aria-label={say(state)} title={say(state)} onClick={copy}>
          <Drawing size={15} stroke={1.75} aria-hidden="true" />
        </button>
        <span className="unseen" aria-live="polite">{state === 'copy' ? '' : say(state)}</span>
      </div>
    </>
  );
}
