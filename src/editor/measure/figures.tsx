import type { ReactNode } from 'react';
import type { Lang } from '../../data/text.ts';
import { eventWords, measureOf, numberInWords } from '../../data/words.ts';
import type { Asked } from '../../lab/measure/measure.ts';
import type { Basis, Measured, Share, Unit } from '../../lab/measure/model.ts';
import { amountInWords, few, nameOfCatcher, none, percent, rateInWords, shareInFull, shareInWords, unitInWords } from '../../lab/measure/words.ts';
import type { Measuring } from '../simulate/studies/measure.ts';
import { useWords } from '../state/context.tsx';
import type { Word } from '../words.ts';
import { measurePhrases } from '../words.ts';
import { measuredOf } from './about.ts';
import styles from './figures.module.css';

interface Props {
  readonly measuring: Measuring;
  readonly about: Asked;
}

interface Figure {
  readonly word: Word;
  readonly value: string;
  /** What it is of, and how sure it is. */
  readonly of?: string | undefined;
  readonly title?: string | undefined;
}

/** The measures of what is looked at, each with what it is of. */
export function Figures({ measuring, about }: Props): ReactNode {
  const { lang, say } = useWords();
  const { measures } = measuring;
  const own = measuredOf(measures, about);
  const name = 'node' in own ? nameOfCatcher(own, lang) : say('theWholeGraph');
  return (
    <section className={styles['figures']} aria-label={name}>
      <h3>{name}</h3>
      <dl>
        {figuresOf(own, measures.basis, measures.unit, lang).map(({ word, value, of, title }) => (
          <div key={word} title={title}>
            <dt>{say(word)}</dt>
            <dd>
              <strong>{value}</strong>
              {of === undefined ? null : <span>{of}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function figuresOf(own: Measured, basis: Basis, unit: Unit, lang: Lang): readonly Figure[] {
  const count = (n: number): string => (unit === 'value' ? amountInWords(n, basis, lang) : numberInWords(n, undefined, lang));
  const measureWord: Readonly<Record<Exclude<Unit, 'value'>, string>> = { event: eventWords(basis.event, lang).measure, key: measureOf(basis.key?.[0]), alert: '条' };
  const ofSoMany = (n: string, of: Unit): string => (of === 'value' ? measurePhrases.ofAmount(n, lang) : measurePhrases.ofSoMany(n, unitInWords(of, basis, lang), measureWord[of], lang));
  const recallUnit = unit === 'alert' ? 'event' : unit;
  const sharing = (word: Word, share: Share | undefined, of: Unit): Figure => ({
    word,
    value: shareInWords(share),
    of: share === undefined ? undefined : `${ofSoMany(count(share.of), of)}${unsure(share, lang)}`,
    title: shareInFull(share, lang),
  });
  const all = (own.amountCaught ?? 0) + (own.amountMissed ?? 0);
  const ofAmount = (amount: number | undefined): string | undefined => (amount === undefined || all === 0 ? undefined : measurePhrases.ofAll(percent(amount / all), lang));
  const isRule = 'port' in own && own.port !== undefined;
  const graded: readonly Figure[] = [
    sharing('precision', own.precision, unit),
    sharing('recall', own.recall, recallUnit),
    { word: 'f1', value: own.f1 === undefined ? none : own.f1.toFixed(2), of: own.f1 === undefined ? undefined : measurePhrases.f1About(lang) },
    { word: 'falsePerTrue', value: rateInWords(own.falsePositiveRatio, lang), of: own.falsePositiveRatio === undefined ? undefined : measurePhrases.falseAndTrue(count(own.caughtNo), count(own.caughtYes), lang) },
  ];
  return [
    ...(basis.labelled ? graded : []),
    basis.days === undefined
      ? { word: isRule ? 'ruleHits' : 'familyAlerts', value: numberInWords(own.alerts, undefined, lang) }
      : { word: isRule ? 'hitsADay' : 'alertsADay', value: rateInWords(own.alertsADay, lang), of: measurePhrases.inDays(numberInWords(own.alerts, undefined, lang), basis.days, lang) },
    ...(basis.labelled ? [] : [reach('eventsReached', own.events, lang)]),
    ...(basis.labelled || basis.key === undefined ? [] : [reach('keysReached', own.keys, lang)]),
    ...(own.amountCaught === undefined ? [] : [{ word: 'amountCaught' as const, value: amountInWords(own.amountCaught, basis, lang), of: ofAmount(own.amountCaught) }]),
    ...(own.amountMissed === undefined ? [] : [{ word: 'amountMissed' as const, value: amountInWords(own.amountMissed, basis, lang), of: ofAmount(own.amountMissed) }]),
    ...(own.cost === undefined ? [] : [{ word: 'costsMeasured' as const, value: amountInWords(own.cost, basis, lang) }]),
  ];
}

const reach = (word: Word, { count, share }: Measured['events'], lang: Lang): Figure => ({
  word,
  value: numberInWords(count, undefined, lang),
  of: share === undefined ? undefined : measurePhrases.ofAll(percent(share), lang),
});

/** Of few cases, where the true share lies. */
const unsure = ({ of, low, high }: Share, lang: Lang): string =>
  low === undefined || high === undefined || of >= few ? '' : measurePhrases.between(percent(low), percent(high), lang);
