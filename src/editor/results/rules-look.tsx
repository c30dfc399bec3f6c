import { useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { countInWords, eventWords, fieldLabel, numberInWords } from '../../data/words.ts';
import { percent } from '../../lab/measure/words.ts';
import type { RulesTold, RuleTold } from '../simulate/studies/rules.ts';
import { useStudy } from '../simulate/use-study.ts';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { phrases, resultPhrases } from '../words.ts';
import styles from './rules-look.module.css';

type Unit = 'events' | 'keys';

const nothing = {};

/** How much each rule takes, in events or in cards and customers, when, and which rules take the same. */
export default function RulesLook(): ReactNode {
  const { lang, say } = useWords();
  const [unit, setUnit] = useState<Unit>('events');
  const { answer, failure } = useStudy('rules', nothing);
  if (answer === undefined) return <p className={styles['none']} role="status">{failure === undefined ? say('countingValues') : failure[lang]}</p>;
  if (answer.rules.length === 0) return <p className={styles['none']}>{say('noRuleYet')}</p>;
  const units = unitNames(answer, lang);
  const shown = answer.keys === 0 ? 'events' : unit;
  return (
    <div className={styles['look']}>
      <section>
        <div className={styles['title']}>
          <h3>{shown === 'events' ? resultPhrases.ofEvents(countInWords(answer.events, answer.event, lang), lang) : resultPhrases.ofKeys(numberInWords(answer.keys, undefined, lang), units.keys, lang)}</h3>
          {answer.keys === 0 ? null : (
            <div className={styles['units']} role="group" aria-label={say('countedBy')}>
              {(['events', 'keys'] as const).map((each) => <button key={each} type="button" aria-pressed={each === shown} onClick={() => setUnit(each)}>{units[each]}</button>)}
            </div>
          )}
        </div>
        <table aria-label={say('hitsPerRule')}>
          <thead>
            <tr>
              <th scope="col"><span className="unseen">{say('rule')}</span></th>
              <th scope="col" data-spark="">{say('overTime')}</th>
              <th scope="col">{units[shown]}</th>
              <th scope="col">{say('shareOfAll')}</th>
              {shown === 'events' ? <th scope="col" title={say('aloneAbout')}>{say('alone')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {answer.rules.map((rule) => (
              <tr key={`${rule.node}.${rule.port}`}>
                <th scope="row" title={nameOf(rule, lang)}>{nameOf(rule, lang)}</th>
                <td data-spark=""><Spark counts={rule.overTime} /></td>
                <td><Rows rule={rule} count={rule[shown]} /></td>
                <td>{answer[shown] === 0 ? '–' : percent(rule[shown] / answer[shown])}</td>
                {shown === 'events' ? <td>{numberInWords(rule.alone, undefined, lang)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
        {answer.more === 0 ? null : <p className={styles['more']}>{resultPhrases.moreRules(answer.more, lang)}</p>}
      </section>
      <Pairs told={answer} />
    </div>
  );
}

const nameOf = ({ name, output }: RuleTold, lang: Lang): string => (output === undefined ? inLanguage(name, lang) : resultPhrases.outputOf(inLanguage(name, lang), inLanguage(output, lang), lang));

function unitNames({ event, key }: RulesTold, lang: Lang): Readonly<Record<Unit, string>> {
  return { events: eventWords(event, lang).many, keys: key.map((field) => fieldLabel(field, lang)).join(lang === 'zh' ? '、' : ', ') };
}

/** A click shows the rows. */
function Rows({ rule, count }: { readonly rule: RuleTold; readonly count: number }): ReactNode {
  const { lang } = useWords();
  const { session } = useEditor();
  const said = numberInWords(count, undefined, lang);
  if (count === 0) return said;
  return <button type="button" aria-label={phrases.hitsOf(nameOf(rule, lang), said, lang)} onClick={() => session.getState().showRows({ node: rule.node, port: rule.port })}>{said}</button>;
}

function Spark({ counts }: { readonly counts: readonly number[] }): ReactNode {
  const most = Math.max(1, ...counts);
  return (
    <svg viewBox={`0 0 ${Math.max(1, counts.length)} 10`} preserveAspectRatio="none" aria-hidden="true">
      {counts.map((count, at) => (count === 0 ? null : <rect key={`${at + 1}`} x={at + 0.1} width={0.8} y={10 - Math.max(1, (count / most) * 10)} height={Math.max(1, (count / most) * 10)} />))}
    </svg>
  );
}

/** So many of them are read. */
const mostPairs = 40;

function Pairs({ told: { pairs, rules } }: { readonly told: RulesTold }): ReactNode {
  const { lang, say } = useWords();
  const [first] = pairs;
  return (
    <section role="region" aria-label={say('takeTheSame')} tabIndex={0}>
      <div className={styles['title']}><h3>{say('takeTheSame')}</h3></div>
      {first === undefined ? <p className={styles['more']}>{say('nonesTheSame')}</p> : (
        <ol className={styles['pairs']}>
          {pairs.slice(0, mostPairs).map(({ one, other, events }) => {
            const [a, b] = [rules[one], rules[other]];
            if (a === undefined || b === undefined) return null;
            const names = `${nameOf(a, lang)} + ${nameOf(b, lang)}`;
            return (
              <li key={`${one} ${other}`}>
                <span title={names}>{names}</span>
                <strong>{numberInWords(events, undefined, lang)}</strong>
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
