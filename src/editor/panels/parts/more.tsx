import { Collapsible } from '@base-ui/react/collapsible';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from '../panels.module.css';

interface Props {
  readonly label: ReactNode;
  /** Said where the label alone would not tell which one it opens. */
  readonly name?: string | undefined;
  readonly open?: boolean | undefined;
  readonly children: ReactNode;
}

/** What few need, one click further. */
export function More({ label, name, open = false, children }: Props): ReactNode {
  return (
    <Collapsible.Root defaultOpen={open} className={styles['more']}>
      <Collapsible.Trigger className={styles['opener']} aria-label={name}>
        <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />
        {label}
      </Collapsible.Trigger>
      <Collapsible.Panel className={styles['inside']}>{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}
