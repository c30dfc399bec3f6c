import type { ReactNode } from 'react';
import type { Problem } from '../../../data/problem.ts';
import { Icon } from '../../looks/icon.tsx';
import { useWords } from '../../state/context.tsx';
import { useDocument } from '../../state/editor-context.tsx';
import { ProblemItem } from '../problem-item.tsx';
import styles from './dock.module.css';

const ranks = { error: 0, warning: 1, hint: 2 } as const satisfies Record<Problem['severity'], number>;

/** Every problem of the graph, the worst first. */
export function Problems(): ReactNode {
  const { say } = useWords();
  const problems = useDocument(({ compilation }) => compilation.problems);
  const ordered = problems.toSorted((one, other) => ranks[one.severity] - ranks[other.severity]);
  return (
    <>
      {problems.some(({ severity }) => severity !== 'hint') ? null : (
        <p className={styles['well']}>
          <Icon name="check" />
          {say('allWell')}
        </p>
      )}
      <ul className={styles['problems']}>
        {ordered.map((problem, at) => <ProblemItem key={`${problem.code} ${problem.node ?? ''} ${at}`} problem={problem} where />)}
      </ul>
    </>
  );
}
