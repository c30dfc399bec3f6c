import { Checkbox } from '@base-ui/react/checkbox';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './blanks.module.css';

interface Props {
  readonly label: ReactNode;
  readonly value: boolean;
  readonly readOnly: boolean;
  readonly change: (next: boolean) => void;
}

/** Something that is so or is not, with its words beside it. */
export function CheckBlank({ label, value, readOnly, change }: Props): ReactNode {
  return (
    <label className={styles['check']}>
      <Checkbox.Root className={styles['box']} checked={value} readOnly={readOnly} onCheckedChange={change}>
        <Checkbox.Indicator className={styles['checked']}>
          <IconCheck size={13} stroke={2.5} aria-hidden="true" />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <span>{label}</span>
    </label>
  );
}
