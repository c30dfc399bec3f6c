import type { ReactNode } from 'react';
import { fieldTypes } from '../../../data/field.ts';
import { badFieldName } from '../../../data/schema.ts';
import { findField } from '../../../kinds/shared/streams.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { CheckBlank } from '../../blanks/check-blank.tsx';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { ValuesBlank } from '../../blanks/values-blank.tsx';
import { DistributionAid } from '../../expressions/distribution/distribution-aid.tsx';
import { TypeIcon } from '../../rows/type-mark.tsx';
import { useWords } from '../../state/context.tsx';
import { roleWords } from '../../words.ts';
import { Line } from '../parts/line.tsx';
import { changedAt } from '../panel.ts';
import type { PanelProps } from '../panel.ts';
import styles from '../panels.module.css';
import { fitsRole, positiveFrom, withRole, withType } from './contract.ts';

type SourceField = SourceConfig['fields'][number];

interface TypeProps {
  readonly field: SourceField;
  readonly readOnly: boolean;
  readonly bare?: boolean | undefined;
  readonly change: (next: SourceField) => void;
}

/** The type of a field, as a word or as its sign alone. */
export const TypeChoice = ({ field, readOnly, bare, change }: TypeProps): ReactNode => {
  const { say } = useWords();
  return (
    <ChoiceBlank
      label={say('typeOfField')}
      value={field.type}
      readOnly={readOnly}
      bare={bare}
      choices={fieldTypes.map((value) => ({ value, label: say(value), icon: <TypeIcon type={value} /> }))}
      change={(type) => change(withType(field, type))}
    />
  );
};

/** Time and id are chosen in the sentence above. */
const asked = ['key', 'amount', 'label', 'sensitive'] as const;

interface DetailsProps extends PanelProps<SourceConfig> {
  readonly field: SourceField;
  readonly put: (next: SourceField, coalesce?: string) => void;
}

/** All that can be said of a field of a contract. */
export function FieldDetails({ node, config, outputs, readOnly, renameField, field, put }: DetailsProps): ReactNode {
  const { lang, say } = useWords();
  const set = (change: Partial<SourceField>, coalesce?: string): void => {
    const [next] = changedAt([field], 0, change);
    if (next !== undefined) put(next, coalesce);
  };
  const fromData = config.sample !== undefined && config.sample.type !== 'rows';
  return (
    <>
      <Line name={say('typeOfField')}>
        <TypeChoice field={field} readOnly={readOnly} change={put} />
      </Line>
      <Line name={say('nameInFormulas')}>
        <StringBlank
          label={say('nameInFormulas')}
          value={field.name}
          readOnly={readOnly}
          code
          wide
          whole
          accepts={(text) => badFieldName(text.trim()) === undefined}
          change={(name) => renameField(field.name, name.trim())}
        />
      </Line>
      {fromData ? (
        <Line name={say('columnInData')}>
          <StringBlank
            label={say('columnInData')}
            value={field.from ?? ''}
            placeholder={field.name}
            readOnly={readOnly}
            code
            wide
            change={(from, coalesce) => set({ from: from === '' ? undefined : from }, coalesce)}
          />
        </Line>
      ) : null}
      {field.type === 'number' ? <NumberDetails {...{ node, outputs, field, readOnly, set }} /> : null}
      {field.type === 'text' ? (
        <Line name={say('onlyValues')}>
          <ValuesBlank
            label={say('onlyValues')}
            value={field.values ?? []}
            readOnly={readOnly}
            placeholder={say('anyValue')}
            change={(values) => set({ values: values.length === 0 ? undefined : [...values] })}
          />
        </Line>
      ) : null}
      <fieldset className={styles['roles']}>
        <legend>{say('standsFor')}</legend>
        {asked
          .filter((role) => fitsRole(role, field.type))
          .map((role) => (
            <CheckBlank
              key={role}
              label={
                <>
                  <strong>{roleWords[role].name[lang]}</strong>{' '}
                  <span className={styles['hint']}>{roleWords[role].about[lang]}</span>
                </>
              }
              value={field.roles?.includes(role) ?? false}
              readOnly={readOnly}
              change={(wanted) => put(withRole(field, role, wanted))}
            />
          ))}
      </fieldset>
      {field.roles?.includes('label') === true && field.type !== 'boolean' ? (
        <Line name={say('valueOfYes')}>
          <StringBlank
            label={say('valueOfYes')}
            value={field.positive === undefined ? '' : String(field.positive)}
            readOnly={readOnly}
            accepts={(text) => text.trim() === '' || positiveFrom(text, field.type) !== undefined}
            change={(text, coalesce) => set({ positive: positiveFrom(text, field.type) }, coalesce)}
          />
        </Line>
      ) : null}
      {field.roles?.includes('key') === true ? (
        <Line name={say('measureWord')}>
          <StringBlank
            label={say('measureWord')}
            value={field.measure ?? ''}
            placeholder="个"
            readOnly={readOnly}
            change={(measure, coalesce) => set({ measure: measure === '' ? undefined : measure }, coalesce)}
          />
        </Line>
      ) : null}
      <CheckBlank
        label={say('requiredField')}
        value={field.required === true}
        readOnly={readOnly}
        change={(required) => set({ required: required ? true : undefined })}
      />
    </>
  );
}

interface NumberProps extends Pick<PanelProps<SourceConfig>, 'node' | 'outputs'> {
  readonly field: SourceField;
  readonly readOnly: boolean;
  readonly set: (change: Partial<SourceField>, coalesce?: string) => void;
}

function NumberDetails({ node, outputs, field, readOnly, set }: NumberProps): ReactNode {
  const { say } = useWords();
  const known = outputs['events'] === undefined ? undefined : findField(outputs['events'], field.name);
  const { min = -Infinity, max = Infinity } = field;
  const beside = (blanks: ReactNode): ReactNode =>
    known === undefined ? (
      blanks
    ) : (
      <DistributionAid
        at={{ node, port: 'events', side: 'out' }}
        field={known}
        ranges={[[min, max]]}
        hits={undefined}
      >
        {blanks}
      </DistributionAid>
    );
  const limit = (side: 'min' | 'max'): ReactNode => (
    <NumberBlank
      label={say(side === 'min' ? 'leastValue' : 'greatestValue')}
      value={field[side]}
      placeholder={say('noLimit')}
      readOnly={readOnly}
      change={(value, coalesce) => set({ [side]: value }, coalesce)}
      clear={(coalesce) => set({ [side]: undefined }, coalesce)}
    />
  );
  return (
    <>
      <Line name={say('unit')}>
        <StringBlank
          label={say('unit')}
          value={field.currency ?? field.unit ?? ''}
          placeholder={say('unitExample')}
          readOnly={readOnly}
          change={(text, coalesce) =>
            set(
              /^[A-Z]{3}$/.test(text.trim())
                ? { currency: text.trim(), unit: undefined }
                : { unit: text.trim() === '' ? undefined : text.trim(), currency: undefined },
              coalesce,
            )
          }
        />
      </Line>
      <Line name={say('decimals')}>
        <NumberBlank
          label={say('decimals')}
          value={field.decimals}
          min={0}
          max={9}
          decimals={0}
          placeholder={say('asTheyAre')}
          readOnly={readOnly}
          change={(decimals, coalesce) => set({ decimals }, coalesce)}
          clear={(coalesce) => set({ decimals: undefined }, coalesce)}
        />
      </Line>
      <Line name={say('allowedRange')}>
        {beside(
          <>
            {limit('min')} – {limit('max')}
          </>,
        )}
      </Line>
    </>
  );
}
