import type { ReactNode } from 'react';
import type { ExprProblem } from '../../../logic/scope.ts';
import { useWords } from '../../state/context.tsx';
import { useBuilder } from './builder-context.ts';
import styles from './builder.module.css';

/** What is wrong with a row or a group, and the fix one click away. */
export function RowProblem({ problem }: { readonly problem: ExprProblem }): ReactNode {
  const { lang } = useWords();
  const { mend, readOnly } = useBuilder();
  return (
    <p className={styles['problem']} data-severity={problem.severity}>
      {problem.message[lang]}
      {problem.fix === undefined || readOnly ? null : (
        <button type="button" className={styles['fix']} onClick={() => mend(problem)}>
          {problem.fix.label[lang]}
        </button>
      )}
    </p>
  );
}
