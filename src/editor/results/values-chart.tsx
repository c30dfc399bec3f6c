import type { ReactNode } from 'react';
import type { FlowField } from '../../data/field.ts';
import { numberInWords } from '../../data/words.ts';
import type { Threshold } from '../../lab/suggest/thresholds.ts';
import { nameOfThreshold } from '../../lab/suggest/thresholds.ts';
import type { Values } from '../simulate/studies/values.ts';
import { useWords } from '../state/context.tsx';
import { resultPhrases } from '../words.ts';
import { ThresholdHandle } from './threshold-handle.tsx';
import styles from './values.module.css';

interface Props {
  readonly values: Values;
  readonly field: FlowField;
  readonly thresholds: readonly Threshold[];
}

/** Above the line the rows that entered an alert, below it the rest, each as tall as its own most. */
export function ValuesChart({ values, field, thresholds }: Props): ReactNode {
  const { lang, say } = useWords();
  const { bins, rows, missing, alerted } = values;
  const said = (value: number): string => numberInWords(Number(value.toPrecision(4)), { unit: field.unit, currency: field.currency }, lang);
  const count = (n: number): string => numberInWords(n, undefined, lang);
  const mostAlerted = Math.max(1, ...bins.map((bin) => bin.alerted));
  const mostRest = Math.max(1, ...bins.map((bin) => bin.rows - bin.alerted));
  const step = Math.max(1, Math.ceil(bins.length / 5));
  const binned = { ...values, type: 'number' as const };
  return (
    <div className={styles['chart']}>
      <div className={styles['scale']} aria-hidden="true">
        <span>{count(mostAlerted)}</span>
        <span>{count(mostRest)}</span>
      </div>
      <div className={styles['plot']}>
        <div className={styles['bars']} aria-hidden="true">
          {bins.map((bin) => (
            <div key={bin.from} className={styles['column']} title={resultPhrases.inBin(said(bin.from), said(bin.to), count(bin.alerted), count(bin.rows - bin.alerted), lang)}>
              <div className={styles['upper']}><span style={{ height: heightOf(bin.alerted, mostAlerted) }} /></div>
              <div className={styles['lower']}><span style={{ height: heightOf(bin.rows - bin.alerted, mostRest) }} /></div>
            </div>
          ))}
        </div>
        {thresholds.map((threshold) => <ThresholdHandle key={nameOfThreshold(threshold)} threshold={threshold} binned={binned} field={field} />)}
      </div>
      <div className={styles['ticks']} aria-hidden="true">
        {bins.map(({ from }, at) => (at % step === 0 ? <span key={from} style={{ left: `${(at / bins.length) * 100}%` }}>{said(from)}</span> : null))}
      </div>
      <table className="unseen">
        <caption>{resultPhrases.valuesIn(count(rows), count(alerted), count(missing), lang)}</caption>
        <thead>
          <tr><th scope="col">{say('valuesFrom')}</th><th scope="col">{say('ledToAlert')}</th><th scope="col">{say('ledToNone')}</th></tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.from}><th scope="row">{said(bin.from)}</th><td>{count(bin.alerted)}</td><td>{count(bin.rows - bin.alerted)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A few rows are seen beside many. */
const heightOf = (rows: number, most: number): string => (rows === 0 ? '0' : `${Math.max(2, (rows / most) * 100)}%`);
