import type { ReactNode } from 'react';
import styles from '../panels.module.css';

interface Props {
  readonly title?: string | undefined;
  /** At the right of the title: a count, or a button. */
  readonly beside?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** A part of a panel between two hairlines. */
export const Section = ({ title, beside, children }: Props): ReactNode => (
  <section className={styles['section']}>
    {title === undefined ? null : (
      <div className={styles['title']}>
        <h3>{title}</h3>
        {beside === undefined ? null : <span>{beside}</span>}
      </div>
    )}
    {children}
  </section>
);
