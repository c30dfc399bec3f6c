import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { Section } from '../parts/section.tsx';
import styles from './drawings.module.css';
import type { ShownRow } from './use-row.ts';

interface Props {
  readonly title: string;
  readonly shown: ShownRow;
  readonly children: ReactNode;
}

/** Something shown on one real row, with ways to the next and the one before. */
export function RowSection({ title, shown, children }: Props): ReactNode {
  const { say } = useWords();
  const button = (label: string, by: number, icon: ReactNode): ReactNode => (
    <button
      type="button"
      className={`${controls['icon'] ?? ''} ${styles['step'] ?? ''}`}
      aria-label={label}
      title={label}
      onClick={() => shown.step(by)}
    >
      {icon}
    </button>
  );
  const steps =
    shown.of < 2 ? undefined : (
      <span className={styles['stepper']}>
        {button(say('rowBefore'), -1, <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />)}
        {button(say('rowAfter'), 1, <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />)}
      </span>
    );
  return (
    <Section title={title} beside={steps}>
      {children}
    </Section>
  );
}
