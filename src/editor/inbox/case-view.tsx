import { IconChevronLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail, Disposition } from '../../api/cases.ts';
import type { AlertEntry } from '../../api/runs.ts';
import { severityWords } from '../../kinds/shared/severity.ts';
import { isComposing } from '../commands/keys.ts';
import controls from '../looks/controls.module.css';
import { SeverityMark } from '../looks/severity-mark.tsx';
import { useMay } from '../remote/this-server.ts';
import { inboxAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { casePhrases } from '../words.ts';
import type { CaseDesk } from './case-desk.ts';
import styles from './case-view.module.css';
import { statusWords, trailText, whenText, whoWords } from './case-words.ts';
import { WhyAlert } from './why-alert.tsx';

interface Props {
  readonly desk: CaseDesk;
  readonly detail: CaseDetail;
  readonly now: number;
}

/** One case: what happened, in the order of time, and what is to be said of it. */
export function CaseView({ desk, detail, now }: Props): ReactNode {
  const { lang, say } = useWords();
  const works = useMay('analyst');
  const { case: of } = detail;
  return (
    <main className={styles['case']} data-part="case" aria-label={of.title}>
      <header className={styles['head']}>
        <p>
          <a className={`${controls['icon'] ?? ''} ${styles['back'] ?? ''}`} href={inboxAddress} aria-label={say('backToCases')}><IconChevronLeft size={16} stroke={1.75} aria-hidden="true" /></a>
          <span className={styles['severity']} data-severity={of.severity}><SeverityMark severity={of.severity} />{severityWords[of.severity][lang]}</span>
          <span>{of.rule}</span>
          <span className={styles['status']}>{say(statusWords[of.status])}</span>
          <span className={styles['number']}>{casePhrases.number(of.id, lang)}</span>
        </p>
        <h2>{of.title}</h2>
      </header>
      {/* It may be longer than there is room. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['scroll']} tabIndex={0}>
        <TimeLine detail={detail} now={now} />
        {works ? <Note desk={desk} id={of.id} /> : null}
      </div>
      {works ? <Verdict desk={desk} detail={detail} /> : null}
    </main>
  );
}

type Moment = { readonly at: number; readonly key: string } & ({ readonly alert: AlertEntry; readonly first: boolean } | { readonly text: string; readonly more: string | undefined; readonly by: string });

/** Alerts and what people did, one line of time: a double thread up to the last alert, a single one after it. */
function TimeLine({ detail, now }: { readonly detail: CaseDetail; readonly now: number }): ReactNode {
  const { lang } = useWords();
  const { case: of, alerts, trail } = detail;
  const moments: readonly Moment[] = [
    ...alerts.map((alert, index) => ({ at: alert.raised, key: `alert-${alert.seq}`, alert, first: index === 0 })),
    ...trail.map((entry) => ({ at: entry.at, key: `trail-${entry.seq}`, text: trailText(entry, detail, now, lang), more: typeof entry.detail['reason'] === 'string' ? entry.detail['reason'] : undefined, by: whoWords(entry.by, lang) })),
  ].toSorted((one, other) => one.at - other.at);
  const hidden = of.alerts - alerts.length;
  const last = moments.findLastIndex((moment) => 'alert' in moment);
  return (
    <ol className={styles['line']}>
      {hidden > 0 ? <li className={styles['before']} data-thread="double"><time /><i /><p>{casePhrases.earlier(hidden, lang)}</p></li> : null}
      {moments.map((moment, index) => (
        <li key={moment.key} data-thread={index < last ? 'double' : 'single'} data-alert={'alert' in moment || undefined}>
          <time dateTime={new Date(moment.at).toISOString()}>{whenText(moment.at, now, lang)}</time>
          <i />
          {'alert' in moment ? <AlertMoment alert={moment.alert} /> : <div><p>{moment.text}</p>{moment.more === undefined ? null : <p className={styles['more']}>{moment.more}</p>}</div>}
        </li>
      ))}
    </ol>
  );
}

function AlertMoment({ alert }: { readonly alert: AlertEntry }): ReactNode {
  const { lang } = useWords();
  return (
    <div className={styles['alert']}>
      <p>{casePhrases.alert(alert.title, lang)}</p>
      {alert.message === '' || alert.message === alert.title ? null : <p className={styles['more']}>{alert.message}</p>}
      <WhyAlert alert={alert} />
    </div>
  );
}

function Note({ desk, id }: { readonly desk: CaseDesk; readonly id: number }): ReactNode {
  const { say } = useWords();
  const [text, setText] = useState('');
  const send = async (): Promise<void> => {
    if (text.trim() === '') return;
    if (await desk.change(id, { type: 'comment', text: text.trim() })) setText('');
  };
  return (
    <form
      className={styles['note']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <input aria-label={say('addNote')} placeholder={say('addNote')} value={text} maxLength={5000} onChange={(event) => setText(event.currentTarget.value)} />
      {text.trim() === '' ? null : <button type="submit" className={controls['button']}>{say('sendNote')}</button>}
    </form>
  );
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="dialog"]') !== null;

/** The one choice on the page. Nothing is chosen beforehand, and the case stays open until something is. */
function Verdict({ desk, detail: { case: of, dispositions } }: Pick<Props, 'desk' | 'detail'>): ReactNode {
  const { lang, say } = useWords();
  const [chosen, setChosen] = useState<Disposition>();
  const [reason, setReason] = useState('');
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isComposing(event) || isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      const found = dispositions[Number(event.key) - 1];
      if (found !== undefined && of.status !== 'closed') setChosen(found);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [dispositions, of.status]);
  if (of.status === 'closed') {
    const verdict = dispositions.find(({ id }) => id === of.disposition);
    return (
      <footer className={styles['verdict']}>
        <p className={styles['was']}>
          <strong>{verdict?.name[lang] ?? of.disposition}</strong>
          {of.reason === undefined || of.reason === '' ? null : <span>{of.reason}</span>}
          <button type="button" className={controls['button']} onClick={() => void desk.change(of.id, { type: 'reopen' })}>{say('reopenCase')}</button>
        </p>
      </footer>
    );
  }
  const close = async (): Promise<void> => {
    if (chosen === undefined) return;
    // Who closes it has seen these alerts; should there be more by now, the server says so.
    const done = await desk.change(of.id, { type: 'close', disposition: chosen.id, reason: reason.trim(), alerts: of.alerts });
    if (done) {
      setChosen(undefined);
      setReason('');
    } else {
      desk.choose(of.id);
    }
  };
  return (
    <footer className={styles['verdict']}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void close();
        }}
      >
        <div className={styles['asks']}>
          <h3 id="verdict">{say('whatWasIt')}</h3>
          <p>{say('verdictAbout')}</p>
        </div>
        <div className={styles['choices']} role="radiogroup" aria-labelledby="verdict">
          {dispositions.map((each, index) => (
            <label key={each.id} data-chosen={chosen?.id === each.id || undefined}>
              <input type="radio" name="verdict" checked={chosen?.id === each.id} onChange={() => setChosen(each)} />
              <strong>{each.name[lang]}</strong>
              {index < 9 ? <kbd className={controls['cap']} aria-hidden="true">{index + 1}</kbd> : null}
              {each.hint === undefined ? null : <span>{each.hint[lang]}</span>}
            </label>
          ))}
        </div>
        <div className={styles['why']}>
          <input aria-label={say('verdictWhy')} placeholder={say('verdictWhy')} value={reason} maxLength={5000} onChange={(event) => setReason(event.currentTarget.value)} />
          <button type="submit" className={controls['primary']} aria-disabled={chosen === undefined}>{say(chosen?.closes === false ? 'keepWaiting' : 'closeCase')}</button>
        </div>
      </form>
    </footer>
  );
}
