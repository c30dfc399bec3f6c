import { useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage, languages } from '../../data/text.ts';
import type { Text } from '../../data/text.ts';
import { useWords } from '../state/context.tsx';
import { languageNames, languageShort } from '../words.ts';
import type { BlankProps } from './blank.ts';
import { inOneLanguage, withLanguage } from './author-text.ts';
import styles from './blanks.module.css';
import { StringBlank } from './string-blank.tsx';

interface Props extends BlankProps<Text> {
  readonly placeholder?: string | undefined;
  readonly wide?: boolean | undefined;
  readonly lines?: boolean | undefined;
  readonly wraps?: boolean | undefined;
  readonly plain?: boolean | undefined;
  /** Offers to write it in the other language as well. */
  readonly both?: boolean | undefined;
}

/** Words of the author: in the language of the reader, or in each language where the author wants both. */
export function TextBlank({
  label,
  value,
  readOnly,
  change,
  placeholder,
  wide,
  lines,
  wraps,
  plain,
  both = false,
}: Props): ReactNode {
  const { lang } = useWords();
  const [other, setOther] = useState(false);
  const shown = other ? (languages.find((each) => each !== lang) ?? lang) : lang;
  const next = languages.find((each) => each !== shown) ?? shown;
  const text = other ? inOneLanguage(value, shown) : inLanguage(value, shown);
  return (
    <StringBlank
      key={shown}
      label={other ? `${label} (${languageNames[shown]})` : label}
      value={text}
      readOnly={readOnly}
      change={(typed, coalesce) => change(withLanguage(value, typed, shown, other), coalesce)}
      placeholder={placeholder ?? (other ? inLanguage(value, lang) : undefined)}
      wide={wide}
      lines={lines}
      wraps={wraps}
      plain={plain}
      end={
        both ? (
          <button
            type="button"
            className={styles['language']}
            aria-label={`${label}: ${languageNames[next]}`}
            title={languageNames[next]}
            onClick={() => setOther(!other)}
          >
            {languageShort[shown]}
          </button>
        ) : undefined
      }
    />
  );
}
