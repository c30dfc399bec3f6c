import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../looks/icon.tsx';
import { useWords } from '../state/context.tsx';
import styles from './code-block.module.css';
import { prettyJson } from './pretty.ts';

interface Props {
  readonly title: string;
  /** What it is called where only it is named, as for a screen reader. */
  readonly label: string;
  readonly value: unknown;
  readonly mark: string;
}

const shownFor = 2000;

/** JSON, or a text as it is, to read and to take along. */
export function CodeBlock({ title, label, value, mark }: Props): ReactNode {
  const { say } = useWords();
  const text = useMemo(() => (typeof value === 'string' ? value : prettyJson(value)), [value]);
  const [state, setState] = useState<'idle' | 'copied' | 'notCopied'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), shownFor);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('notCopied'),
    );
  };
  return (
    <figure className={styles['block']}>
      <figcaption>
        {title}
        <button type="button" className={styles['copy']} onClick={copy} aria-label={`${say('copy')}: ${label}`}>
          <Icon name={state === 'copied' ? 'check' : 'copy'} size={14} />
          <span aria-live="polite">{say(state === 'idle' ? 'copy' : state)}</span>
        </button>
      </figcaption>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      <pre tabIndex={0} role="region" aria-label={label} data-code={mark} data-text={typeof value === 'string' || undefined}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
