import type { ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import { severities } from '../shell/dock/severities.ts';
import { useWords } from '../state/context.tsx';
import { useRun } from '../state/editor-context.tsx';
import { resultPhrases } from '../words.ts';
import styles from './alert-times.module.css';
import { TimeLine } from './time-line.tsx';
import { stepInWords } from './time-words.ts';
import type { Span } from './time-zoom.ts';
import type { Narrowed } from './use-narrowed.ts';

interface Props {
  readonly narrowed: Narrowed;
  readonly span: Span | undefined;
  readonly onSpan: ((span: Span | undefined) => void) | undefined;
}

/** When alerts were sent, by severity, the most severe on top. */
export function AlertTimes({ narrowed: { alerts, whole }, span, onSpan }: Props): ReactNode {
  const { lang, say } = useWords();
  // What a run has none of stays away; what is looked at may have none for a while.
  const inAll = useRun((run) => run.alerts.bySeverity);
  const present = severities.filter((severity) => inAll[severity] > 0);
  const { byTime, total, bySeverity } = alerts;
  const said = numberInWords(total, undefined, lang);
  const title = resultPhrases.alertsBy(said, byTime === undefined ? undefined : stepInWords(byTime.step, lang), lang);
  const series = present.map((severity) => ({ name: say(severity), look: severity, counts: byTime?.counts.map((counts) => counts[severity]) ?? [bySeverity[severity]] }));
  if (byTime === undefined || whole === undefined) return <TimeLess title={title} series={series} />;
  return <TimeLine title={title} label={say('alertsOverTime')} cuts={byTime} series={series} span={span} whole={whole} onSpan={onSpan} />;
}

/** Rows without a time have no course: how many there are of each severity is all that can be said. */
function TimeLess({ title, series }: { readonly title: string; readonly series: readonly { readonly name: string; readonly look: string; readonly counts: readonly number[] }[] }): ReactNode {
  const { lang, say } = useWords();
  const most = Math.max(1, ...series.map(({ counts }) => counts[0] ?? 0));
  return (
    <section className={styles['timeless']}>
      <h3>{title}</h3>
      <ul>
        {series.map(({ name, look, counts: [count = 0] }) => (
          <li key={look} data-sev={look}>
            <span>{name}</span>
            <strong>{numberInWords(count, undefined, lang)}</strong>
            <span className={styles['part']} aria-hidden="true"><span style={{ width: `${(count / most) * 100}%` }} /></span>
          </li>
        ))}
      </ul>
      <p>{say('alertsWithoutTime')}</p>
    </section>
  );
}
