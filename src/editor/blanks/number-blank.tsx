import type { ReactNode } from 'react';
import { currencySymbol } from '../../data/words.ts';
import { useWords } from '../state/context.tsx';
import type { BlankProps } from './blank.ts';
import styles from './blanks.module.css';
import { printNumber, readNumber } from './number-text.ts';
import type { NumberLimits } from './number-text.ts';
import { useTyping } from './use-typing.ts';

interface Props extends Omit<BlankProps<number | undefined>, 'change'>, NumberLimits {
  readonly change: (next: number, coalesce?: string) => void;
  /** What it is counted in, as of the field it is compared with. */
  readonly unit?: string | undefined;
  readonly currency?: string | undefined;
  /** Where given, the blank may be left empty. */
  readonly clear?: ((coalesce?: string) => void) | undefined;
  readonly placeholder?: string | undefined;
}

/** A number with its unit beside it. */
export function NumberBlank({
  label,
  value,
  readOnly,
  change,
  clear,
  unit,
  currency,
  placeholder = '',
  ...limits
}: Props): ReactNode {
  const { lang } = useWords();
  const { wrong, box } = useTyping<number | undefined>({
    value,
    print: (number) => printNumber(number, lang),
    read(text) {
      if (text.trim() === '') return clear === undefined ? undefined : { value: undefined };
      const number = readNumber(text, limits);
      return number === undefined ? undefined : { value: number };
    },
    change: (next, coalesce) => (next === undefined ? clear?.(coalesce) : change(next, coalesce)),
  });
  return (
    <label className={styles['blank']} data-wrong={wrong || undefined} data-read-only={readOnly || undefined}>
      {currency === undefined ? null : <span className={styles['unit']}>{currencySymbol(currency)}</span>}
      <input
        {...box}
        className={styles['input']}
        inputMode="decimal"
        size={Math.max(1, (box.value === '' ? placeholder : box.value).length)}
        placeholder={placeholder}
        aria-label={label}
        aria-invalid={wrong}
        readOnly={readOnly}
        autoComplete="off"
        spellCheck={false}
      />
      {unit === undefined || unit === '' || currency !== undefined ? null : (
        <span className={styles['unit']}>{unit}</span>
      )}
    </label>
  );
}
