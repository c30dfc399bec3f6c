import type { ReactNode } from 'react';
import type { Lang } from '../../data/text.ts';
import { numberInWords } from '../../data/words.ts';
import { asClocksShow } from '../../data/zones.ts';
import type { Asked } from '../../lab/measure/measure.ts';
import type { Basis, Measured } from '../../lab/measure/model.ts';
import { amountInWords, nameOfCatcher, none, percent, rateInWords } from '../../lab/measure/words.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { dayInWords } from '../shell/figures.ts';
import { ticksUpTo } from '../shell/dock/bars.ts';
import type { Measuring } from '../simulate/studies/measure.ts';
import { useWords } from '../state/context.tsx';
import { useZone } from '../state/editor-context.tsx';
import type { Word } from '../words.ts';
import { measurePhrases } from '../words.ts';
import { measuredOf } from './about.ts';
import { LineChart } from './line-chart.tsx';
import styles from './over-time.module.css';
import { drawable } from './settings.ts';
import type { ChangeSettings, Drawable, MeasureSettings } from './settings.ts';

interface Props {
  readonly measuring: Measuring;
  readonly about: Asked;
  readonly settings: MeasureSettings;
  readonly change: ChangeSettings;
}

/** One measure at a time, day by day or week by week. */
export function OverTime({ measuring, about, settings, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const { periods, measures } = measuring;
  if (periods.length < 2) return null;
  const own = measuredOf(measures, about);
  const isRule = 'port' in own && own.port !== undefined;
  const offered = drawable.filter((each) => canBeDrawn(each, measures.basis, own));
  const drawn = offered.find((each) => each === settings.drawn) ?? offered[0] ?? 'alerts';
  const { word, lines, ticks, value, tick } = drawings(measures.basis, isRule, lang)[drawn];
  const titleOf = (each: Drawable): string => (each === 'shares' ? measurePhrases.inPercent(lang) : say(drawings(measures.basis, isRule, lang)[each].word));
  const series = lines.map((line, at) => ({ name: say(line.word), values: periods.map(line.of), look: at === 0 ? ('main' as const) : ('other' as const) }));
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((each) => each ?? 0)));
  return (
    <section className={styles['time']} aria-label={say('overTime')}>
      <header>
        <h3>{say('overTime')}</h3>
        <ChoiceBlank<Drawable> label={say('measureDrawn')} value={drawn} readOnly={false} choices={offered.map((each) => ({ value: each, label: titleOf(each) }))} change={(next) => change({ drawn: next })} />
        <ChoiceBlank
          label={say('byPeriod')}
          value={settings.period}
          readOnly={false}
          choices={[{ value: 'day', label: say('byDay') }, { value: 'week', label: say('byWeek') }]}
          change={(period) => change({ period })}
        />
        <span>{'node' in own ? nameOfCatcher(own, lang) : say('theWholeGraph')}</span>
      </header>
      <LineChart
        title={drawn === 'shares' ? measurePhrases.inPercent(lang) : say(word)}
        places={periods.map(({ from }) => dayInWords(Math.floor(asClocksShow(from, zone) / 86_400_000), lang))}
        along={say(settings.period === 'day' ? 'day' : 'week')}
        series={series}
        ticks={ticks ?? ticksUpTo(most)}
        say={value}
        sayTick={tick}
        tall
      />
    </section>
  );
}

function canBeDrawn(each: Drawable, { labelled }: Basis, { amountCaught, cost }: Measured): boolean {
  if (each === 'amounts') return amountCaught !== undefined;
  if (each === 'cost') return cost !== undefined;
  return labelled || each === 'alerts';
}

interface Drawing {
  readonly word: Word;
  readonly lines: readonly { readonly word: Word; readonly of: (period: Measured) => number | undefined }[];
  /** Up to the largest value where they are left out. */
  readonly ticks?: readonly number[] | undefined;
  readonly value: (n: number | undefined) => string;
  readonly tick: (n: number) => string;
}

const quarters = [0, 0.25, 0.5, 0.75, 1];

function drawings(basis: Basis, isRule: boolean, lang: Lang): Readonly<Record<Drawable, Drawing>> {
  const amount = (n: number | undefined): string => amountInWords(n, basis, lang);
  const rate = (n: number | undefined): string => rateInWords(n, lang);
  const tick = (n: number): string => numberInWords(n, undefined, lang);
  const hits: Word = isRule ? 'hitsADay' : 'alertsADay';
  return {
    shares: {
      word: 'precision',
      lines: [{ word: 'precision', of: ({ precision }) => precision?.share }, { word: 'recall', of: ({ recall }) => recall?.share }],
      ticks: quarters,
      value: (share) => (share === undefined ? none : percent(share)),
      tick: percent,
    },
    f1: { word: 'f1', lines: [{ word: 'f1', of: ({ f1 }) => f1 }], ticks: quarters, value: (f1) => f1?.toFixed(2) ?? none, tick: String },
    falsePerTrue: { word: 'falsePerTrue', lines: [{ word: 'falsePerTrue', of: ({ falsePositiveRatio }) => falsePositiveRatio }], value: rate, tick },
    alerts: { word: hits, lines: [{ word: hits, of: ({ alertsADay }) => alertsADay }], value: rate, tick },
    amounts: {
      word: 'amountsMeasured',
      lines: [{ word: 'amountCaught', of: ({ amountCaught }) => amountCaught }, { word: 'amountMissed', of: ({ amountMissed }) => amountMissed }],
      value: amount,
      tick,
    },
    cost: { word: 'costsMeasured', lines: [{ word: 'costsMeasured', of: ({ cost }) => cost }], value: amount, tick },
  };
}
