import { Select } from '@base-ui/react/select';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import type { BlankProps } from './blank.ts';
import styles from './blanks.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** One line on what it means. */
  readonly about?: string | undefined;
  readonly icon?: ReactNode | undefined;
}

interface Props<Value extends string> extends Omit<BlankProps<Value>, 'change'> {
  readonly choices: readonly Choice<Value>[];
  readonly change: (next: Value) => void;
  /** Shows the icon of what is chosen, and nothing else. */
  readonly bare?: boolean | undefined;
}

/** One of a few. A value that is none of them is shown as what it is. */
export function ChoiceBlank<Value extends string>({
  label,
  value,
  readOnly,
  choices,
  change,
  bare = false,
}: Props<Value>): ReactNode {
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Select.Root<Value>
      value={value}
      readOnly={readOnly}
      items={choices}
      onValueChange={(next) => {
        if (next !== null && next !== value) change(next);
      }}
    >
      <Select.Trigger
        className={styles['blank']}
        data-menu=""
        data-bare={bare || undefined}
        data-wrong={chosen === undefined || undefined}
        data-read-only={readOnly || undefined}
        aria-label={bare ? `${label}: ${chosen?.label ?? value}` : label}
        title={bare ? chosen?.label : undefined}
      >
        {chosen?.icon}
        {bare ? null : (
          <>
            <span className={styles['value']}>{chosen?.label ?? value}</span>
            <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
          </>
        )}
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={styles['float']} sideOffset={4} align="start" alignItemWithTrigger={false}>
          <Select.Popup className={`${controls['popup'] ?? ''} ${styles['popup'] ?? ''}`}>
            {choices.map((choice) => (
              <Select.Item key={choice.value} value={choice.value} className={styles['item']}>
                <span className={styles['tick']}>
                  <Select.ItemIndicator>
                    <IconCheck size={15} stroke={2} aria-hidden="true" />
                  </Select.ItemIndicator>
                </span>
                {choice.icon}
                <span className={styles['says']}>
                  <Select.ItemText>{choice.label}</Select.ItemText>
                  {choice.about === undefined ? null : <span className={styles['about']}>{choice.about}</span>}
                </span>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
