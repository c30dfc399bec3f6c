import { Menu } from '@base-ui/react/menu';
import { IconCheck, IconChevronDown, IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCommand } from '../commands/use-command.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useEditor, useRun } from '../state/editor-context.tsx';
import { eventsInWords, tookInWords } from './figures.ts';
import styles from './run-button.module.css';

/** Runs the graph on its sample, or stops it; beside it what the last run read, or how far this one is. */
export function RunButton(): ReactNode {
  const { say } = useWords();
  const running = useRun(({ state }) => state === 'running');
  const start = useCommand('run');
  const stop = useCommand('stop');
  const command = running ? stop : start;
  return (
    <div className={styles['run']} data-running={running || undefined}>
      <button
        type="button"
        className={styles['button']}
        title={command.hint}
        aria-keyshortcuts={command.keys}
        data-tour="run"
        aria-disabled={!command.enabled}
        onClick={command.run}
      >
        {running ? <IconPlayerStopFilled size={14} aria-hidden="true" /> : <IconPlayerPlayFilled size={14} aria-hidden="true" />}
        <span className={styles['word']}>{say(running ? 'stop' : 'run')}</span>
      </button>
      {running ? <Progress /> : <LastRun />}
    </div>
  );
}

function LastRun(): ReactNode {
  const { lang, say } = useWords();
  const summary = useRun((run) => run.summary);
  const state = useRun((run) => run.state);
  const failure = useRun((run) => run.failure);
  const again = useRun((run) => run.again);
  const { setAgain } = useEditor().run.getState();
  if (state === 'failed' && failure !== undefined) {
    return <p className={styles['about']} data-failed role="alert">{failure[lang]}</p>;
  }
  if (summary === undefined) return null;
  return (
    <Menu.Root>
      <Menu.Trigger className={styles['about']} data-stale={state === 'stale' || undefined} title={say('aboutRun')}>
        <span className="unseen">{say('lastRun')}: </span>
        <span>{eventsInWords(summary.read, lang)}</span>
        <span className={styles['dot']}>·</span>
        <span className={styles['time']}>{summary.stopped ? say('stopped') : tookInWords(summary.milliseconds, lang)}</span>
        {state === 'stale' ? <span className={styles['time']}>, {say('edited')}</span> : null}
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} sideOffset={6} align="end">
          <Menu.Popup className={controls['popup']}>
            <Menu.CheckboxItem className={styles['choice']} checked={again} onCheckedChange={setAgain}>
              <span className={styles['tick']}>
                <Menu.CheckboxItemIndicator><IconCheck size={15} stroke={2} aria-hidden="true" /></Menu.CheckboxItemIndicator>
              </span>
              <span>
                {say('runsAgain')}
                <small>{say('runsAgainAbout')}</small>
              </span>
            </Menu.CheckboxItem>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Progress(): ReactNode {
  const { lang } = useWords();
  const progress = useRun((run) => run.progress);
  const { rows = 0, total } = progress ?? {};
  const part = total === undefined || total === 0 ? undefined : Math.min(1, rows / total);
  return (
    <p className={styles['about']}>
      {eventsInWords(rows, lang)}
      <progress className={styles['progress']} max={1} value={part} aria-label={eventsInWords(rows, lang)} />
    </p>
  );
}
