import { Tabs } from '@base-ui/react/tabs';
import { IconChevronDown, IconChevronUp, IconClock, IconListSearch, IconPlayerTrackNext } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { useCommand } from '../../commands/use-command.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import type { DockTab } from '../../state/contract/session.ts';
import { dockTabs } from '../../state/contract/session.ts';
import { useDocument, useEditor, useRun, useSession, useZone } from '../../state/editor-context.tsx';
import { isDockTab } from '../../state/session-store.ts';
import { LiveMark } from '../../live/live-mark.tsx';
import { isFlowing, keptOf } from '../../live/live-store.ts';
import { useLive } from '../../live/use-live.ts';
import type { Word } from '../../words.ts';
import { livePhrases, phrases } from '../../words.ts';
import { TestCount } from '../../tests/test-count.tsx';
import type { Narrowing } from '../../simulate/studies/narrow.ts';
import { spanInWords } from '../figures.ts';
import styles from './dock.module.css';
import { CoverageButton } from '../../coverage/coverage-button.tsx';
import { Problems } from './problems.tsx';
import { ResizeHandle } from './resize-handle.tsx';
import { Results } from './results.tsx';
import type { ResultsLook } from './results.tsx';
import { zoneToTell } from '../../state/zone.ts';

const TestsPanel = lazy(() => import('../../tests/tests-panel.tsx'));
const FindRows = lazy(() => import('../../why/find-rows.tsx'));
const LivePanel = lazy(() => import('../../live/live-panel.tsx'));

const titles = { problems: 'problemsTab', data: 'dataTab', results: 'resultsTab', tests: 'testsTab', live: 'liveTab' } as const satisfies Record<DockTab, Word>;

/** What is wrong, the rows behind a count, and what a run found; below the canvas, as high as a person likes. */
export function Dock({ rows }: { readonly rows: ReactNode }): ReactNode {
  const { say } = useWords();
  const { session } = useEditor();
  const { open, tab, height } = useSession(({ dock }) => dock);
  const { showDock } = session.getState();
  const toggle = useCommand('dock');
  const [finding, setFinding] = useState(false);
  // What a count leads to is seen at once.
  const shown = useSession((session) => session.rows);
  const [before, setBefore] = useState(shown);
  if (before !== shown) {
    setBefore(shown);
    setFinding(false);
  }
  const [look, setLook] = useState<ResultsLook>('charts');
  const [narrowing, narrow] = useState<Narrowing>({});
  return (
    <section className={styles['dock']} data-part="dock" aria-label={say('below')} data-open={open || undefined} style={{ '--dock-height': `${height}px` } as CSSProperties}>
      {open ? <ResizeHandle height={height} onResize={(next) => showDock({ height: next })} label={say('dockHeight')} /> : null}
      <Tabs.Root
        className={styles['tabs']}
        value={open ? tab : null}
        onValueChange={(next: unknown) => {
          if (isDockTab(next)) showDock({ tab: next, open: true });
        }}
      >
        <div className={styles['head']}>
          <Tabs.List className={styles['list']} activateOnFocus={false}>
            {dockTabs.map((each) => (
              <Tabs.Tab key={each} value={each} className={styles['tab']}>
                {say(titles[each])}
                {each === 'problems' ? <ProblemCount /> : null}
                {each === 'tests' ? <TestCount /> : null}
                {each === 'live' ? <LiveMark /> : null}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Summary />
          <Stale />
          {open && tab === 'data' ? (
            <button type="button" className={`${controls['quiet'] ?? ''} ${styles['step'] ?? ''} ${styles['find'] ?? ''}`} aria-label={say('findByList')} aria-pressed={finding} onClick={() => setFinding(!finding)}>
              <IconListSearch size={16} stroke={1.75} aria-hidden="true" />
              <span className={styles['stepName']}>{say('findByList')}</span>
            </button>
          ) : null}
          {open && tab === 'results' ? <><CoverageButton /><StepButton /><Looks look={look} onLook={setLook} /></> : null}
          <button type="button" className={`${controls['icon'] ?? ''} ${styles['fold'] ?? ''}`} aria-label={toggle.label} title={toggle.hint} aria-keyshortcuts={toggle.keys} aria-expanded={open} onClick={toggle.run}>
            {open ? <IconChevronDown size={18} stroke={1.75} aria-hidden="true" /> : <IconChevronUp size={18} stroke={1.75} aria-hidden="true" />}
          </button>
        </div>
        {open ? (
          <>
            <Tabs.Panel value="problems" className={styles['panel']}><Problems /></Tabs.Panel>
            <Tabs.Panel value="data" className={styles['panel']}>{finding ? <Suspense><FindRows onClose={() => setFinding(false)} /></Suspense> : rows}</Tabs.Panel>
            <Tabs.Panel value="results" className={styles['panel']}><Results look={look} narrowing={narrowing} onNarrow={narrow} /></Tabs.Panel>
            <Tabs.Panel value="tests" className={styles['panel']}><Suspense><TestsPanel /></Suspense></Tabs.Panel>
            <Tabs.Panel value="live" className={styles['panel']}><Suspense><LivePanel /></Suspense></Tabs.Panel>
          </>
        ) : null}
      </Tabs.Root>
    </section>
  );
}

const looks = [['charts', 'asCharts'], ['rules', 'asRules'], ['values', 'asValues'], ['list', 'asAlerts']] as const satisfies readonly (readonly [ResultsLook, Word])[];

/** Whether results show as charts, as the values behind them, or alert by alert where there are some. */
function Looks({ look, onLook }: { readonly look: ResultsLook; readonly onLook: (look: ResultsLook) => void }): ReactNode {
  const { say } = useWords();
  const hasRun = useRun(({ summary }) => summary !== undefined);
  const any = useRun(({ alerts }) => alerts.total > 0);
  if (!hasRun) return null;
  return (
    <div className={styles['looks']} role="group" aria-label={say('resultsLook')}>
      {looks.filter(([each]) => any || each !== 'list').map(([each, word]) => (
        <button key={each} type="button" aria-pressed={look === each} onClick={() => onLook(each)}>{say(word)}</button>
      ))}
    </div>
  );
}

function StepButton(): ReactNode {
  const { say } = useWords();
  const step = useCommand('step');
  const on = useSession((session) => session.stepping);
  if (!step.enabled) return null;
  return (
    <button type="button" className={`${controls['quiet'] ?? ''} ${styles['step'] ?? ''}`} aria-label={say('stepThrough')} title={step.hint} aria-keyshortcuts={step.keys} aria-pressed={on} onClick={step.run}>
      <IconPlayerTrackNext size={16} stroke={1.75} aria-hidden="true" />
      <span className={styles['stepName']}>{say('stepThrough')}</span>
    </button>
  );
}

function ProblemCount(): ReactNode {
  const problems = useDocument(({ compilation }) => compilation.problems);
  const asking = problems.filter(({ severity }) => severity !== 'hint');
  if (asking.length === 0) return null;
  const worst = asking.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  return <span className={styles['count']} data-severity={worst}>{asking.length}</span>;
}

/** Where what shows is of before some edits: so it says, and brings it up to date. */
function Stale(): ReactNode {
  const { say } = useWords();
  const run = useCommand('run');
  const stale = useRun(({ state }) => state === 'stale');
  if (!stale) return null;
  return (
    <button type="button" className={styles['stale']} title={run.hint} aria-keyshortcuts={run.keys} onClick={run.run}>
      <IconClock size={15} stroke={1.75} aria-hidden="true" />
      <span>{say('beforeEdits')}</span>
      <strong>{say('run')}</strong>
      {run.caps === undefined ? null : <kbd className={controls['cap']} aria-hidden="true">{run.caps}</kbd>}
    </button>
  );
}

/** Which days the last run was about, and how much it read. */
function Summary(): ReactNode {
  const { lang } = useWords();
  const zone = useZone();
  const toTell = zoneToTell(zone);
  const summary = useRun((run) => run.summary);
  const failed = useRun(({ state }) => state === 'failed');
  // What comes in is counted where it is watched.
  const flows = useLive(isFlowing);
  const kept = useLive(keptOf);
  if (summary === undefined || failed || flows) return <p className={styles['summary']} />;
  if (kept !== undefined) return <p className={styles['summary']}>{livePhrases.countsOfKept(kept, lang)}</p>;
  const read = phrases.readAndLeftOut(summary.read, summary.setAside, lang);
  const span = summary.span === undefined ? '' : `${spanInWords(summary.span, zone, lang)}${toTell === undefined ? '' : `${lang === 'zh' ? '（' : ' ('}${toTell}${lang === 'zh' ? '）' : ')'}`}${lang === 'zh' ? '，' : ', '}`;
  return <p className={styles['summary']}>{span}{read}</p>;
}
