import { IconArrowUp, IconFlask } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { AlertEntry } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import { momentText } from '../live/standing-lines.ts';
import controls from '../looks/controls.module.css';
import { SeverityMark } from '../looks/severity-mark.tsx';
import { troubleWords } from '../remote/trouble.ts';
import type { Watch } from '../remote/watch.ts';
import { useWords } from '../state/context.tsx';
import { useEditor, useZone } from '../state/editor-context.tsx';
import { serverPhrases } from '../words.ts';
import styles from './run-dock.module.css';
import { severityOf } from './run-words.ts';
import { useWatched } from './use-watch.ts';

interface Props {
  readonly watch: Watch;
  readonly tell: (trouble: Words | undefined) => void;
}

/** Alerts as they come, the newest on top. Who has scrolled down keeps their place, and is told what came meanwhile. */
export function RunAlerts({ watch, tell }: Props): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const alerts = useWatched(watch, (state) => state.alerts);
  const all = useWatched(watch, (state) => state.allAlerts);
  const box = useRef<HTMLDivElement>(null);
  /** The newest alert that was on top when somebody scrolled away from it. */
  const [seen, setSeen] = useState<number>();
  const fresh = seen === undefined ? 0 : alerts.findIndex(({ seq }) => seq <= seen);
  return (
    <div
      ref={box}
      className={styles['scroll']}
      onScroll={({ currentTarget: { scrollTop } }) => setSeen((before) => (scrollTop < 4 ? undefined : (before ?? alerts[0]?.seq ?? 0)))}
    >
      {fresh > 0 ? (
        <button type="button" className={`${controls['button'] ?? ''} ${styles['fresh'] ?? ''}`} onClick={() => box.current?.scrollTo(0, 0)}>
          <IconArrowUp size={14} stroke={2} aria-hidden="true" />
          {serverPhrases.newAlerts(fresh, lang)}
        </button>
      ) : null}
      {alerts.length === 0 ? <p className={styles['none']}>{say('noAlertsYet')}</p> : null}
      <ol className={styles['list']} aria-label={say('runAlerts')}>
        {alerts.map((alert) => <Alert key={alert.seq} alert={alert} explain={() => session.getState().explain({ type: 'alert', id: alert.id, time: alert.time })} keep={() => session.getState().keepAsTest({ type: 'alert', id: alert.id })} />)}
      </ol>
      {all || alerts.length === 0 ? null : <button type="button" className={controls['quiet']} onClick={() => void watch.earlier().catch((error: unknown) => tell(troubleWords(error)))}>{say('earlierAlerts')}</button>}
    </div>
  );
}

function Alert({ alert, explain, keep }: { readonly alert: AlertEntry; readonly explain: () => void; readonly keep: () => void }): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const severity = severityOf(alert);
  return (
    <li>
      <time dateTime={new Date(alert.time ?? alert.raised).toISOString()}>{momentText(alert.time ?? alert.raised, zone, lang)}</time>
      <SeverityMark severity={severity} />
      <span className="unseen">{say(severity)}</span>
      <span className={styles['what']} title={alert.message}>
        <strong>{alert.title}</strong>
        {alert.message === '' || alert.message === alert.title ? null : <span>{alert.message}</span>}
      </span>
      <button type="button" className={styles['small']} aria-label={serverPhrases.why(alert.title, lang)} onClick={explain}>{say('liveWhy')}</button>
      <button type="button" className={styles['small']} aria-label={serverPhrases.keep(alert.title, lang)} title={say('keepAsTest')} onClick={keep}>
        <IconFlask size={15} stroke={1.75} aria-hidden="true" />
      </button>
    </li>
  );
}
