import type { ReactNode } from 'react';
import { percent, shareInWords } from '../../lab/measure/words.ts';
import type { Outcome } from '../../lab/suggest/model.ts';
import { useWords } from '../state/context.tsx';
import { measurePhrases } from '../words.ts';
import chart from './line-chart.module.css';
import styles from './trade-off.module.css';

/** What a value comes to. */
interface ValueTried {
  readonly value: number;
  readonly outcome: Outcome;
}

interface Props {
  /** By rising value. */
  readonly points: readonly ValueTried[];
  /** The value that stands there, and the one that is proposed, where there is another. */
  readonly present: number;
  readonly proposed?: number | undefined;
  /** Over which days. */
  readonly over: string;
  readonly value: (n: number) => string;
}

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Precision against recall, as the threshold moves: what is won of the one is paid with the other. */
export function TradeOff({ points: tried, present, proposed, over, value }: Props): ReactNode {
  const { lang, say } = useWords();
  const points = tried.map(({ outcome }) => pointOf(outcome)).filter((point) => point !== undefined);
  const marks = tried.flatMap(({ value: own, outcome }) => {
    if (own === present) return [{ outcome, label: measurePhrases.nowValue(value(own), lang), proposed: false }];
    return own === proposed ? [{ outcome, label: measurePhrases.proposedValue(value(own), lang), proposed: true }] : [];
  });
  return (
    <figure className={chart['chart']}>
      <figcaption>
        <span className={chart['title']}>{say('tradeOff')}</span>
        <span className={chart['over']}>{over}</span>
      </figcaption>
      <div className={chart['plot']} aria-hidden="true">
        <div className={chart['ticks']}>{ticks.map((tick) => <span key={tick} style={{ bottom: `${tick * 100}%` }}>{percent(tick)}</span>)}</div>
        <div className={chart['lines']}>
          {ticks.map((tick) => <hr key={tick} style={{ bottom: `${tick * 100}%` }} />)}
          <svg viewBox="0 0 100 100" preserveAspectRatio="none">
            <path data-look="main" vectorEffect="non-scaling-stroke" d={points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x * 100} ${(1 - y) * 100}`).join('')} />
          </svg>
          {marks.map((mark) => <Point key={mark.label} {...mark} />)}
        </div>
        <div className={styles['across']}>{ticks.map((tick) => <span key={tick} style={{ left: `${tick * 100}%` }}>{percent(tick)}</span>)}</div>
        <p className={styles['axis']}>{say('recallAcross')}</p>
      </div>
      <table className="unseen">
        <caption>{say('tradeOff')}</caption>
        <thead><tr><th scope="col">{say('threshold')}</th><th scope="col">{say('precision')}</th><th scope="col">{say('recall')}</th></tr></thead>
        <tbody>
          {tried.map(({ value: own, outcome }) => <tr key={own}><th scope="row">{value(own)}</th><td>{shareInWords(outcome.precision)}</td><td>{shareInWords(outcome.recall)}</td></tr>)}
        </tbody>
      </table>
    </figure>
  );
}

function Point({ outcome, label, proposed }: { readonly outcome: Outcome; readonly label: string; readonly proposed: boolean }): ReactNode {
  const point = pointOf(outcome);
  if (point === undefined) return null;
  const [x, y] = point;
  return <span className={styles['point']} data-proposed={proposed || undefined} data-end={x > 0.6 || undefined} style={{ left: `${x * 100}%`, bottom: `${y * 100}%` }}><span>{label}</span></span>;
}

/** Where nothing is caught there is no precision. */
const pointOf = ({ precision, recall }: Outcome): readonly [x: number, y: number] | undefined =>
  precision === undefined || recall === undefined ? undefined : [recall.share, precision.share];
