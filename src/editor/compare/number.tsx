import type { ReactNode } from 'react';
import { count } from '../../lab/report/words.ts';
import { useWords } from '../state/context.tsx';
import { comparePhrases } from '../words.ts';
import type { Behind, OpenBehind } from './behind.ts';
import styles from './differences.module.css';

interface Props {
  readonly value: number | undefined;
  readonly behind: Behind;
  readonly onOpen: OpenBehind;
  /** Where it says more than the number, such as an amount. */
  readonly said?: string | undefined;
}

/** A number that opens what is behind it; nothing is behind nought. */
export function OpenNumber({ value, behind, onOpen, said: own }: Props): ReactNode {
  const { lang } = useWords();
  if (value === undefined) return <span className={styles['none']}>–</span>;
  const said = own ?? count(value, lang);
  if (value === 0) return <span className={styles['none']}>{said}</span>;
  return <button type="button" className={styles['number']} aria-label={comparePhrases.open(behind.title, said, lang)} onClick={() => onOpen(behind)}>{said}</button>;
}
