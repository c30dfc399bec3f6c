import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { numberInWords } from '../../../data/words.ts';
import { useWords } from '../../state/context.tsx';
import type { PortRef } from '../../state/contract.ts';
import { useDocument, useEditor, useRun } from '../../state/editor-context.tsx';
import { phrases } from '../../words.ts';
import styles from './results.module.css';
import { hitsPerRule } from './rule-hits.ts';
import type { AlertHits } from './rule-hits.ts';

/** What each rule took, and how many alerts were sent and held back for it. A click shows the rows. */
export function Rules(): ReactNode {
  const { lang, say } = useWords();
  const compilation = useDocument((state) => state.compilation);
  const counts = useRun((run) => run.counts);
  const rules = useMemo(() => hitsPerRule(compilation, counts), [compilation, counts]);
  const sum = (port: Outcome): number => rules.reduce((all, { alerts }) => all + sumOf(alerts, port), 0);
  return (
    <section className={styles['rules']}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('hitsPerRule')}</th>
            <th scope="col">{say('ruleHits')}</th>
            <th scope="col">{say('hits')}</th>
            <th scope="col">{say('held')}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ at, name, output, hits, alerts }) => {
            const [said, port] = [inLanguage(name, lang), output === undefined ? undefined : inLanguage(output, lang)];
            const [alert, other] = alerts;
            const one = other === undefined ? alert?.node : undefined;
            return (
              <tr key={`${at.node}.${at.port}`}>
                <th scope="row" title={port === undefined ? said : `${said}, ${port}`}>
                  {said}{' '}
                  {port === undefined ? null : <span className={styles['output']}>{port}</span>}
                </th>
                <td><Count at={at.port === 'sent' && one === at.node ? undefined : at} count={hits} what={port === undefined ? said : `${said}, ${port}`} /></td>
                <td>{alert === undefined ? <None /> : <Count at={one === undefined ? undefined : { node: one, port: 'sent' }} count={sumOf(alerts, 'sent')} what={`${said}, ${say('hits')}`} />}</td>
                <td>{alert === undefined ? <None /> : <Count at={one === undefined ? undefined : { node: one, port: 'held' }} count={sumOf(alerts, 'held')} what={`${said}, ${say('held')}`} />}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('allAlerts')}</th>
            <td />
            <td>{numberInWords(sum('sent'), undefined, lang)}</td>
            <td>{numberInWords(sum('held'), undefined, lang)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

type Outcome = 'sent' | 'held';

const sumOf = (alerts: readonly AlertHits[], port: Outcome): number => alerts.reduce((sum, alert) => sum + alert[port], 0);

const None = (): ReactNode => <span aria-hidden="true">–</span>;

function Count({ at, count, what }: { readonly at: PortRef | undefined; readonly count: number; readonly what: string }): ReactNode {
  const { lang } = useWords();
  const { session } = useEditor();
  const said = numberInWords(count, undefined, lang);
  if (count === 0 || at === undefined) return said;
  return <button type="button" aria-label={phrases.hitsOf(what, said, lang)} onClick={() => session.getState().showRows(at)}>{said}</button>;
}
