import type { ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import { useWords } from '../state/context.tsx';
import { expressionPhrases, languageTags } from '../words.ts';
import styles from './expression-editor.module.css';

/** How many rows of the sample an expression holds for. */
export function MatchLine({ hits, rows, stale }: { readonly hits: number | undefined; readonly rows: number | undefined; readonly stale: boolean }): ReactNode {
  const { lang } = useWords();
  if (hits === undefined || rows === undefined) return null;
  const share = rows === 0 ? 0 : hits / rows;
  const form = new Intl.NumberFormat(languageTags[lang], { style: 'percent', maximumSignificantDigits: share > 0.1 ? 3 : 2 });
  return (
    <p className={styles['matches']} data-stale={stale || undefined}>
      {expressionPhrases.wholeHits(numberInWords(hits, undefined, lang), numberInWords(rows, undefined, lang), form.format(share), lang)}
    </p>
  );
}
