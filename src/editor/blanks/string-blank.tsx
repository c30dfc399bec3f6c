import type { ReactNode } from 'react';
import type { BlankProps } from './blank.ts';
import styles from './blanks.module.css';
import { useTyping } from './use-typing.ts';

interface Props extends BlankProps<string> {
  readonly placeholder?: string | undefined;
  /** As wide as there is room. */
  readonly wide?: boolean | undefined;
  /** Several lines: Enter makes a new one. */
  readonly lines?: boolean | undefined;
  /** One text that goes on below where it does not fit. */
  readonly wraps?: boolean | undefined;
  /** What others refer to is changed when it is whole: on Enter, or when the blank is left. */
  readonly whole?: boolean | undefined;
  /** What will do; else it is marked, and dropped when the blank is left. */
  readonly accepts?: ((text: string) => boolean) | undefined;
  /** Names, addresses and the like, in the letters of code. */
  readonly code?: boolean | undefined;
  /** What things are called reads like text, not like a choice. */
  readonly plain?: boolean | undefined;
  /** Stands in the box at its end. */
  readonly end?: ReactNode | undefined;
}

/** Plain words, typed in place. */
export function StringBlank({
  label,
  value,
  readOnly,
  change,
  placeholder = '',
  wide = false,
  lines = false,
  wraps = false,
  whole = false,
  accepts = () => true,
  code = false,
  plain = false,
  end,
}: Props): ReactNode {
  const { wrong, box } = useTyping({
    value,
    print: (text) => text,
    read: (text) => (accepts(text) ? { value: wraps ? text.replaceAll(/\s*[\r\n]\s*/g, ' ') : text } : undefined),
    change,
    whole,
    lines,
  });
  const own = {
    ...box,
    placeholder,
    readOnly,
    title: plain && box.value !== '' ? box.value : undefined,
    'aria-label': label,
    'aria-invalid': wrong,
    autoComplete: 'off',
    spellCheck: false,
  } as const;
  return (
    <span
      className={styles['blank']}
      data-wide={wide || undefined}
      data-lines={lines || undefined}
      data-wraps={wraps || undefined}
      data-code={code || undefined}
      data-plain={plain || undefined}
      data-wrong={wrong || undefined}
      data-read-only={readOnly || undefined}
    >
      {lines || wraps ? (
        <textarea {...own} className={styles['input']} rows={lines ? 2 : 1} />
      ) : (
        <input
          {...own}
          className={styles['input']}
          size={Math.max(3, widthOf(box.value === '' ? placeholder : box.value))}
        />
      )}
      {end}
    </span>
  );
}

/** In the measure of Latin letters: Chinese characters are twice as wide. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, character) => width + ((character.codePointAt(0) ?? 0) > 0x2e_7f ? 2 : 1), 0);
