import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Asked } from '../../lab/measure/measure.ts';
import type { Goal } from '../../lab/suggest/model.ts';
import { thresholdValue } from '../../lab/suggest/threshold-words.ts';
import { nameOfThreshold } from '../../lab/suggest/thresholds.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { NumberBlank } from '../blanks/number-blank.tsx';
import { SearchMenu } from '../blanks/search-menu.tsx';
import blanks from '../blanks/blanks.module.css';
import controls from '../looks/controls.module.css';
import { Sentence } from '../panels/parts/sentence.tsx';
import type { MeasureAsked, Measuring } from '../simulate/studies/measure.ts';
import { useWords } from '../state/context.tsx';
import { Suggested } from './suggested.tsx';
import styles from './suggest.module.css';
import { TradeOff } from './trade-off.tsx';
import { useThresholdCurve } from './use-threshold-curve.ts';
import { useSuggestion } from './use-suggestion.ts';

interface Props {
  readonly measuring: Measuring;
  readonly asked: MeasureAsked;
  readonly about: Asked;
}

/** The best value of one threshold, as far as the data tells: a person takes it or not. */
export function Suggest({ measuring, asked, about }: Props): ReactNode {
  const { lang, say } = useWords();
  const { thresholds, measures } = measuring;
  const [chosen, choose] = useState<{ readonly name: string; readonly about: string | undefined }>();
  const [goal, setGoal] = useState<Goal>('f1');
  const [alerts, setAlerts] = useState<number>();
  const { suggested, asking, part, failure, find, stop } = useSuggestion();
  // Another rule that is opened brings its own threshold.
  const own = thresholds.find(({ name }) => name === chosen?.name && chosen.about === about.node);
  const ofRule = (rule: Asked | undefined): typeof own => thresholds.find(({ node, port }) => node === rule?.node && port === rule?.port) ?? thresholds.find(({ node }) => node === rule?.node);
  const threshold = own ?? ofRule(about) ?? ofRule(measures.rules[0]) ?? thresholds[0];
  const found = suggested !== undefined && !asking && nameOfThreshold(suggested.suggestion.threshold) === threshold?.name ? suggested : undefined;
  const opened = own ?? (threshold?.node === about.node ? threshold : undefined);
  const traces = opened !== undefined && measures.basis.labelled && found === undefined && !asking;
  const { traced, tracing, part: tracedPart } = useThresholdCurve(traces ? { threshold: opened.name, options: asked.options, labels: asked.labels } : undefined);
  if (threshold === undefined || !measures.basis.labelled) return null;
  const hasCosts = measures.graph.cost !== undefined;
  const best: Goal = goal === 'cost' && !hasCosts ? 'f1' : goal;
  const saidOf = (name: string): string => thresholds.find((each) => each.name === name)?.said[lang] ?? name;
  const goals = [
    { value: 'f1', label: say('bestF1'), about: say('bestF1About') },
    { value: 'recall', label: say('bestRecall'), about: say('bestRecallAbout') },
    ...(hasCosts ? [{ value: 'cost', label: say('leastCost'), about: say('leastCostAbout') } as const] : []),
  ] as const;
  return (
    <section className={styles['suggest']} aria-label={say('betterThresholds')}>
      <div className={styles['ask']}>
        <h3>{say('betterThresholds')}</h3>
        <Sentence
          word="suggestSays"
          blanks={{
            threshold: (
              <SearchMenu
                label={say('threshold')}
                value={threshold.name}
                readOnly={false}
                items={thresholds.map(({ name }) => name)}
                labelOf={saidOf}
                filter={(name, typed) => saidOf(name).toLowerCase().includes(typed.trim().toLowerCase())}
                choose={(name) => choose({ name, about: about.node })}
                find={say('findThreshold')}
                none={say('noSuchThreshold')}
                trigger={{ className: blanks['blank'], 'data-menu': '', 'aria-label': `${say('threshold')}: ${threshold.said[lang]}`, children: <span className={blanks['value']}>{threshold.said[lang]}</span> }}
              >
                {(name) => saidOf(name)}
              </SearchMenu>
            ),
            goal: <ChoiceBlank<Goal> label={say('goal')} value={best} readOnly={false} choices={goals} change={setGoal} />,
            alerts: <NumberBlank label={say('mostAlertsADay')} value={alerts} readOnly={false} min={0} placeholder={say('anyNumber')} change={setAlerts} clear={() => setAlerts(undefined)} />,
          }}
        />
        {hasCosts ? null : <p className={styles['hint']}>{say('costHint')}</p>}
        {asking ? (
          <div className={styles['searching']}>
            <progress max={1} value={part} aria-label={say('suggesting')} />
            <span role="status">{say('suggesting')}</span>
            <button type="button" className={controls['button']} onClick={stop}>{say('suggestStop')}</button>
          </div>
        ) : (
          <button type="button" className={controls['button']} onClick={() => find({ threshold: threshold.name, goal: best, alerts, options: asked.options, labels: asked.labels })}>{say('findValue')}</button>
        )}
        {failure === undefined ? null : <p role="alert">{failure[lang]}</p>}
      </div>
      {found === undefined ? null : <Suggested suggested={found} basis={measures.basis} />}
      {tracing ? <div className={styles['tracing']}><progress max={1} value={tracedPart} aria-label={say('suggesting')} /></div> : null}
      {traces && traced !== undefined && traced.curve.points.length > 1 ? (
        <TradeOff points={traced.curve.points} present={traced.curve.threshold.value} over={say('allDays')} value={(n) => thresholdValue(n, traced.field, lang)} />
      ) : null}
    </section>
  );
}
