import type { ReactNode } from 'react';
import { numberInWords } from '../../../data/words.ts';
import { useWords } from '../../state/context.tsx';
import { useRun, useZone } from '../../state/editor-context.tsx';
import { phrases } from '../../words.ts';
import { dayInWords } from '../figures.ts';
import { barsOf, ticksUpTo } from './bars.ts';
import styles from './results.module.css';
import { severities } from './severities.ts';

/** Alerts by day as stacked bars, the most severe on top. To a screen reader it is a table. */
export function DayChart(): ReactNode {
  const { lang, say } = useWords();
  const { byDay, bySeverity, total } = useRun(({ alerts }) => alerts);
  const present = severities.filter((severity) => bySeverity[severity] > 0);
  const span = useRun(({ summary }) => summary?.span);
  const bars = barsOf(byDay, span, useZone());
  const ticks = ticksUpTo(Math.max(1, ...bars.map(({ total: all }) => all)));
  const top = ticks.at(-1) ?? 1;
  const said = (count: number): string => numberInWords(count, undefined, lang);
  const labels = labelled(bars.length);
  return (
    <section className={styles['days']}>
      <div className={styles['title']}>
        <h3>{phrases.alertsInAll(said(total), bars[0] === undefined ? undefined : bars[0].to - bars[0].from + 1, lang)}</h3>
        <ul>
          {present.map((severity) => (
            <li key={severity} data-sev={severity}>
              {say(severity)}
              <strong>{said(bySeverity[severity])}</strong>
            </li>
          ))}
        </ul>
      </div>
      {bars.length === 0 ? null : (
        <>
          <div className={styles['chart']} aria-hidden="true">
            <div className={styles['ticks']}>{ticks.map((tick) => <span key={tick} style={{ bottom: `${(tick / top) * 100}%` }}>{said(tick)}</span>)}</div>
            <div className={styles['bars']}>
              {ticks.map((tick) => <hr key={tick} style={{ bottom: `${(tick / top) * 100}%` }} />)}
              {bars.map(({ from, to, counts, total: all }) => (
                <div key={from} className={styles['column']} title={`${from === to ? dayInWords(from, lang) : `${dayInWords(from, lang)} – ${dayInWords(to, lang)}`}: ${said(all)}`}>
                  {severities.map((severity) => (counts[severity] === 0 ? null : <span key={severity} data-sev={severity} style={{ height: `${(counts[severity] / top) * 100}%` }} />))}
                </div>
              ))}
            </div>
            <div className={styles['dates']}>
              {bars.map(({ from }, at) => <span key={from}>{labels.has(at) ? dayInWords(from, lang) : null}</span>)}
            </div>
          </div>
          <table className="unseen">
            <caption>{say('alertsByDay')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('day')}</th>
                {present.map((severity) => <th key={severity} scope="col">{say(severity)}</th>)}
              </tr>
            </thead>
            <tbody>
              {bars.map(({ from, counts }) => (
                <tr key={from}>
                  <th scope="row">{dayInWords(from, lang)}</th>
                  {present.map((severity) => <td key={severity}>{said(counts[severity])}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** Five dates at most under the bars. */
function labelled(count: number): ReadonlySet<number> {
  const step = Math.max(1, Math.ceil(count / 5));
  return new Set(Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step));
}
