import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Lang } from '../../data/text.ts';
import { countInWords, eventWords, fieldLabel, numberInWords } from '../../data/words.ts';
import { percent } from '../../lab/measure/words.ts';
import { measured } from '../shell/dock/measure.ts';
import type { Narrowing } from '../simulate/studies/narrow.ts';
import type { PairTold, RulesTold, RuleTold, Taken } from '../simulate/studies/rules.ts';
import { useStudy } from '../simulate/use-study.ts';
import { useWords } from '../state/context.tsx';
import { phrases, resultPhrases } from '../words.ts';
import { RuleCourse } from './rule-course.tsx';
import { RulePairs } from './rule-pairs.tsx';
import { nameOfRule } from './rule-words.ts';
import styles from './rules-look.module.css';
import { TakenRows } from './taken-rows.tsx';
import type { Span } from './time-zoom.ts';

type Unit = 'events' | 'keys';

/** What stands beside the rules: a rule over time, or the events that a rule, or each of two, took. */
type Beside = { readonly type: 'course' | 'rows'; readonly rules: readonly RuleTold[]; readonly sources: readonly string[] };

interface Props {
  readonly narrowing: Narrowing;
  readonly whole: Span | undefined;
  readonly onSpan: (span: Span | undefined) => void;
}

/** How much each rule takes, in events or in cards and customers, when, how well, and which rules take the same. */
export default function RulesLook({ narrowing, whole, onSpan }: Props): ReactNode {
  const { lang, say } = useWords();
  const [unit, setUnit] = useState<Unit>('events');
  const [beside, setBeside] = useState<Beside>();
  const { answer: now, failure } = useStudy('rules', narrowing);
  // Until those that are looked at are counted, those of before stay.
  const [before, setBefore] = useState(now);
  if (now !== undefined && now !== before) setBefore(now);
  const answer = now ?? before;
  if (answer === undefined) return <p className={styles['none']} role="status">{failure === undefined ? say('countingValues') : failure[lang]}</p>;
  if (answer.rules.length === 0) return <p className={styles['none']}>{say('noRuleYet')}</p>;
  const units = unitNames(answer, lang);
  const shown = answer.keys === 0 ? 'events' : unit;
  const isMeasured = shown === 'events' && answer.labels !== undefined && answer.labels.yes > 0;
  const open = beside?.rules.map((rule) => answer.rules.find(({ node, port }) => node === rule.node && port === rule.port)).filter((rule) => rule !== undefined);
  const close = (): void => setBeside(undefined);
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
        <table aria-label={say('hitsPerRule')} data-measured={isMeasured || undefined}>
          <thead>
            <tr>
              <th scope="col"><span className="unseen">{say('rule')}</span></th>
              <th scope="col" data-spark="">{answer.cuts === undefined ? null : say('overTime')}</th>
              <th scope="col">{units[shown]}</th>
              <th scope="col">{say('shareOfAll')}</th>
              {shown === 'events' ? <th scope="col" title={say('aloneAbout')}>{say('alone')}</th> : null}
              {isMeasured ? <><th scope="col" title={say('precisionAbout')}>{say('precision')}</th><th scope="col" title={say('recallAbout')}>{say('recall')}</th></> : null}
            </tr>
          </thead>
          <tbody>
            {answer.rules.map((rule) => (
              <tr key={`${rule.node}.${rule.port}`}>
                <th scope="row" title={nameOfRule(rule, lang)}>{nameOfRule(rule, lang)}</th>
                <td data-spark="">
                  {rule.overTime.length === 0 ? null : (
                    <button type="button" className={styles['spark']} aria-label={resultPhrases.overTimeOf(nameOfRule(rule, lang), lang)} title={say('showOverTime')} onClick={() => setBeside({ type: 'course', rules: [rule], sources: [] })}>
                      <Spark counts={rule.overTime} />
                    </button>
                  )}
                </td>
                <td>{shown === 'keys' ? numberInWords(rule.keys, undefined, lang) : <Rows rule={rule} onOpen={() => setBeside({ type: 'rows', rules: [rule], sources: rule.sources })} />}</td>
                <Shares taken={rule} answer={answer} unit={shown} isMeasured={isMeasured} alone={rule.alone} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('allRules')}</th>
              <td data-spark="" />
              <td>{numberInWords(answer.any[shown], undefined, lang)}</td>
              <Shares taken={answer.any} answer={answer} unit={shown} isMeasured={isMeasured} />
            </tr>
          </tfoot>
        </table>
        {answer.more === 0 ? null : <p className={styles['more']}>{resultPhrases.moreRules(answer.more, lang)}</p>}
      </section>
      {beside === undefined || open === undefined || open.length < beside.rules.length ? (
        <RulePairs told={answer} onOpen={(pair) => setBeside(rowsOf(answer, pair))} />
      ) : beside.type === 'rows' ? (
        <TakenRows rules={open} sources={beside.sources} narrowing={narrowing} onClose={close} />
      ) : (
        <RuleCourse rule={open[0]} cuts={answer.cuts} span={narrowing.span} whole={whole} onSpan={onSpan} onClose={close} />
      )}
    </div>
  );
}

const rowsOf = ({ rules }: RulesTold, { one, other, sources }: PairTold): Beside => ({ type: 'rows', rules: [one, other].flatMap((at) => rules[at] ?? []), sources });

function unitNames({ event, key }: RulesTold, lang: Lang): Readonly<Record<Unit, string>> {
  return { events: eventWords(event, lang).many, keys: key.map((field) => fieldLabel(field, lang)).join(lang === 'zh' ? '、' : ', ') };
}

interface SharesProps {
  readonly taken: Taken;
  readonly answer: RulesTold;
  readonly unit: Unit;
  readonly isMeasured: boolean;
  /** Undefined of all rules together. */
  readonly alone?: number | undefined;
}

function Shares({ taken, answer, unit, isMeasured, alone }: SharesProps): ReactNode {
  const { lang } = useWords();
  const { precision, recall } = measured(taken, taken.events, answer.labels ?? { yes: 0, known: 0 });
  const part = (share: number | undefined): string => (share === undefined ? '–' : percent(share));
  return (
    <>
      <td>{answer[unit] === 0 ? '–' : percent(taken[unit] / answer[unit])}</td>
      {unit === 'events' ? <td>{alone === undefined ? null : numberInWords(alone, undefined, lang)}</td> : null}
      {isMeasured ? <><td>{part(precision)}</td><td>{part(recall)}</td></> : null}
    </>
  );
}

/** A click shows the events. */
function Rows({ rule, onOpen }: { readonly rule: RuleTold; readonly onOpen: () => void }): ReactNode {
  const { lang } = useWords();
  const said = numberInWords(rule.events, undefined, lang);
  if (rule.events === 0) return said;
  return <button type="button" aria-label={phrases.hitsOf(nameOfRule(rule, lang), said, lang)} onClick={onOpen}>{said}</button>;
}

function Spark({ counts }: { readonly counts: readonly number[] }): ReactNode {
  const most = Math.max(1, ...counts);
  return (
    <svg viewBox={`0 0 ${Math.max(1, counts.length)} 10`} preserveAspectRatio="none" aria-hidden="true">
      {counts.map((count, at) => (count === 0 ? null : <rect key={`${at + 1}`} x={at + 0.1} width={0.8} y={10 - Math.max(1, (count / most) * 10)} height={Math.max(1, (count / most) * 10)} />))}
    </svg>
  );
}
