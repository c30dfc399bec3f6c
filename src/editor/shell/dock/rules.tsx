import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { FlowField, Value } from '../../../data/field.ts';
import { hasRole } from '../../../data/field.ts';
import { inLanguage } from '../../../data/text.ts';
import { fieldLabel, numberInWords } from '../../../data/words.ts';
import type { StreamRef } from '../../../plan/plan.ts';
import { useCommand } from '../../commands/use-command.ts';
import { useStudy } from '../../simulate/use-study.ts';
import { useWords } from '../../state/context.tsx';
import type { Narrowing } from '../../simulate/studies/narrow.ts';
import type { PortRef } from '../../state/contract/rows.ts';
import type { Labelled } from '../../state/contract/run.ts';
import { useDocument, useEditor, useRun, useSession } from '../../state/editor-context.tsx';
import { filtersFor } from '../../results/narrowed-rows.ts';
import { streamOfPort } from '../../rows/stream-of-port.ts';
import { phrases } from '../../words.ts';
import { labelledAtSources, measured } from './measure.ts';
import styles from './results.module.css';
import { hitsPerRule, sumOf } from './rule-hits.ts';

interface Props {
  readonly rowsOf: (stream: StreamRef) => number | undefined;
  /** Which of the rows are looked at, where these are not all. */
  readonly at: { readonly narrowing: Narrowing; readonly keyValues: readonly Value[] } | undefined;
}

/**
 * What each rule took, how good that was where a label tells, and how many alerts were sent and held back for it. A
 * click shows the rows.
 */
export function Rules({ rowsOf, at: looked }: Props): ReactNode {
  const { lang, say } = useWords();
  const compilation = useDocument((state) => state.compilation);
  const { session } = useEditor();
  const measure = useCommand('measure');
  const labels = useRun((run) => run.labels);
  const rules = useMemo(() => hitsPerRule(compilation, rowsOf), [compilation, rowsOf]);
  const sources = useMemo(() => compilation.plan.steps.filter((step) => step.op === 'source'), [compilation]);
  const all = labelledAtSources(labels, sources.map(({ id }) => `${id}.events`));
  // Of some of the rows nothing is known: labels are counted over all of them.
  const label: FlowField | undefined = all.yes === 0 || looked !== undefined ? undefined : sources.flatMap(({ node }) => compilation.analysis.nodes.get(node)?.outputs['events']?.fields ?? []).find((field) => hasRole(field, 'label'));
  const sum = (port: Outcome): number => sumOf(rules.flatMap(({ alerts }) => alerts.map((alert) => alert[port]))) ?? 0;
  const open = (at: PortRef): void => session.getState().showRows({ ...at, filters: looked === undefined ? undefined : filtersFor(compilation, at, looked.narrowing, looked.keyValues) });
  return (
    <section className={styles['rules']} data-measured={label !== undefined || undefined}>
      <div className={styles['title']}>
        <h3>{say('hitsPerRule')}</h3>
        {label === undefined ? null : <span>{phrases.againstKnown(numberInWords(all.yes, undefined, lang), fieldLabel(label, lang), lang)}</span>}
        <button type="button" className={styles['more']} title={measure.hint} onClick={measure.run}>{say('measure')}</button>
      </div>
      <table aria-label={say('hitsPerRule')}>
        <thead>
          <tr>
            <th scope="col"><span className="unseen">{say('rule')}</span></th>
            <th scope="col">{say('ruleHits')}</th>
            {label === undefined ? null : (
              <>
                <th scope="col" title={say('precisionAbout')}>{say('precision')}</th>
                <th scope="col" title={say('recallAbout')}>{say('recall')}</th>
              </>
            )}
            <th scope="col" data-outcome>{say('hits')}</th>
            <th scope="col" data-outcome>{say('held')}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ at, name, output, hits, alerts }) => {
            const [said, port] = [inLanguage(name, lang), output === undefined ? undefined : inLanguage(output, lang)];
            const whole = port === undefined ? said : `${said}, ${port}`;
            const [alert, other] = alerts;
            const one = other === undefined ? alert?.node : undefined;
            const { precision, recall } = measured(labels.get(streamOfPort(compilation, at)), hits ?? 0, all);
            return (
              <tr key={`${at.node}.${at.port}`}>
                <th scope="row" title={whole}>
                  {said}{' '}
                  {port === undefined ? null : <span className={styles['output']}>{port}</span>}
                </th>
                <td><Count at={at.port === 'sent' && one === at.node ? undefined : at} count={hits} what={whole} open={open} /></td>
                {label === undefined ? null : (
                  <>
                    <td><Share part={precision} /></td>
                    <td><Share part={recall} /></td>
                  </>
                )}
                <td data-outcome>{alert === undefined ? <None /> : <Count at={one === undefined ? undefined : { node: one, port: 'sent' }} count={sumOf(alerts.map((each) => each.sent))} what={`${said}, ${say('hits')}`} open={open} />}</td>
                <td data-outcome>{alert === undefined ? <None /> : <Count at={one === undefined ? undefined : { node: one, port: 'held' }} count={sumOf(alerts.map((each) => each.held))} what={`${said}, ${say('held')}`} open={open} />}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot data-outcome={label === undefined ? '' : undefined}>
          <tr>
            <th scope="row">{say(label === undefined ? 'allAlerts' : 'allRules')}</th>
            {label === undefined ? <td /> : <AllRules all={all} />}
            <td data-outcome>{numberInWords(sum('sent'), undefined, lang)}</td>
            <td data-outcome>{numberInWords(sum('held'), undefined, lang)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** An event that several rules took counts once. */
function AllRules({ all }: { readonly all: Labelled }): ReactNode {
  const { lang } = useWords();
  // A page over the canvas has questions of its own, and they come first.
  const isFree = useSession(({ study }) => study === undefined);
  const { answer } = useStudy('rules', isFree ? everything : undefined);
  if (answer === undefined) return <td colSpan={3} />;
  const { precision, recall } = measured(answer.any, answer.any.events, all);
  return (
    <>
      <td>{numberInWords(answer.any.events, undefined, lang)}</td>
      <td><Share part={precision} /></td>
      <td><Share part={recall} /></td>
    </>
  );
}

const everything = {};

type Outcome = 'sent' | 'held';

const None = (): ReactNode => <span aria-hidden="true">–</span>;

const Share = ({ part }: { readonly part: number | undefined }): ReactNode => (part === undefined ? <None /> : `${Math.round(part * 100)}%`);

interface CountProps {
  readonly at: PortRef | undefined;
  readonly count: number | undefined;
  readonly what: string;
  readonly open: (at: PortRef) => void;
}

function Count({ at, count, what, open }: CountProps): ReactNode {
  const { lang } = useWords();
  if (count === undefined) return <None />;
  const said = numberInWords(count, undefined, lang);
  if (count === 0 || at === undefined) return said;
  return <button type="button" aria-label={phrases.hitsOf(what, said, lang)} onClick={() => open(at)}>{said}</button>;
}
