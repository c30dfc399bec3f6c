import type { ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import { ticksUpTo } from '../shell/dock/bars.ts';
import { severities } from '../shell/dock/severities.ts';
import { useWords } from '../state/context.tsx';
import { livePhrases } from '../words.ts';
import styles from './live-view.module.css';
import { stackedBars } from './stacked-bars.ts';
import { useLive } from './use-live.ts';

/** The last two minutes, second by second: how many events came, and which alerts they raised. */
export function CourseChart(): ReactNode {
  const { lang, say } = useWords();
  const course = useLive(({ tick }) => tick?.course);
  if (course === undefined) return null;
  const alerts = severities.toReversed().map((severity) => ({ name: severity, values: course.alerts[severity] }));
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const [events, raised] = [total(course.events), alerts.reduce((sum, { values }) => sum + total(values), 0)];
  return (
    <section aria-label={say('liveCourse')}>
      <h3 className={styles['title']}>{say('liveCourse')}</h3>
      <div className={styles['charts']} role="img" aria-label={livePhrases.course(livePhrases.events(events, lang), livePhrases.alerts(raised, lang), lang)}>
        <Chart title={say('liveEvents')} series={[{ name: 'events', values: course.events }]} />
        <Chart title={say('liveAlertsPer')} series={alerts} />
      </div>
    </section>
  );
}

interface ChartProps {
  readonly title: string;
  /** The lowest first. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

function Chart({ title, series }: ChartProps): ReactNode {
  const { lang } = useWords();
  const { length } = series[0]?.values ?? [];
  const most = Math.max(1, ...Array.from({ length }, (_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0)));
  const top = ticksUpTo(most).at(-1) ?? 1;
  return (
    <figure className={styles['chart']}>
      <figcaption>
        {title}
        <span>{numberInWords(top, undefined, lang)}</span>
      </figcaption>
      <svg viewBox={`0 0 ${length} 100`} preserveAspectRatio="none">
        {stackedBars(series.map(({ values }) => values), top).map((path, at) => <path key={series[at]?.name} data-series={series[at]?.name} d={path} />)}
      </svg>
    </figure>
  );
}
