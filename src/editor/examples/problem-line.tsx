import type { ReactNode } from 'react';
import type { Problem } from '../../data/problem.ts';
import { Icon } from '../looks/icon.tsx';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import styles from './problem-line.module.css';

/** Problems in their order, each once; hints only for whoever asks for them. */
export function ProblemLines({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const { lang } = useWords();
  const each = [...new Map(problems.map((problem) => [problem.message[lang], problem])).values()];
  const hints = each.filter((problem) => problem.severity === 'hint');
  return (
    <>
      {each.filter((problem) => problem.severity !== 'hint').map((problem) => <ProblemLine key={problem.message[lang]} problem={problem} />)}
      {hints.length === 0 ? null : (
        <details className={styles['hints']}>
          <summary>{phrases.hints(hints.length, lang)}</summary>
          {hints.map((problem) => <ProblemLine key={problem.message[lang]} problem={problem} />)}
        </details>
      )}
    </>
  );
}

/** What is wrong and what to do, marked by its shape as well as its colour. */
function ProblemLine({ problem }: { readonly problem: Problem }): ReactNode {
  const { lang } = useWords();
  return (
    <p className={styles['line']} data-severity={problem.severity}>
      <Icon name={problem.severity} size={15} />
      <span>{problem.message[lang]}</span>
    </p>
  );
}
