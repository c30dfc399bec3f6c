import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useCommand } from '../../commands/use-command.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { useDocument, useRun } from '../../state/editor-context.tsx';
import { AlertList } from './alert-list.tsx';
import { DayChart } from './day-chart.tsx';
import dock from './dock.module.css';
import styles from './results.module.css';
import { Rules } from './rules.tsx';
import { TopKeys } from './top-keys.tsx';

const RulesLook = lazy(() => import('../../results/rules-look.tsx'));
const ValuesLook = lazy(() => import('../../results/values.tsx'));

export type ResultsLook = 'charts' | 'rules' | 'values' | 'list';

interface Props {
  readonly look: ResultsLook;
  /** The key whose alerts are listed at first. */
  readonly of: string | undefined;
  readonly onKey: (key: string) => void;
}

/** What a run found. As charts, from left to right: when, who, which rule; or alert by alert. */
export function Results({ look, of, onKey }: Props): ReactNode {
  const { say } = useWords();
  const hasRun = useRun(({ summary }) => summary !== undefined);
  const total = useRun(({ alerts }) => alerts.total);
  const alerting = useDocument(({ document }) => document.nodes.some(({ kind }) => kind === 'alert'));
  const run = useCommand('run');
  if (!hasRun) {
    return (
      <div className={dock['empty']}>
        <p>{say('runFirst')}</p>
        <button type="button" className={controls['button']} title={run.hint} aria-disabled={!run.enabled} onClick={run.run}>{say('run')}</button>
      </div>
    );
  }
  if (look === 'rules') return <Suspense><RulesLook /></Suspense>;
  if (look === 'values') return <Suspense><ValuesLook /></Suspense>;
  if (total > 0 && look === 'list') return <AlertList of={of} />;
  return (
    <div className={styles['results']} data-none={total === 0 || undefined}>
      {total > 0 ? <DayChart /> : <p className={styles['none']}>{say(alerting ? 'noAlertsFound' : 'noAlertNode')}</p>}
      {total > 0 ? <TopKeys onKey={onKey} /> : null}
      <Rules />
    </div>
  );
}
