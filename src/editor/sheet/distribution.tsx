import type { ReactNode } from 'react';
import type { FlowField } from '../../data/field.ts';
import { valueInWords } from '../../data/words.ts';
import type { Distribution as Known } from '../state/contract/sample.ts';
import { useWords } from '../state/context.tsx';
import { sheetPhrases } from '../words.ts';
import styles from './condition-popover.module.css';

interface Props {
  readonly distribution: Known;
  readonly field: FlowField;
  /** Whether the cell holds for a value. */
  readonly isIn: (value: number) => boolean;
}

/** How the values of a field lie in the sample, with those the cell holds for marked. */
export function Distribution({ distribution, field, isIn }: Props): ReactNode {
  const { lang } = useWords();
  if (distribution.type !== 'number' && distribution.type !== 'time') return null;
  const { bins, least, most } = distribution;
  const highest = Math.max(1, ...bins.map(({ rows }) => rows));
  if (bins.length < 2) return null;
  const plain = { ...field, decimals: undefined };
  return (
    <figure className={styles['distribution']} role="img" aria-label={sheetPhrases.distribution(valueInWords(least, field, lang), valueInWords(most, field, lang), lang)}>
      <div className={styles['bins']}>
        {bins.map(({ from, to, rows }) => (
          <span key={from} data-in={isIn(from) || isIn((from + to) / 2) || undefined} style={{ height: `${Math.max(rows === 0 ? 0 : 4, (100 * rows) / highest)}%` }} />
        ))}
      </div>
      <div className={styles['ticks']} aria-hidden="true">
        <span>{valueInWords(bins[0]?.from ?? least, plain, lang)}</span>
        <span>{valueInWords(bins[Math.floor(bins.length / 2)]?.from ?? least, plain, lang)}</span>
        <span>{valueInWords(bins.at(-1)?.to ?? most, plain, lang)}</span>
      </div>
    </figure>
  );
}
