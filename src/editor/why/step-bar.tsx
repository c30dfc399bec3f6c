import { IconBell, IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipBack, IconPlayerSkipForward, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { isComposing } from '../commands/keys.ts';
import controls from '../looks/controls.module.css';
import { momentOf } from '../../lab/explain/phrases.ts';
import { isOverPage } from '../shell/is-over.ts';
import { useWords } from '../state/context.tsx';
import { useEditor, useRun, useZone } from '../state/editor-context.tsx';
import { whyPhrases } from '../words.ts';
import styles from './mode-bar.module.css';
import { speeds } from './step-store.ts';
import type { Stepping } from './step-store.ts';
import { useSteps } from './step-context.tsx';
import { localTime, momentFrom } from '../state/zone.ts';

/** Over the canvas while a run is gone through: play, pause, the next event, the next alert, a moment. */
export function StepBar(): ReactNode {
  const steps = useSteps();
  return steps === undefined ? null : <Bar steps={steps} />;
}

function Bar({ steps }: { readonly steps: StoreApi<Stepping> }): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const { session, studies } = useEditor();
  const { state, playing, speed, part, failure, go, play, setSpeed } = useStore(steps);
  const read = useRun(({ summary }) => summary?.read ?? 0);
  const alerts = useRun((run) => run.alerts);
  const leave = (): void => session.getState().stepThrough(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event) || isOverPage()) return;
      event.preventDefault();
      session.getState().stepThrough(false);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [session]);
  const ended = state?.ended === true;
  const nextAlert = async (): Promise<void> => {
    play(false);
    const now = state?.time ?? -Infinity;
    // What lies before it is passed in large steps; the moment itself may have several.
    const known = alerts.first.find(({ time }) => time !== null && time > now);
    const next = known ?? (alerts.total > alerts.first.length ? (await studies.ask('alertsBeside', { time: state?.time ?? null }))?.next : undefined);
    await go({ from: 'here', until: { type: 'alert', at: next?.time ?? null } });
  };
  const [last] = state?.alerts.slice(-1) ?? [];
  return (
    <div className={styles['bar']} data-steps="" role="toolbar" aria-label={say('stepMode')}>
      <div className={styles['buttons']}>
        <Button label={say('stepStart')} onPress={() => { play(false); void go({ from: 'beginning', until: { type: 'events', count: 1 } }); }}><IconPlayerSkipBack size={17} stroke={1.75} aria-hidden="true" /></Button>
        <Button label={say(playing ? 'stepPause' : 'stepPlay')} off={ended} onPress={() => play(!playing)}>{playing ? <IconPlayerPauseFilled size={17} aria-hidden="true" /> : <IconPlayerPlayFilled size={17} aria-hidden="true" />}</Button>
        <Button label={say('nextEvent')} off={ended} onPress={() => { play(false); void go({ from: 'here', until: { type: 'events', count: 1 } }); }}><IconPlayerSkipForward size={17} stroke={1.75} aria-hidden="true" /></Button>
        <Button label={say('nextAlertStep')} off={ended} onPress={() => void nextAlert().catch(() => undefined)}><IconBell size={17} stroke={1.75} aria-hidden="true" /></Button>
        <select className={styles['speed']} aria-label={say('stepSpeed')} value={speed} onChange={(event) => setSpeed(Number(event.target.value))}>
          {speeds.map((each) => <option key={each} value={each}>{whyPhrases.speed(each, lang)}</option>)}
        </select>
      </div>
      <div className={styles['moves']} data-steps="">
        <GoTo key={state?.time ?? ''} time={state?.time ?? null} onGo={(at) => { play(false); void go({ from: at <= (state?.time ?? -Infinity) ? 'beginning' : 'here', until: { type: 'time', at } }); }} />
      </div>
      <p className={styles['so-far']} role="status">
        {failure !== undefined ? failure[lang] : part !== undefined && state !== undefined && part < 1 && !playing ? say('lookingBack') : state === undefined ? '' : whyPhrases.soFar(state.read, read, lang)}
      </p>
      {last === undefined ? null : (
        <button type="button" className={`${controls['quiet'] ?? ''} ${styles['alert'] ?? ''}`} title={last.title} onClick={() => session.getState().explain({ type: 'alert', id: last.id })}>
          {say('whyAlert')}
          <span className="unseen">{last.title}{last.time === null ? '' : `, ${momentOf(last.time, { lang, zone })}`}</span>
        </button>
      )}
      <button type="button" className={`${controls['quiet'] ?? ''} ${styles['close'] ?? ''}`} aria-keyshortcuts="Escape" onClick={leave}>
        <IconX size={16} stroke={1.75} aria-hidden="true" />
        {say('close')}
        <kbd className={controls['cap']}>Esc</kbd>
      </button>
    </div>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly off?: boolean | undefined;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Button({ label, off = false, onPress, children }: ButtonProps): ReactNode {
  return (
    <button type="button" className={controls['icon']} aria-label={label} title={label} aria-disabled={off || undefined} onClick={off ? undefined : onPress}>
      {children}
    </button>
  );
}

/** The moment one is at; another one is gone to by Enter. Times are in the zone of the graph, as everywhere. */
function GoTo({ time, onGo }: { readonly time: number | null; readonly onGo: (at: number) => void }): ReactNode {
  const { lang } = useWords();
  const zone = useZone();
  const label = whyPhrases.stepTo(zone, lang);
  const shown = time === null ? '' : localTime(time, zone).slice(0, 19);
  const [text, setText] = useState(shown);
  const [wrong, setWrong] = useState(false);
  if (time === null) return null;
  const go = (): void => {
    const at = momentFrom(text, zone);
    if (at === undefined) setWrong(true);
    else if (text !== shown) onGo(at);
  };
  return (
    <input
      className={styles['moment']}
      aria-label={label}
      title={label}
      value={text}
      aria-invalid={wrong || undefined}
      onChange={(event) => {
        setText(event.target.value);
        setWrong(false);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isComposing(event.nativeEvent)) go();
      }}
      onBlur={() => {
        setText(shown);
        setWrong(false);
      }}
    />
  );
}
