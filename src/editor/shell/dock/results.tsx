import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { numberInWords } from '../../../data/words.ts';
import { useCommand } from '../../commands/use-command.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { useDocument, useEditor, useRun } from '../../state/editor-context.tsx';
import { phrases } from '../../words.ts';
import { DayChart } from './day-chart.tsx';
import styles from './results.module.css';
import dock from './dock.module.css';

/** What a run found, from left to right: when, who, which rule. */
export function Results(): ReactNode {
  const { say } = useWords();
  const hasRun = useRun(({ summary }) => summary !== undefined);
  const total = useRun(({ alerts }) => alerts.total);
  const run = useCommand('run');
  if (!hasRun) {
    return (
      <div className={dock['empty']}>
        <p>{say('runFirst')}</p>
        <button type="button" className={controls['button']} title={run.hint} aria-disabled={!run.enabled} onClick={run.run}>{say('run')}</button>
      </div>
    );
  }
  if (total === 0) return <p className={dock['empty']}>{say('noAlertsFound')}</p>;
  return (
    <div className={styles['results']}>
      <DayChart />
      <TopKeys />
      <Rules />
    </div>
  );
}

const mostKeys = 5;

/** The keys with most alerts; of the first ten thousand, where there are more. */
function TopKeys(): ReactNode {
  const { lang, say } = useWords();
  const { first, total } = useRun(({ alerts }) => alerts);
  const counts = new Map<string, number>();
  for (const { key } of first) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  const top = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, mostKeys);
  if (top.length === 0) return null;
  const [[, most] = ['', 1]] = top;
  return (
    <section className={styles['keys']}>
      <div className={styles['title']}>
        <h3>{say('mostAlerts')}</h3>
        {total > first.length ? <span>{phrases.ofTheFirst(numberInWords(first.length, undefined, lang), lang)}</span> : null}
      </div>
      <ol>
        {top.map(([key, count]) => (
          <li key={key}>
            <span className={styles['key']} title={key}>{key}</span>
            <span className={styles['number']}>{numberInWords(count, undefined, lang)}</span>
            <span className={styles['bar']} aria-hidden="true"><span style={{ width: `${(count / most) * 100}%` }} /></span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What each alert node sent and held back. A click shows the rows. */
function Rules(): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const nodes = useDocument(({ document }) => document.nodes);
  const counts = useRun((run) => run.counts);
  const alerts = nodes.filter(({ kind }) => kind === 'alert').map(({ id, name }) => ({ id, name, sent: counts.get(`${id}.sent`) ?? 0, held: counts.get(`${id}.held`) ?? 0 }));
  const said = (count: number): string => numberInWords(count, undefined, lang);
  const sum = (of: 'sent' | 'held'): string => said(alerts.reduce((all, alert) => all + alert[of], 0));
  const cell = (id: string, port: 'sent' | 'held', count: number): ReactNode =>
    count === 0 ? said(0) : <button type="button" onClick={() => session.getState().showRows({ node: id, port })}>{said(count)}</button>;
  return (
    <section className={styles['rules']}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('hitsPerRule')}</th>
            <th scope="col">{say('hits')}</th>
            <th scope="col">{say('held')}</th>
          </tr>
        </thead>
        <tbody>
          {alerts.toSorted((one, other) => other.sent - one.sent).map(({ id, name, sent, held }) => (
            <tr key={id}>
              <th scope="row">{inLanguage(name, lang)}</th>
              <td>{cell(id, 'sent', sent)}</td>
              <td>{cell(id, 'held', held)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('allOfThem')}</th>
            <td>{sum('sent')}</td>
            <td>{sum('held')}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
