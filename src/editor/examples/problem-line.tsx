import type { ReactNode } from 'react';
import type { Problem } from '../../data/problem.ts';
import { Icon } from '../looks/icon.tsx';
import { useWords } from '../state/context.tsx';
import styles from './problem-line.module.css';

/** What is wrong and what to do, marked by its shape as well as its colour. */
export function ProblemLine({ problem }: { readonly problem: Problem }): ReactNode {
  const { lang } = useWords();
  return (
    <p className={styles['line']} data-severity={problem.severity}>
      <Icon name={problem.severity} size={15} />
      <span>{problem.message[lang]}</span>
    </p>
  );
}
