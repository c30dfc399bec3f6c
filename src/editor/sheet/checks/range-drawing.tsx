import type { ReactNode } from 'react';
import { useWords } from '../../state/context.tsx';
import { sheetPhrases } from '../../words.ts';
import styles from './checks.module.css';
import type { Drawing } from './find-checks.ts';

/** Two ranges under each other, and what they have in common. */
export function RangeDrawing({ drawing: { upper, lower, ticks }, rows }: { readonly drawing: Drawing; readonly rows: readonly [number, number] }): ReactNode {
  const { lang } = useWords();
  const both = [Math.max(upper[0], lower[0]), Math.min(upper[1], lower[1])] as const;
  const place = ([from, to]: readonly [number, number]) => ({ left: `${from * 100}%`, width: `${Math.max(0, to - from) * 100}%` });
  return (
    <div className={styles['drawing']} aria-hidden="true">
      <span className={styles['names']}>
        <span>{sheetPhrases.row(rows[0], lang)}</span>
        <span>{sheetPhrases.row(rows[1], lang)}</span>
      </span>
      <span className={styles['tracks']}>
        <span style={place(upper)} />
        <span style={place(lower)} />
        <span className={styles['shared']} style={place(both)} />
      </span>
      <span className={styles['scale']}>
        {ticks.map(({ at, text }) => (
          <span key={at} data-end={at < 0.08 ? 'low' : at > 0.92 ? 'high' : undefined} style={{ left: `${at * 100}%` }}>{text[lang]}</span>
        ))}
      </span>
    </div>
  );
}
