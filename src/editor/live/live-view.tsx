import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipForwardFilled, IconPlayerStopFilled, IconRepeat, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { NumberBlank } from '../blanks/number-blank.tsx';
import controls from '../looks/controls.module.css';
import { Sentence } from '../panels/parts/sentence.tsx';
import { useWords } from '../state/context.tsx';
import { useEditor, useZone } from '../state/editor-context.tsx';
import { livePhrases } from '../words.ts';
import { AlertFeed } from './alert-feed.tsx';
import { CourseChart } from './course-chart.tsx';
import { Disturb } from './disturb.tsx';
import { speeds } from './live-form.tsx';
import styles from './live-view.module.css';
import { Standing } from './standing.tsx';
import { momentText } from './standing-lines.ts';
import { useLive } from './use-live.ts';

/** Events come in: what they come to, and what one can do about them. */
export function LiveView(): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  // Where one scrolls down to begin, what follows begins above.
  useEffect(() => {
    box.current?.firstElementChild?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={box} className={styles['live']}>
      <Bar />
      <Edited />
      <div className={styles['columns']}>
        <Standing />
        <CourseChart />
        <AlertFeed />
        <Disturb />
      </div>
    </div>
  );
}

function Bar(): ReactNode {
  const { say } = useWords();
  const { live } = useEditor();
  const state = useLive((store) => store.state);
  const from = useLive((store) => store.from);
  const { pause, goOn, step, stop, restart, setSpeed } = live.getState();
  const [paused, ended] = [state === 'paused', state === 'ended'];
  return (
    <div className={styles['bar']} role="toolbar" aria-label={say('liveControls')}>
      {ended ? (
        <button type="button" className={controls['button']} onClick={restart}>
          <IconRepeat size={16} stroke={1.75} aria-hidden="true" />
          {say('liveAgain')}
        </button>
      ) : (
        <button type="button" className={controls['button']} onClick={paused ? goOn : pause}>
          {paused ? <IconPlayerPlayFilled size={14} aria-hidden="true" /> : <IconPlayerPauseFilled size={14} aria-hidden="true" />}
          {say(paused ? 'liveGoOn' : 'livePause')}
        </button>
      )}
      {paused ? (
        <button type="button" className={controls['button']} onClick={step}>
          <IconPlayerSkipForwardFilled size={14} aria-hidden="true" />
          {say('liveStep')}
        </button>
      ) : null}
      <button type="button" className={controls['button']} onClick={stop}>
        {ended ? <IconX size={16} stroke={1.75} aria-hidden="true" /> : <IconPlayerStopFilled size={14} aria-hidden="true" />}
        {say(ended ? 'close' : 'liveStop')}
      </button>
      {from === undefined || from.type === 'address' || ended ? null : (
        <div className={styles['speed']}>
          <Sentence inline word="liveSpeedSays" blanks={{ speed: <NumberBlank label={say('liveSpeed')} value={from.speed} readOnly={false} {...speeds} change={setSpeed} /> }} />
        </div>
      )}
      <Figures />
    </div>
  );
}

/** The clock of the data, and how much has come by it. */
function Figures(): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const tick = useLive((store) => store.tick);
  if (tick === undefined) return null;
  const { clock, rate, sources, state } = tick;
  const read = sources.reduce((sum, source) => sum + source.read, 0);
  return (
    <p className={styles['figures']}>
      {clock === null ? null : <time dateTime={new Date(clock).toISOString()}>{momentText(clock, zone, lang)}</time>}
      <strong>{livePhrases.events(read, lang)}</strong>
      <span className={styles['rate']} data-still={state === 'flowing' ? undefined : ''}>{state === 'flowing' ? livePhrases.rate(rate, lang) : say(state === 'ended' ? 'liveEnded' : 'livePaused')}</span>
    </p>
  );
}

function Edited(): ReactNode {
  const { say } = useWords();
  const { live } = useEditor();
  const edited = useLive((store) => store.edited);
  if (!edited) return null;
  return (
    <div className={styles['edited']} role="status">
      <p>{say('liveEdited')}</p>
      <button type="button" className={controls['button']} onClick={live.getState().restart}>{say('liveRestart')}</button>
    </div>
  );
}
