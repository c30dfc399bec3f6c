import type { ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import { useWords } from '../state/context.tsx';
import { sheetPhrases } from '../words.ts';
import styles from './grid.module.css';

interface CountProps {
  readonly count: number;
  readonly title: string;
  readonly show: (() => void) | undefined;
}

/** How many events a row decided; leads to them where they can be told. */
export function HitCount({ count, title, show }: CountProps): ReactNode {
  const { lang } = useWords();
  const said = numberInWords(count, undefined, lang);
  if (show === undefined || count === 0) return <b title={title}>{said}</b>;
  return <button type="button" tabIndex={-1} className={styles['count']} title={title} aria-label={sheetPhrases.seeHits(count, lang)} onClick={show}>{said}</button>;
}
