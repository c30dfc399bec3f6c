import type { ReactNode } from 'react';
import type { FlowField } from '../../../data/field.ts';
import type { Text } from '../../../data/text.ts';
import { eventWords, fieldLabel } from '../../../data/words.ts';
import type { Stream } from '../../../kinds/contract.ts';
import { typesOf } from '../../../kinds/shared/aggregates.ts';
import type { AggregateConfig } from '../../../kinds/shared/aggregates.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import type { AggregateName } from '../../../plan/plan.ts';
import { aggregateNames } from '../../../plan/plan.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import { TextBlank } from '../../blanks/text-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { aggregateWords, panelPhrases } from '../../words.ts';
import type { Word } from '../../words.ts';
import styles from '../panels.module.css';
import type { PanelProps } from '../panel.ts';
import { withAggregate } from './aggregate.ts';
import { ConditionLine } from './condition-line.tsx';
import { Line } from './line.tsx';
import { NameBlank } from './name-blank.tsx';
import { Sentence } from './sentence.tsx';

interface Props extends Pick<PanelProps<unknown>, 'node' | 'around' | 'readOnly'> {
  readonly value: AggregateConfig;
  /** The field that it makes. */
  readonly made: FlowField | undefined;
  readonly change: (next: AggregateConfig, coalesce?: string) => void;
  /** Aggregates that are not offered here. */
  readonly leaveOut?: readonly AggregateName[] | undefined;
  /** What differs from the rest, and so is said in the row. */
  readonly aside?: ReactNode | undefined;
}

/** One field that is added: what it is called, and what it says of the rows. */
export function AggregateRow({ node, around, readOnly, value, made, change, leaveOut = [], aside }: Props): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const label = made === undefined ? value.name : fieldLabel(made, lang);
  return (
    <>
      <div className={styles['aggregate']}>
        <span className={styles['named']}>
          <TextBlank
            label={say('nameOfField')}
            value={value.label ?? label}
            readOnly={readOnly}
            wide
            wraps
            plain
            change={(text, coalesce) => change(withAggregate(value, { label: labelFrom(text) }), coalesce)}
          />
        </span>
        <What value={value} stream={stream} readOnly={readOnly} leaveOut={leaveOut} change={change} />
      </div>
      {aside}
      {value.where === undefined ? null : (
        <p className={styles['aside']}>
          <Sentence
            word="onlyWhere"
            inline
            blanks={{ condition: <Condition {...{ node, around, readOnly, value, change, label }} /> }}
          />
        </p>
      )}
    </>
  );
}

interface DetailsProps
  extends
    Pick<PanelProps<unknown>, 'node' | 'around' | 'readOnly' | 'renameField'>,
    Pick<Props, 'value' | 'made' | 'change'> {
  /** Further settings. */
  readonly children?: ReactNode | undefined;
}

/** Which rows it is about, and what formulas call it. */
export function AggregateDetails({
  node,
  around,
  readOnly,
  renameField,
  value,
  made,
  change,
  children,
}: DetailsProps): ReactNode {
  const { lang, say } = useWords();
  const label = made === undefined ? value.name : fieldLabel(made, lang);
  return (
    <>
      {value.where === undefined ? (
        <Line name={say('onlyRows')}>
          <Condition {...{ node, around, readOnly, value, change, label }} />
        </Line>
      ) : null}
      {children}
      <Line name={say('nameInFormulas')}>
        <NameBlank name={value.name} readOnly={readOnly} rename={renameField} />
      </Line>
    </>
  );
}

/** An empty label is none: the field then says what it is by itself. */
const labelFrom = (text: Text): Text | undefined => (text === '' ? undefined : text);

interface WhatProps extends Pick<Props, 'value' | 'readOnly' | 'change'> {
  readonly stream: Stream;
  readonly leaveOut: readonly AggregateName[];
}

function What({ value, stream, readOnly, leaveOut, change }: WhatProps): ReactNode {
  const { lang, say } = useWords();
  const event = eventWords(stream.event, lang);
  const types = typesOf(value.fn);
  const sentences: Readonly<Partial<Record<AggregateName, Word>>> = {
    count: 'aggregateCount',
    sincePrevious: 'aggregateSince',
    distinct: 'aggregateDistinct',
  };
  const fn = (
    <ChoiceBlank
      label={say('whatOfRows')}
      value={value.fn}
      readOnly={readOnly}
      choices={aggregateNames
        .filter((each) => !leaveOut.includes(each))
        .map((each) => ({
          value: each,
          label: each === 'count' && lang === 'zh' ? `${event.measure}数` : aggregateWords[each].name[lang],
          about: aggregateWords[each].about[lang],
        }))}
      change={(next) => change(withAggregate(value, { fn: next }, stream))}
    />
  );
  const of =
    types === undefined ? null : (
      <FieldBlank
        label={say('ofField')}
        value={value.of}
        readOnly={readOnly}
        fields={stream.fields}
        types={types}
        forRule
        narrow
        change={(name) => change(withAggregate(value, { of: name }))}
      />
    );
  return (
    <Sentence
      word={sentences[value.fn] ?? 'aggregateOf'}
      inline
      blanks={{ fn, of, events: event.many, last: `${event.measure}${lang === 'zh' ? event.one : ''}` }}
    />
  );
}

function Condition({
  node,
  around,
  readOnly,
  value,
  change,
  label,
}: Pick<Props, 'node' | 'around' | 'readOnly' | 'value' | 'change'> & { readonly label: string }): ReactNode {
  const { lang } = useWords();
  return (
    <ConditionLine
      at={{ node, port: 'in', side: 'in' }}
      stream={inputOf(around)}
      around={around}
      value={value.where}
      label={panelPhrases.onlyRowsOf(label, lang)}
      readOnly={readOnly}
      change={(where, coalesce) => change(withAggregate(value, { where }), coalesce)}
    />
  );
}
