import type { ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import { SeverityMark } from '../looks/severity-mark.tsx';
import { useWords } from '../state/context.tsx';
import { useEditor, useZone } from '../state/editor-context.tsx';
import { livePhrases } from '../words.ts';
import styles from './live-view.module.css';
import { momentText } from './standing-lines.ts';
import { useLive } from './use-live.ts';

const shown = 60;

/** The latest alerts, each with its reason one click away. */
export function AlertFeed(): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const { live, session } = useEditor();
  const alerts = useLive((store) => store.alerts);
  const total = useLive(({ tick }) => tick?.tally.total ?? 0);
  // To be explained it has to stand still.
  const explain = (id: string): void => {
    live.getState().pause();
    session.getState().explain({ type: 'alert', id });
  };
  return (
    <section aria-label={say('liveFeed')}>
      <h3 className={styles['title']}>
        {say('liveFeed')}
        <span>{numberInWords(total, undefined, lang)}</span>
      </h3>
      {alerts.length === 0 ? <p className={styles['none']}>{say('liveNoAlerts')}</p> : null}
      <ol className={styles['feed']}>
        {alerts.slice(0, shown).map(({ id, time, severity, title }) => (
          <li key={id}>
            {time === null ? null : <time dateTime={new Date(time).toISOString()}>{momentText(time, zone, lang)}</time>}
            <SeverityMark severity={severity} />
            <span className="unseen">{say(severity)}</span>
            <span className={styles['what']} title={title}>{title}</span>
            <button type="button" aria-label={livePhrases.whyOf(title, lang)} onClick={() => explain(id)}>{say('liveWhy')}</button>
          </li>
        ))}
      </ol>
    </section>
  );
}
