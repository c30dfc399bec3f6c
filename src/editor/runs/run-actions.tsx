import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Menu } from '@base-ui/react/menu';
import { IconArrowBackUp, IconChevronDown, IconClockPlay, IconEdit, IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerStopFilled, IconTransferOut, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { RunAction, RunView } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import { server, useMay } from '../remote/this-server.ts';
import { troubleWords } from '../remote/trouble.ts';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { graphAddress, liveAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { glossary } from '../words.ts';
import type { Word } from '../words.ts';
import styles from './run-actions.module.css';

interface Props {
  readonly run: RunView;
  readonly show: (run: RunView) => void;
  /** Why something could not be done; undefined once something else was. */
  readonly tell: (trouble: Words | undefined) => void;
}

const actions = {
  start: { word: 'runStart', about: 'runStartAbout', icon: <IconPlayerPlayFilled size={14} aria-hidden="true" /> },
  pause: { word: 'runPause', about: 'runPauseAbout', icon: <IconPlayerPauseFilled size={14} aria-hidden="true" /> },
  drain: { word: 'runDrain', about: 'runDrainAbout', icon: <IconTransferOut size={16} stroke={1.75} aria-hidden="true" /> },
  stop: { word: 'runStop', about: 'runStopAbout', icon: <IconPlayerStopFilled size={14} aria-hidden="true" /> },
  rollback: { word: 'runRollback', about: 'runRollbackAbout', icon: <IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" /> },
} as const satisfies Record<RunAction, { readonly word: Word; readonly about: Word; readonly icon: ReactNode }>;

const possible: Readonly<Record<RunView['state'], readonly RunAction[]>> = {
  running: ['pause', 'drain', 'stop'],
  paused: ['start', 'drain', 'stop'],
  draining: ['stop'],
  stopped: ['start'],
  failed: ['start', 'stop'],
};

/** What can be done with a run in the state that it is in, each with a word on what it means. */
export function RunActions({ run, show, tell }: Props): ReactNode {
  const { say } = useWords();
  const operates = useMay('operator');
  const rules = useMay('admin');
  const [busy, setBusy] = useState(false);
  const [removing, setRemoving] = useState(false);
  const offered: readonly RunAction[] = operates ? [...possible[run.state], ...(run.deployment.number > 1 ? ['rollback' as const] : [])] : [];
  const [first, ...more] = offered;

  const attempt = async (task: () => Promise<unknown>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    tell(undefined);
    try {
      await task();
    } catch (error) {
      tell(troubleWords(error));
    } finally {
      setBusy(false);
    }
  };
  const act = (action: RunAction): Promise<void> => attempt(async () => show((await server.ask('act', { params: { id: run.id, action } })).value));
  const lastHour = (): Promise<void> => attempt(async () => {
    const { openRecent } = await import('./open-recent.ts');
    tell(glossary.fetchingEvents);
    tell(await openRecent(run.id, { type: 'run' }));
  });
  const remove = (): Promise<void> => attempt(async () => {
    await server.ask('deleteRun', { params: { id: run.id } });
    location.hash = liveAddress;
  });

  return (
    <div className={styles['actions']} role="group" aria-label={say('runActions')} aria-busy={busy || undefined}>
      {first === undefined ? null : (
        <button type="button" className={controls['button']} title={say(actions[first].about)} aria-disabled={busy} onClick={() => void act(first)}>
          {actions[first].icon}
          {say(actions[first].word)}
        </button>
      )}
      <Menu.Root>
        <Menu.Trigger className={controls['button']} aria-label={say('runMore')}>
          <span className={styles['more']}>{say('runMore')}</span>
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={styles['float']} sideOffset={4} align="end">
            <Menu.Popup className={`${controls['popup'] ?? ''} ${styles['menu'] ?? ''}`}>
              {more.map((action) => <Line key={action} icon={actions[action].icon} word={actions[action].word} about={actions[action].about} onClick={() => void act(action)} />)}
              {run.state === 'stopped' || run.state === 'failed' ? null : <Line icon={<IconClockPlay size={16} stroke={1.75} aria-hidden="true" />} word="lastHour" about="lastHourAbout" onClick={() => void lastHour()} />}
              <Menu.Item className={styles['line']} render={<a href={graphAddress(run.id)}> </a>}>
                <IconEdit size={16} stroke={1.75} aria-hidden="true" />
                <span><strong>{say('openInEditor')}</strong></span>
              </Menu.Item>
              {rules && run.state === 'stopped' ? <Line icon={<IconTrash size={16} stroke={1.75} aria-hidden="true" />} word="runRemove" about="runRemoveAbout" onClick={() => setRemoving(true)} /> : null}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <AlertDialog.Root open={removing} onOpenChange={setRemoving}>
        <AlertDialog.Portal>
          <AlertDialog.Backdrop className={dialogs['backdrop']} />
          <AlertDialog.Popup className={`${dialogs['sheet'] ?? ''} ${styles['sure'] ?? ''}`}>
            <header><AlertDialog.Title>{run.name}</AlertDialog.Title></header>
            <AlertDialog.Description>{say('runRemoveAbout')}</AlertDialog.Description>
            <footer>
              <AlertDialog.Close className={controls['button']}>{say('cancel')}</AlertDialog.Close>
              <button type="button" className={`${controls['button'] ?? ''} ${styles['bad'] ?? ''}`} onClick={() => void remove()}>{say('runRemoveSure')}</button>
            </footer>
          </AlertDialog.Popup>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </div>
  );
}

interface LineProps {
  readonly icon: ReactNode;
  readonly word: Word;
  readonly about: Word;
  readonly onClick: () => void;
}

function Line({ icon, word, about, onClick }: LineProps): ReactNode {
  const { say } = useWords();
  return (
    <Menu.Item className={styles['line']} onClick={onClick}>
      {icon}
      <span>
        <strong>{say(word)}</strong>
        <small>{say(about)}</small>
      </span>
    </Menu.Item>
  );
}
