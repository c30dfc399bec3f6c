import type { ReactNode } from 'react';
import styles from './live-mark.module.css';
import { useLive } from './use-live.ts';

/** On the tab, while events come in: seen whatever else is open. */
export function LiveMark(): ReactNode {
  const state = useLive((store) => store.state);
  return state === 'flowing' || state === 'paused' ? <span className={styles['mark']} data-state={state} aria-hidden="true" /> : null;
}
