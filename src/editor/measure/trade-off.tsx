import type { ReactNode } from 'react';
import { percent, shareInWords } from '../../lab/measure/words.ts';
import type { Outcome, Suggestion, Tried } from '../../lab/suggest/model.ts';
import { useWords } from '../state/context.tsx';
import { measurePhrases } from '../words.ts';
import chart from './line-chart.module.css';
import styles from './trade-off.module.css';

interface Props {
  readonly suggestion: Suggestion;
  readonly value: (n: number) => string;
}

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Precision against recall, as the threshold moves over the earlier days: what is won of the one is paid with the other. */
export function TradeOff({ suggestion: { curve, present, best }, value }: Props): ReactNode {
  const { lang, say } = useWords();
  const points = curve.map(({ earlier }) => pointOf(earlier)).filter((point) => point !== undefined);
  const marks = [
    ...(present === undefined ? [] : [{ tried: present, label: measurePhrases.nowValue(value(present.value), lang), proposed: false }]),
    ...(best === undefined || best.value === present?.value ? [] : [{ tried: best, label: measurePhrases.proposedValue(value(best.value), lang), proposed: true }]),
  ];
  return (
    <figure className={chart['chart']}>
      <figcaption>
        <span className={chart['title']}>{say('tradeOff')}</span>
        <span className={chart['over']}>{say('earlierDays')}</span>
      </figcaption>
      <div className={chart['plot']} aria-hidden="true">
        <div className={chart['ticks']}>{ticks.map((tick) => <span key={tick} style={{ bottom: `${tick * 100}%` }}>{percent(tick)}</span>)}</div>
        <div className={chart['lines']}>
          {ticks.map((tick) => <hr key={tick} style={{ bottom: `${tick * 100}%` }} />)}
          <svg viewBox="0 0 100 100" preserveAspectRatio="none">
            <path data-look="main" vectorEffect="non-scaling-stroke" d={points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x * 100} ${(1 - y) * 100}`).join('')} />
          </svg>
          {marks.map(({ tried, label, proposed }) => <Point key={label} tried={tried} label={label} proposed={proposed} />)}
        </div>
        <div className={styles['across']}>{ticks.map((tick) => <span key={tick} style={{ left: `${tick * 100}%` }}>{percent(tick)}</span>)}</div>
        <p className={styles['axis']}>{say('recallAcross')}</p>
      </div>
      <table className="unseen">
        <caption>{say('tradeOff')}</caption>
        <thead><tr><th scope="col">{say('threshold')}</th><th scope="col">{say('precision')}</th><th scope="col">{say('recall')}</th></tr></thead>
        <tbody>
          {curve.map(({ value: own, earlier }) => <tr key={own}><th scope="row">{value(own)}</th><td>{shareInWords(earlier.precision)}</td><td>{shareInWords(earlier.recall)}</td></tr>)}
        </tbody>
      </table>
    </figure>
  );
}

function Point({ tried, label, proposed }: { readonly tried: Tried; readonly label: string; readonly proposed: boolean }): ReactNode {
  const point = pointOf(tried.earlier);
  if (point === undefined) return null;
  const [x, y] = point;
  return <span className={styles['point']} data-proposed={proposed || undefined} data-end={x > 0.6 || undefined} style={{ left: `${x * 100}%`, bottom: `${y * 100}%` }}><span>{label}</span></span>;
}

/** Where nothing is caught there is no precision. */
const pointOf = ({ precision, recall }: Outcome): readonly [x: number, y: number] | undefined =>
  precision === undefined || recall === undefined ? undefined : [recall.share, precision.share];
