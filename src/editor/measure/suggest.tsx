import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Asked } from '../../lab/measure/measure.ts';
import type { Goal } from '../../lab/suggest/model.ts';
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
  const [chosen, choose] = useState<string>();
  const [goal, setGoal] = useState<Goal>('f1');
  const [alerts, setAlerts] = useState<number>();
  const { suggested, asking, failure, find } = useSuggestion();
  const threshold = thresholds.find(({ name }) => name === chosen) ?? thresholds.find(({ node }) => node === (about.node ?? measures.rules[0]?.node)) ?? thresholds[0];
  if (threshold === undefined || !measures.basis.labelled) return null;
  const hasCosts = measures.graph.cost !== undefined;
  const own: Goal = goal === 'cost' && !hasCosts ? 'f1' : goal;
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
                choose={choose}
                find={say('findThreshold')}
                none={say('noSuchThreshold')}
                trigger={{ className: blanks['blank'], 'data-menu': '', 'aria-label': `${say('threshold')}: ${threshold.said[lang]}`, children: <span className={blanks['value']}>{threshold.said[lang]}</span> }}
              >
                {(name) => saidOf(name)}
              </SearchMenu>
            ),
            goal: <ChoiceBlank<Goal> label={say('goal')} value={own} readOnly={false} choices={goals} change={setGoal} />,
            alerts: <NumberBlank label={say('mostAlertsADay')} value={alerts} readOnly={false} min={0} placeholder={say('anyNumber')} change={setAlerts} clear={() => setAlerts(undefined)} />,
          }}
        />
        {hasCosts ? null : <p className={styles['hint']}>{say('costHint')}</p>}
        <button
          type="button"
          className={controls['button']}
          aria-disabled={asking}
          onClick={() => {
            if (!asking) find({ threshold: threshold.name, goal: own, alerts, options: asked.options, labels: asked.labels });
          }}
        >
          {say(asking ? 'suggesting' : 'findValue')}
        </button>
        {asking ? <progress aria-label={say('suggesting')} /> : null}
        {failure === undefined ? null : <p role="alert">{failure[lang]}</p>}
      </div>
      {suggested === undefined || asking ? null : <Suggested suggested={suggested} basis={measures.basis} />}
    </section>
  );
}
