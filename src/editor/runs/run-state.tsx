import type { ReactNode } from 'react';
import type { RunView } from '../../api/runs.ts';
import { useWords } from '../state/context.tsx';
import styles from './run-state.module.css';
import { stateWords } from './run-words.ts';

/** A word with its mark: running is a full dot, all else an outlined one. */
export function RunState({ state }: { readonly state: RunView['state'] }): ReactNode {
  const { say } = useWords();
  return <span className={styles['state']} data-state={state}>{say(stateWords[state])}</span>;
}
