import type { ReactNode } from 'react';
import { encodings } from '../../../data/read/decode.ts';
import type { Form } from '../../../data/read/form.ts';
import { optionsOf, readOptionsFrom } from '../../../data/read/options.ts';
import type { ReadOptions } from '../../../data/read/options.ts';
import { fieldLabel } from '../../../data/words.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { formatOf } from '../../../kinds/source/read-options.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { ValuesBlank } from '../../blanks/values-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { Line } from '../parts/line.tsx';
import { ZoneBlank } from '../parts/zone-blank.tsx';
import { without } from '../panel.ts';
import styles from '../panels.module.css';

type FileSample = Extract<NonNullable<SourceConfig['sample']>, { type: 'file' }>;

interface Props {
  readonly sample: FileSample;
  readonly fields: SourceConfig['fields'];
  readonly readOnly: boolean;
  readonly change: (next: FileSample, coalesce?: string) => void;
}

/** How a file is read: what looking at it found stands here, and can be overruled. What is left open is found anew. */
export function ReadingOptions({ sample, fields, readOnly, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const options = readOptionsFrom(sample.options) ?? {};
  const has = new Set<string>(optionsOf[formatOf(sample) ?? 'csv']);
  const set = (next: Partial<ReadOptions>, coalesce?: string): void => {
    const all = without({ ...options, ...next });
    change(
      without({ ...sample, options: Object.keys(all).length === 0 ? undefined : JSON.parse(JSON.stringify(all)) }),
      coalesce,
    );
  };
  const auto = { value: '', label: say('foundByLooking') } as const;
  const lines = (option: 'skip' | 'lastLine', least: number): ReactNode => (
    <Line name={say(option === 'skip' ? 'linesBefore' : 'lastLine')}>
      <NumberBlank
        label={say(option === 'skip' ? 'linesBefore' : 'lastLine')}
        value={options[option]}
        placeholder={say('foundByLooking')}
        min={least}
        decimals={0}
        readOnly={readOnly}
        change={(value, coalesce) => set({ [option]: value }, coalesce)}
        clear={(coalesce) => set({ [option]: undefined }, coalesce)}
      />
    </Line>
  );
  return (
    <>
      {has.has('encoding') ? (
        <Line name={say('encoding')}>
          <ChoiceBlank
            label={say('encoding')}
            value={options.encoding ?? ''}
            readOnly={readOnly}
            choices={[auto, ...encodings.map((value) => ({ value, label: value.toUpperCase() }))]}
            change={(value) => set({ encoding: value === '' ? undefined : value })}
          />
        </Line>
      ) : null}
      {has.has('separator') ? (
        <Line name={say('separator')}>
          <ChoiceBlank
            label={say('separator')}
            value={options.separator ?? ''}
            readOnly={readOnly}
            choices={[
              auto,
              ...[
                ...new Set([',', ';', '\t', '|', ...(options.separator === undefined ? [] : [options.separator])]),
              ].map((value) => ({ value, label: value === '\t' ? say('tabSign') : value })),
            ]}
            change={(value) => set({ separator: value === '' ? undefined : value })}
          />
        </Line>
      ) : null}
      {has.has('sheet') ? (
        <Line name={say('sheetOfWorkbook')}>
          <StringBlank
            label={say('sheetOfWorkbook')}
            value={options.sheet === undefined ? '' : String(options.sheet)}
            placeholder={say('foundByLooking')}
            readOnly={readOnly}
            change={(text, coalesce) =>
              set({ sheet: text === '' ? undefined : /^[1-9]\d*$/.test(text) ? Number(text) : text }, coalesce)
            }
          />
        </Line>
      ) : null}
      {has.has('header') ? (
        <Line name={say('firstLine')}>
          <ChoiceBlank
            label={say('firstLine')}
            value={options.header === undefined ? '' : options.header ? 'names' : 'row'}
            readOnly={readOnly}
            choices={[auto, { value: 'names', label: say('hasNames') }, { value: 'row', label: say('isRow') }]}
            change={(value) => set({ header: value === '' ? undefined : value === 'names' })}
          />
        </Line>
      ) : null}
      {has.has('skip') ? lines('skip', 0) : null}
      {has.has('lastLine') ? lines('lastLine', 1) : null}
      <Line name={say('meansMissing')}>
        <ValuesBlank
          label={say('meansMissing')}
          value={options.missing ?? []}
          suggestions={['NULL', 'N/A', '-', 'None']}
          readOnly={readOnly}
          change={(values) => set({ missing: values.length === 0 ? undefined : [...values] })}
        />
      </Line>
      {Object.entries(options.forms ?? {}).map(([name, form]) => {
        const field = fields.find((each) => each.name === name);
        const put = (next: Form): void => set({ forms: { ...options.forms, [name]: next } });
        return (
          <Line key={name} name={field === undefined ? name : fieldLabel(field, lang)}>
            <FormBlank
              form={form}
              label={field === undefined ? name : fieldLabel(field, lang)}
              readOnly={readOnly}
              change={put}
            />
          </Line>
        );
      })}
      <p className={styles['hint']}>{say('readingHint')}</p>
    </>
  );
}

const orders = ['iso', 'year-first', 'day-first', 'month-first', 'seconds', 'milliseconds'] as const;
const orderNames = {
  iso: 'orderIso',
  'year-first': 'orderYear',
  'day-first': 'orderDay',
  'month-first': 'orderMonth',
  seconds: 'orderSeconds',
  milliseconds: 'orderMilliseconds',
} as const;

interface FormProps {
  readonly form: Form;
  readonly label: string;
  readonly readOnly: boolean;
  readonly change: (next: Form) => void;
}

/** How the values of one column are written. */
function FormBlank({ form, label, readOnly, change }: FormProps): ReactNode {
  const { say } = useWords();
  switch (form.type) {
    case 'number':
      return (
        <ChoiceBlank
          label={label}
          value={form.decimal}
          readOnly={readOnly}
          choices={[
            { value: '.', label: say('decimalPoint') },
            { value: ',', label: say('decimalComma') },
          ]}
          change={(decimal) =>
            change(
              without({ ...form, decimal, group: form.group === decimal ? (decimal === ',' ? '.' : ',') : form.group }),
            )
          }
        />
      );
    case 'time':
      return (
        <>
          <ChoiceBlank
            label={label}
            value={form.order}
            readOnly={readOnly}
            choices={orders.map((value) => ({ value, label: say(orderNames[value]) }))}
            change={(order) => change({ ...form, order })}
          />{' '}
          <ZoneBlank
            label={`${label}: ${say('timeZone')}`}
            value={form.zone ?? 'UTC'}
            readOnly={readOnly}
            change={(zone) => change({ ...form, zone })}
          />
        </>
      );
    case 'boolean':
      return (
        <>
          {say('yes')}{' '}
          <ValuesBlank
            label={`${label}: ${say('yes')}`}
            value={form.yes}
            readOnly={readOnly}
            change={(yes) => {
              if (yes.length > 0) change({ ...form, yes });
            }}
          />
          {say('no')}{' '}
          <ValuesBlank
            label={`${label}: ${say('no')}`}
            value={form.no}
            readOnly={readOnly}
            change={(no) => {
              if (no.length > 0) change({ ...form, no });
            }}
          />
        </>
      );
  }
}
