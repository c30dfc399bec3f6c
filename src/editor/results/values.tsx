import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { fieldLabel, numberInWords } from '../../data/words.ts';
import { thresholdInWords } from '../../lab/suggest/threshold-words.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { useStudy } from '../simulate/use-study.ts';
import { useWords } from '../state/context.tsx';
import { useDocument } from '../state/editor-context.tsx';
import { resultPhrases } from '../words.ts';
import { placesOf, thresholdsAt } from './places.ts';
import type { Place } from './places.ts';
import { ValuesChart } from './values-chart.tsx';
import styles from './values.module.css';

interface Choice {
  readonly place: string;
  /** Another field of the same rows than the one that led there. */
  readonly field?: string | undefined;
}

/** How the numbers of a field lie among rows that led to an alert and the rest, with the thresholds of rules drawn in. */
export default function ValuesLook(): ReactNode {
  const { lang, say } = useWords();
  const compilation = useDocument((state) => state.compilation);
  const places = useMemo(() => placesOf(compilation), [compilation]);
  const [choice, choose] = useState<Choice>();
  const place = places.find(({ name }) => name === choice?.place) ?? places[0];
  const field = place?.fields.find(({ name }) => name === choice?.field) ?? place?.fields.find(({ name }) => name === place.field);
  const { answer, failure } = useStudy('values', place === undefined || field === undefined ? undefined : { at: place.at, field: field.name });
  const threshold = place?.threshold;
  // Once the values show, the threshold may soon be dragged: what it decides over is got ready.
  useStudy('recount', answer === undefined || threshold === undefined ? undefined : { threshold, value: threshold.value });
  if (place === undefined || field === undefined) return <p className={styles['none']}>{say('noNumbers')}</p>;
  const name = inLanguage(compilation.analysis.nodes.get(place.at.node)?.node.name ?? '', lang);
  const count = (n: number): string => numberInWords(n, undefined, lang);
  return (
    <div className={styles['values']}>
      <ul className={styles['places']} aria-label={say('thresholds')}>
        {places.map((each) => (
          <li key={each.name}>
            <button type="button" aria-pressed={each === place} onClick={() => choose({ place: each.name })}>{sayPlace(each)}</button>
          </li>
        ))}
      </ul>
      <section className={styles['lie']}>
        <div className={styles['title']}>
          <ChoiceBlank
            label={say('fieldOfValues')}
            value={field.name}
            readOnly={false}
            choices={place.fields.map((each) => ({ value: each.name, label: fieldLabel(each, lang) }))}
            change={(next) => choose({ place: place.name, field: next })}
          />
          <h3>{resultPhrases.atNode(name, answer === undefined ? undefined : count(answer.rows), lang)}</h3>
          {answer === undefined ? null : (
            <ul>
              <li data-alerted="">{say('ledToAlert')}<strong>{count(answer.alerted)}</strong></li>
              <li>{say('ledToNone')}<strong>{count(answer.rows - answer.alerted)}</strong></li>
              {answer.missing === 0 ? null : <li data-plain="">{say('withoutValue')}<strong>{count(answer.missing)}</strong></li>}
            </ul>
          )}
        </div>
        {answer === undefined ? <p className={styles['none']} role="status">{failure === undefined ? say('countingValues') : failure[lang]}</p> : <ValuesChart values={answer} field={field} thresholds={thresholdsAt(places, place.at, field.name)} />}
      </section>
    </div>
  );

  function sayPlace({ threshold, at }: Place): string {
    if (threshold !== undefined) return thresholdInWords(threshold, compilation)[lang];
    return resultPhrases.allOf(inLanguage(compilation.analysis.nodes.get(at.node)?.node.name ?? '', lang), lang);
  }
}
