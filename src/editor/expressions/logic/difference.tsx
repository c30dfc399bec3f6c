import type { ReactNode } from 'react';
import { fieldLabel, valueInWords } from '../../../data/words.ts';
import type { Scope } from '../../../logic/scope.ts';
import { useWords } from '../../state/context.tsx';
import { expressionPhrases } from '../../words.ts';
import styles from './logic.module.css';
import type { Difference as Found } from './pasted.ts';

/** The row whose answer would change. */
export function Difference({ difference, scope }: { readonly difference: Found; readonly scope: Scope }): ReactNode {
  const { lang } = useWords();
  const fields = difference.fields.map(([name, value]) => {
    const field = scope.fields.find((each) => each.name === name);
    return expressionPhrases.valueIs(fieldLabel(field ?? { name }, lang), valueInWords(value, field, lang), lang);
  });
  const { raw, typed } = difference;
  return <p className={styles['difference']}>{expressionPhrases.answersDiffer(fields, valueInWords(raw, undefined, lang), valueInWords(typed, undefined, lang), lang)}</p>;
}
