import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import type { Basis } from '../../lab/measure/model.ts';
import { amountInWords, none, percent, rateInWords, shareInFull, shareInWords } from '../../lab/measure/words.ts';
import type { Outcome, Suggestion, Tried } from '../../lab/suggest/model.ts';
import { thresholdValue } from '../../lab/suggest/threshold-words.ts';
import { valueAtThreshold, withThreshold } from '../../lab/suggest/thresholds.ts';
import controls from '../looks/controls.module.css';
import { ticksUpTo } from '../shell/dock/bars.ts';
import type { Suggested as Answer } from '../simulate/studies/suggest.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { measurePhrases } from '../words.ts';
import { LineChart } from './line-chart.tsx';
import type { Mark } from './line-chart.tsx';
import { TradeOff } from './trade-off.tsx';
import styles from './suggest.module.css';

interface Props {
  readonly suggested: Answer;
  readonly basis: Basis;
}

/** What the data proposes, what it would change on days it was not fitted on, and how it moves with the value. */
export function Suggested({ suggested, basis }: Props): ReactNode {
  const { lang, say } = useWords();
  const { suggestion, field, headline, fitted, warnings } = suggested;
  const { best, present, curve, goal, threshold } = suggestion;
  const value = (n: number): string => thresholdValue(n, field, lang);
  const proposes = best !== undefined && best.value !== threshold.value;
  const marks = useMemo((): readonly Mark[] => {
    const at = (tried: Tried | undefined): number => curve.findIndex((each) => each.value === tried?.value);
    return [
      ...(present === undefined ? [] : [{ at: at(present), label: measurePhrases.nowValue(thresholdValue(present.value, field, lang), lang), proposed: false }]),
      ...(best === undefined || best.value === present?.value ? [] : [{ at: at(best), label: measurePhrases.proposedValue(thresholdValue(best.value, field, lang), lang), proposed: true }]),
    ];
  }, [curve, present, best, field, lang]);
  const score = ({ f1, recall, cost }: Outcome): number | undefined => ({ f1, recall: recall?.share, cost })[goal];
  const isCost = goal === 'cost';
  const most = Math.max(1, ...curve.flatMap(({ earlier, later }) => [score(earlier) ?? 0, score(later) ?? 0]));
  return (
    <>
      <div className={styles['found']}>
        {headline === undefined ? null : <p className={styles['headline']} role="status">{headline[lang]}</p>}
        {fitted === undefined ? null : <p className={styles['hint']}>{fitted[lang]}</p>}
        {warnings.map((warning) => <p key={warning.en} className={styles['warning']}>{warning[lang]}</p>)}
        {best === undefined ? null : <Outcomes present={present} best={proposes ? best : undefined} basis={basis} value={value} />}
        {proposes ? <Use suggestion={suggestion} value={best.value} said={value(best.value)} /> : null}
      </div>
      {curve.length < 2 ? null : (
        <>
          <LineChart
            title={isCost ? say('costsMeasured') : say(goal === 'f1' ? 'f1' : 'recall')}
            places={curve.map((each) => value(each.value))}
            along={say('threshold')}
            series={[
              { name: say('earlierDays'), values: curve.map(({ earlier }) => score(earlier)), look: 'main' },
              { name: say('laterDays'), values: curve.map(({ later }) => score(later)), look: 'other' },
            ]}
            ticks={isCost ? ticksUpTo(most) : [0, 0.25, 0.5, 0.75, 1]}
            say={(n) => (n === undefined ? none : isCost ? amountInWords(n, basis, lang) : goal === 'f1' ? n.toFixed(2) : percent(n))}
            sayTick={(tick) => (isCost ? numberInWords(tick, undefined, lang) : goal === 'f1' ? String(tick) : percent(tick))}
            marks={marks}
          />
          <TradeOff points={curve.map((each) => ({ value: each.value, outcome: each.earlier }))} present={threshold.value} proposed={best?.value} over={say('earlierDays')} value={value} />
        </>
      )}
    </>
  );
}

interface OutcomesProps {
  readonly present: Tried | undefined;
  readonly best: Tried | undefined;
  readonly basis: Basis;
  readonly value: (n: number) => string;
}

/** On the later days, side by side. */
function Outcomes({ present, best, basis, value }: OutcomesProps): ReactNode {
  const { lang, say } = useWords();
  const columns = [...(present === undefined ? [] : [{ ...present, label: measurePhrases.nowValue(value(present.value), lang) }]), ...(best === undefined ? [] : [{ ...best, label: measurePhrases.proposedValue(value(best.value), lang) }])];
  const rows = [
    { word: 'precision', of: ({ precision }: Outcome) => shareInWords(precision), title: ({ precision }: Outcome) => shareInFull(precision, lang) },
    { word: 'recall', of: ({ recall }: Outcome) => shareInWords(recall), title: ({ recall }: Outcome) => shareInFull(recall, lang) },
    { word: 'f1', of: ({ f1 }: Outcome) => f1?.toFixed(2) ?? none },
    { word: 'alertsADay', of: ({ alertsADay }: Outcome) => rateInWords(alertsADay, lang) },
    ...(columns.some(({ later }) => later.cost !== undefined) ? [{ word: 'costsMeasured', of: ({ cost }: Outcome) => amountInWords(cost, basis, lang) } as const] : []),
  ] as const;
  return (
    <table className={styles['outcomes']}>
      <thead>
        <tr>
          <th scope="col">{say('onLaterDays')}</th>
          {columns.map(({ label }) => <th key={label} scope="col">{label}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.word}>
            <th scope="row">{say(row.word)}</th>
            {columns.map(({ label, later }) => <td key={label} title={'title' in row ? row.title(later) : undefined}>{row.of(later)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface UseProps {
  readonly suggestion: Suggestion;
  readonly value: number;
  readonly said: string;
}

/** One step of the history. Where the graph was changed meanwhile there is nothing to put it into. */
function Use({ suggestion: { threshold }, value, said }: UseProps): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const document = useDocument((state) => state.document);
  const editable = useDocument((state) => state.editable);
  const now = valueAtThreshold(document, threshold);
  const use = (): void => {
    const node = withThreshold(document, threshold, value).nodes.find(({ id }) => id === threshold.node);
    if (node === undefined) return;
    const { problem } = editor.document.getState().apply({ edit: 'configureNode', args: { node: node.id, config: node.config } });
    if (problem !== undefined) editor.session.getState().tell(problem.message);
  };
  if (now === value) return <p className={styles['used']} role="status">{measurePhrases.used(said, lang)}</p>;
  const fits = editable && now === threshold.value;
  return (
    <>
      <button type="button" className={controls['primary']} aria-disabled={!fits} onClick={() => (fits ? use() : undefined)}>{measurePhrases.useValue(said, lang)}</button>
      {fits ? null : <p className={styles['hint']}>{say('changedMeanwhile')}</p>}
    </>
  );
}
