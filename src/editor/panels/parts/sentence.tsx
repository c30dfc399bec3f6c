import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../../state/context.tsx';
import type { Word } from '../../words.ts';
import styles from '../panels.module.css';

interface Props {
  /** Words with the names of blanks in braces, in the order of each language. */
  readonly word: Word;
  readonly blanks: Readonly<Record<string, ReactNode>>;
  /** Part of a row rather than a paragraph of its own; `side`: its words stand beside a blank of several lines. */
  readonly inline?: boolean | 'side' | undefined;
}

/** A sentence with blanks to fill. */
export function Sentence({ word, blanks, inline = false }: Props): ReactNode {
  const { say } = useWords();
  const parts = say(word)
    .split(/\{(\w+)\}/)
    .map((part, index) => <Fragment key={index}>{index % 2 === 0 ? part : blanks[part]}</Fragment>);
  return inline ? (
    <span className={styles[inline === 'side' ? 'beside' : 'phrase']}>{parts}</span>
  ) : (
    <p className={styles['sentence']}>{parts}</p>
  );
}
