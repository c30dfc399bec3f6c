import type { ReactNode } from 'react';
import { fieldLabel, listInWords } from '../../data/words.ts';
import { basisInWords, heldBackInWords, unitInWords } from '../../lab/measure/words.ts';
import type { Unit } from '../../lab/measure/model.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { NumberBlank } from '../blanks/number-blank.tsx';
import { Sentence } from '../panels/parts/sentence.tsx';
import type { JoinedLabels } from '../simulate/studies/label-file.ts';
import type { Measuring } from '../simulate/studies/measure.ts';
import { useWords } from '../state/context.tsx';
import { measurePhrases } from '../words.ts';
import styles from './basis.module.css';
import { useKnownBlanks } from './known-blanks.tsx';
import type { ChangeSettings, MeasureSettings } from './settings.ts';

interface Props {
  readonly measuring: Measuring;
  readonly settings: MeasureSettings;
  readonly change: ChangeSettings;
  readonly labels: JoinedLabels | undefined;
  readonly onLabels: (labels: JoinedLabels | undefined) => void;
}

/** What is measured, in which unit, against what, and what is left out: as a sentence to fill, and what came of it. */
export function Basis(props: Props): ReactNode {
  const { lang, say } = useWords();
  const { measures: { basis, heldBack }, joined } = props.measuring;
  const known = useKnownBlanks({ basis, label: props.measuring.label, settings: props.settings, change: props.change, labels: props.labels, onLabels: props.onLabels });
  const said = [...basisInWords(basis), ...(joined === undefined || props.labels === undefined ? [] : [measurePhrases.joined(props.labels.file.name, joined.labels, joined.matched)])];
  return (
    <section className={styles['basis']} aria-label={say('measuredBy')}>
      <Sentence
        word="measureSays"
        blanks={{
          unit: <UnitBlank {...props} />,
          ...known.blanks,
        }}
      />
      {basis.labelled ? <Sentence word="costSays" blanks={costBlanks(props, say)} /> : null}
      <ul className={styles['said']}>
        {said.map((line) => <li key={line.en}>{line[lang]}</li>)}
        {heldBack === 0 ? null : (
          <li>
            {heldBackInWords(heldBack, basis)[lang]}
            {props.settings.catching === 'key' ? null : <button type="button" className={styles['more']} onClick={() => props.change({ catching: 'key' })}>{say('countSharedKey')}</button>}
          </li>
        )}
      </ul>
      {known.dialog}
    </section>
  );
}

/** Each list of fields that keys are of is a unit of its own. */
function UnitBlank({ measuring, settings, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const { measures: { basis }, keys } = measuring;
  const one = (unit: Unit): string => unitInWords(unit, basis, lang);
  const keyed = keys.map((fields, at) => ({ value: `key ${at}`, label: listInWords(fields.map((field) => measurePhrases.manyOf(fieldLabel(field, lang), lang)), 'and', lang), about: measurePhrases.unitAbout('key', lang) }));
  const plain = (['event', 'alert', 'value'] as const).filter((unit) => unit !== 'value' || basis.amount !== undefined);
  const chosen = settings.unit !== 'key' ? settings.unit : `key ${Math.max(0, keys.findIndex((fields) => JSON.stringify(fields.map(({ name }) => name)) === JSON.stringify(settings.key)))}`;
  return (
    <ChoiceBlank<string>
      label={say('measureUnit')}
      value={chosen}
      readOnly={false}
      choices={[...plain.slice(0, 1).map((unit) => ({ value: unit, label: one(unit), about: measurePhrases.unitAbout(unit, lang) })), ...keyed, ...plain.slice(1).map((unit) => ({ value: unit, label: one(unit), about: measurePhrases.unitAbout(unit, lang) }))]}
      change={(next) => {
        const unit = plain.find((each) => each === next);
        const key = keys[Number(next.slice(4))]?.map(({ name }) => name);
        change(unit === undefined ? { unit: 'key', key } : { unit });
      }}
    />
  );
}

function costBlanks({ measuring, settings, change }: Props, say: (word: 'costReview' | 'costFalse' | 'costMissed' | 'costNone') => string): Readonly<Record<string, ReactNode>> {
  const currency = measuring.measures.basis.amount?.currency;
  const blank = (name: 'review' | 'falseAlarm', label: string): ReactNode => (
    <NumberBlank label={label} value={settings[name]} readOnly={false} min={0} currency={currency} placeholder={say('costNone')} change={(next) => change({ [name]: next })} clear={() => change({ [name]: undefined })} />
  );
  return {
    review: blank('review', say('costReview')),
    falseAlarm: blank('falseAlarm', say('costFalse')),
    missed: <NumberBlank label={say('costMissed')} value={settings.missed} readOnly={false} min={0} unit="%" placeholder={say('costNone')} change={(missed) => change({ missed })} clear={() => change({ missed: undefined })} />,
  };
}

