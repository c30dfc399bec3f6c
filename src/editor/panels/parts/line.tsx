import type { ReactNode } from 'react';
import styles from '../panels.module.css';

/** A setting that has a name rather than a place in a sentence. */
export function Line({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles['line']}>
      <span aria-hidden="true">{name}</span>
      <div>{children}</div>
    </div>
  );
}
