import type { ReactNode } from 'react';
import { numberInWords } from '../../../data/words.ts';
import { useWords } from '../../state/context.tsx';
import { resultText } from '../model/entry.ts';
import { useSheet } from '../sheet-context.tsx';
import styles from './checks.module.css';
import { useChecks } from './checks-context.tsx';
import { decidedBy } from './hits.ts';

const most = 12;

/** How often each result was set in the sample, and its share. */
export function Decided(): ReactNode {
  const { lang, say } = useWords();
  const { config } = useSheet();
  const { hits, tones } = useChecks();
  if (hits === undefined || hits.rows === 0 || config.hit !== 'first') return null;
  const shares = decidedBy(config, tones.column, hits);
  const percent = new Intl.NumberFormat(lang, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <section className={styles['decided']} data-stale={hits.stale || undefined}>
      <h3>{say('decided')}</h3>
      <dl>
        {shares.slice(0, most).map(({ result, rows }) => {
          const tone = typeof result === 'string' ? tones.of.get(result) : undefined;
          return (
            <div key={String(result)}>
              <dt>
                <span className={styles['dot']} data-tone={tone} />
                <span className={styles['result']}>{result === null ? say('noResult') : resultText(result)}</span>
              </dt>
              <dd className={styles['share']}>{percent.format(rows / hits.rows)}</dd>
              <dd>{numberInWords(rows, undefined, lang)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
