import { Combobox } from '@base-ui/react/combobox';
import { IconCheck, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ClipboardEvent, ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { panelPhrases } from '../words.ts';
import type { BlankProps } from './blank.ts';
import styles from './blanks.module.css';
import { OfferedList } from './offered-list.tsx';
import { splitValues } from './split-values.ts';

interface Props extends Omit<BlankProps<readonly string[]>, 'change'> {
  readonly change: (next: readonly string[]) => void;
  /** What the sample has, the most frequent first. */
  readonly suggestions?: readonly string[] | undefined;
  readonly placeholder?: string | undefined;
}

/** Several values: chosen from what the data has, typed, or pasted as a column or a list. */
export function ValuesBlank({ label, value, readOnly, change, suggestions = [], placeholder }: Props): ReactNode {
  const { lang, say } = useWords();
  const [typed, setTyped] = useState('');
  const fresh = typed.trim();
  const known = [...new Set([...suggestions, ...value])];
  const offered = fresh === '' || known.includes(fresh) ? known : [...known, fresh];
  const take = (all: readonly string[]): void => change([...new Set([...value, ...all])]);
  const paste = (event: ClipboardEvent): void => {
    const pasted = splitValues(event.clipboardData.getData('text/plain'));
    if (pasted.length < 2) return;
    event.preventDefault();
    take(pasted);
    setTyped('');
  };
  return (
    <Combobox.Root<string, true>
      multiple
      items={offered}
      value={[...value]}
      readOnly={readOnly}
      autoHighlight
      inputValue={typed}
      onInputValueChange={(text) => {
        const parts = /[,，、;；]$/u.test(text) ? splitValues(text) : [];
        if (parts.length > 0) take(parts);
        setTyped(parts.length > 0 ? '' : text);
      }}
      onValueChange={(next) => {
        change(next);
        setTyped('');
      }}
    >
      <Combobox.Chips
        className={`${styles['blank'] ?? ''} ${styles['chips'] ?? ''}`}
        data-read-only={readOnly || undefined}
      >
        {value.map((each) => (
          <Combobox.Chip key={each} className={styles['chip']} aria-label={each}>
            <span className={styles['value']}>{each}</span>
            {readOnly ? null : (
              <Combobox.ChipRemove className={styles['small']} aria-label={panelPhrases.removeOf(each, lang)}>
                <IconX size={12} stroke={2} aria-hidden="true" />
              </Combobox.ChipRemove>
            )}
          </Combobox.Chip>
        ))}
        <Combobox.Input
          className={styles['input']}
          aria-label={label}
          placeholder={value.length === 0 ? (placeholder ?? say('addValue')) : ''}
          onPaste={paste}
        />
      </Combobox.Chips>
      <OfferedList label={label} none={say('typeValue')}>
        {(each) => (
          <>
            <span className={styles['tick']}>
              {known.includes(each) ? (
                <Combobox.ItemIndicator>
                  <IconCheck size={15} stroke={2} aria-hidden="true" />
                </Combobox.ItemIndicator>
              ) : (
                <IconPlus size={14} stroke={1.75} aria-hidden="true" />
              )}
            </span>
            <span className={styles['says']}>{each}</span>
          </>
        )}
      </OfferedList>
    </Combobox.Root>
  );
}
