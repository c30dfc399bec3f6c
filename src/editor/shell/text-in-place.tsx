import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { isComposing } from '../commands/keys.ts';
import styles from './text-in-place.module.css';

interface Props {
  readonly text: string;
  readonly label: string;
  readonly className?: string | undefined;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
}

/** A title that is edited where it stands: Enter or leaving it keeps what was typed, Escape does not. */
export function TextInPlace({ text, label, className, readOnly, onChange }: Props): ReactNode {
  const [typed, setTyped] = useState<string>();
  const dropped = useRef(false);
  const finish = (): void => {
    const kept = typed?.trim() ?? '';
    setTyped(undefined);
    if (!dropped.current && kept !== '' && kept !== text) onChange(kept);
    dropped.current = false;
  };
  return (
    <input
      className={`${styles['input'] ?? ''} ${className ?? ''}`}
      value={typed ?? text}
      size={Math.max(4, (typed ?? text).length)}
      aria-label={label}
      readOnly={readOnly}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => {
        if (!readOnly) event.currentTarget.select();
      }}
      onBlur={finish}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        dropped.current = event.key === 'Escape';
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
