import type { ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import { percent } from '../../lab/measure/words.ts';
import type { PairTold, RulesTold } from '../simulate/studies/rules.ts';
import { useWords } from '../state/context.tsx';
import { phrases, resultPhrases } from '../words.ts';
import { nameOfRule } from './rule-words.ts';
import styles from './rules-look.module.css';

/** So many of them are read. */
const mostPairs = 40;

interface Props {
  readonly told: RulesTold;
  readonly onOpen: (pair: PairTold) => void;
}

/** Rules that take the same events; a click shows these. */
export function RulePairs({ told: { pairs, rules }, onOpen }: Props): ReactNode {
  const { lang, say } = useWords();
  const [first] = pairs;
  return (
    <section role="region" aria-label={say('takeTheSame')} tabIndex={0}>
      <div className={styles['title']}><h3>{say('takeTheSame')}</h3></div>
      {first === undefined ? <p className={styles['more']}>{say('nonesTheSame')}</p> : (
        <ol className={styles['pairs']}>
          {pairs.slice(0, mostPairs).map((pair) => {
            const { one, other, events } = pair;
            const [a, b] = [rules[one], rules[other]];
            if (a === undefined || b === undefined) return null;
            const names = `${nameOfRule(a, lang)} + ${nameOfRule(b, lang)}`;
            const said = numberInWords(events, undefined, lang);
            return (
              <li key={`${a.node}.${a.port} ${b.node}.${b.port}`}>
                <span title={names}>{names}</span>
                <button type="button" aria-label={phrases.hitsOf(names, said, lang)} onClick={() => onOpen(pair)}>{said}</button>
                <small>{resultPhrases.ofEach(percent(events / Math.max(1, a.events)), percent(events / Math.max(1, b.events)), lang)}</small>
                <span className={styles['bar']} aria-hidden="true"><span style={{ width: `${(events / first.events) * 100}%` }} /></span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
