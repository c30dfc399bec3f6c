import type { ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import { asClocksShow } from '../../data/zones.ts';
import type { Asked } from '../../lab/measure/measure.ts';
import { amountInWords, nameOfCatcher, none, percent } from '../../lab/measure/words.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { dayInWords } from '../shell/figures.ts';
import { ticksUpTo } from '../shell/dock/bars.ts';
import type { Measuring } from '../simulate/studies/measure.ts';
import { useWords } from '../state/context.tsx';
import { useZone } from '../state/editor-context.tsx';
import { measurePhrases } from '../words.ts';
import { measuredOf } from './about.ts';
import { LineChart } from './line-chart.tsx';
import styles from './over-time.module.css';
import type { ChangeSettings, MeasureSettings } from './settings.ts';

interface Props {
  readonly measuring: Measuring;
  readonly about: Asked;
  readonly settings: MeasureSettings;
  readonly change: ChangeSettings;
}

/** The same figures day by day or week by week. */
export function OverTime({ measuring, about, settings, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const { periods, measures } = measuring;
  const { basis } = measures;
  if (periods.length < 2) return null;
  const own = measuredOf(measures, about);
  const places = periods.map(({ from }) => dayInWords(Math.floor(asClocksShow(from, zone) / 86_400_000), lang));
  const along = say(settings.period === 'day' ? 'day' : 'week');
  const sayCount = (n: number | undefined): string => (n === undefined ? none : numberInWords(n, undefined, lang));
  const most = (values: readonly (number | undefined)[]): number => Math.max(1, ...values.map((value) => value ?? 0));
  const isRule = 'port' in own && own.port !== undefined;
  return (
    <section className={styles['time']} aria-label={say('overTime')}>
      <header>
        <h3>{say('overTime')}</h3>
        <ChoiceBlank
          label={say('byPeriod')}
          value={settings.period}
          readOnly={false}
          choices={[{ value: 'day', label: say('byDay') }, { value: 'week', label: say('byWeek') }]}
          change={(period) => change({ period })}
        />
        <span>{'node' in own ? nameOfCatcher(own, lang) : say('theWholeGraph')}</span>
      </header>
      <div className={styles['charts']}>
        {basis.labelled ? (
          <LineChart
            title={measurePhrases.inPercent(lang)}
            places={places}
            along={along}
            series={[
              { name: say('precision'), values: periods.map(({ precision }) => precision?.share), look: 'main' },
              { name: say('recall'), values: periods.map(({ recall }) => recall?.share), look: 'other' },
            ]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            say={(share) => (share === undefined ? none : percent(share))}
            sayTick={percent}
          />
        ) : null}
        <LineChart
          title={say(isRule ? 'ruleHits' : 'familyAlerts')}
          places={places}
          along={along}
          series={[{ name: say(isRule ? 'ruleHits' : 'sentAlerts'), values: periods.map(({ alerts }) => alerts), look: 'main' }]}
          ticks={ticksUpTo(most(periods.map(({ alerts }) => alerts)))}
          say={sayCount}
          sayTick={(tick) => numberInWords(tick, undefined, lang)}
        />
        {own.amountCaught === undefined ? null : (
          <LineChart
            title={say('amountsMeasured')}
            places={places}
            along={along}
            series={[
              { name: say('amountCaught'), values: periods.map(({ amountCaught }) => amountCaught), look: 'main' },
              { name: say('amountMissed'), values: periods.map(({ amountMissed }) => amountMissed), look: 'other' },
            ]}
            ticks={ticksUpTo(most(periods.flatMap(({ amountCaught, amountMissed }) => [amountCaught, amountMissed])))}
            say={(amount) => amountInWords(amount, basis, lang)}
            sayTick={(tick) => numberInWords(tick, undefined, lang)}
          />
        )}
      </div>
    </section>
  );
}
