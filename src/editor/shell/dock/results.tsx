import { lazy, Suspense, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useCommand } from '../../commands/use-command.ts';
import { isFlowing, keptOf } from '../../live/live-store.ts';
import { useLive } from '../../live/use-live.ts';
import controls from '../../looks/controls.module.css';
import { AlertTimes } from '../../results/alert-times.tsx';
import { NarrowBar, sourcesOf } from '../../results/narrow-bar.tsx';
import { isNarrowed, useNarrowed } from '../../results/use-narrowed.ts';
import { streamOfPort } from '../../rows/stream-of-port.ts';
import type { Narrowing } from '../../simulate/studies/narrow.ts';
import { useWords } from '../../state/context.tsx';
import { useDocument, useRun } from '../../state/editor-context.tsx';
import { AlertList } from './alert-list.tsx';
import dock from './dock.module.css';
import styles from './results.module.css';
import { streamsOfRules } from './rule-hits.ts';
import { Rules } from './rules.tsx';
import { TopKeys } from './top-keys.tsx';

const RulesLook = lazy(() => import('../../results/rules-look.tsx'));
const ValuesLook = lazy(() => import('../../results/values.tsx'));

export type ResultsLook = 'charts' | 'rules' | 'values' | 'list';

interface Props {
  readonly look: ResultsLook;
  /** Which of the results are looked at. */
  readonly narrowing: Narrowing;
  readonly onNarrow: (narrowing: Narrowing) => void;
}

const everything: Narrowing = {};

/** What a run found. As charts, from left to right: when, who, which rule; or alert by alert. */
export function Results({ look, narrowing, onNarrow }: Props): ReactNode {
  const { say } = useWords();
  const hasRun = useRun(({ summary }) => summary !== undefined);
  const run = useCommand('run');
  // What moves on cannot be looked at more closely.
  const flows = useLive(isFlowing);
  // Of events that were let go nothing but counts is known.
  const parts = useLive((live) => keptOf(live) !== undefined);
  if (!hasRun) {
    return (
      <div className={dock['empty']}>
        <p>{say('runFirst')}</p>
        <button type="button" className={controls['button']} title={run.hint} aria-disabled={!run.enabled} onClick={run.run}>{say('run')}</button>
      </div>
    );
  }
  if (flows && (look === 'rules' || look === 'values')) return <p className={styles['none']}>{say('pauseToLook')}</p>;
  if (look === 'values') return <Suspense><ValuesLook /></Suspense>;
  return <Found look={look} narrowing={flows || parts ? everything : narrowing} onNarrow={flows || parts ? undefined : onNarrow} />;
}

function Found({ look, narrowing, onNarrow }: Pick<Props, 'look' | 'narrowing'> & { readonly onNarrow: Props['onNarrow'] | undefined }): ReactNode {
  const { say } = useWords();
  const total = useRun(({ alerts }) => alerts.total);
  const listed = useRun(({ alerts }) => alerts.first.length);
  const compilation = useDocument((state) => state.compilation);
  const alerting = useDocument(({ document }) => document.nodes.some(({ kind }) => kind === 'alert'));
  const streams = useMemo(() => [...streamsOfRules(compilation), ...sourcesOf(compilation).map((at) => streamOfPort(compilation, at))], [compilation]);
  const narrowed = useNarrowed(narrowing, streams);
  const { key, span } = narrowing;
  const at = isNarrowed(narrowing) ? { narrowing, keyValues: narrowed.keyValues } : undefined;
  return (
    <div className={styles['whole']}>
      {onNarrow === undefined ? null : <NarrowBar narrowing={narrowing} narrowed={narrowed} onNarrow={onNarrow} />}
      {look === 'rules' ? <Suspense><RulesLook narrowing={narrowing} whole={narrowed.whole} onSpan={(next) => onNarrow?.({ key, span: next })} /></Suspense> : total > 0 && look === 'list' ? <AlertList narrowing={narrowing} total={onNarrow === undefined ? listed : narrowed.alerts.total} /> : (
        <div className={styles['results']} data-none={total === 0 || undefined} data-keyless={narrowed.alerts.topKeys.length === 0 || undefined}>
          {total > 0 ? <AlertTimes narrowed={narrowed} span={span} onSpan={onNarrow === undefined ? undefined : (next) => onNarrow({ key, span: next })} /> : <p className={styles['none']}>{say(alerting ? 'noAlertsFound' : 'noAlertNode')}</p>}
          {narrowed.alerts.topKeys.length > 0 ? <TopKeys keys={narrowed.alerts.topKeys} only={key} onKey={onNarrow === undefined ? undefined : (next) => onNarrow({ key: next, span })} /> : null}
          <Rules rowsOf={narrowed.rowsOf} at={at} />
        </div>
      )}
    </div>
  );
}
