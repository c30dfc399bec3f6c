import { Collapsible } from '@base-ui/react/collapsible';
import { IconChevronRight, IconCoin, IconEyeOff, IconId, IconKey, IconTag } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Role } from '../../../data/field.ts';
import { fieldTypes } from '../../../data/field.ts';
import { badFieldName } from '../../../data/schema.ts';
import { currencySymbol, fieldLabel, nameInWords } from '../../../data/words.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { contractFields } from '../../../kinds/source/fields.ts';
import { CheckBlank } from '../../blanks/check-blank.tsx';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { TextBlank } from '../../blanks/text-blank.tsx';
import { ValuesBlank } from '../../blanks/values-blank.tsx';
import { TypeIcon } from '../../rows/type-mark.tsx';
import { useWords } from '../../state/context.tsx';
import { panelPhrases, phrases, roleWords } from '../../words.ts';
import { Items } from '../parts/items.tsx';
import { Line } from '../parts/line.tsx';
import { Section } from '../parts/section.tsx';
import { changedAt } from '../panel.ts';
import type { PanelProps } from '../panel.ts';
import styles from '../panels.module.css';
import { fitsRole, newField, positiveFrom, withRole, withType } from './contract.ts';

type Props = PanelProps<SourceConfig>;
type SourceField = SourceConfig['fields'][number];

/** The fields of the contract as a table: type, label, what they stand for; each opens to all that can be said of it. */
export function SourceFields(props: Props): ReactNode {
  const { config, readOnly, change } = props;
  const { lang, say } = useWords();
  const { fields } = config;
  const put = (next: SourceField[], coalesce?: string): void => change({ ...config, fields: next }, coalesce);
  return (
    <Section title={say('fields')} beside={fields.length === 0 ? say('noFields') : phrases.fieldCount(fields.length, 0, lang)}>
      <Items items={fields} change={put} nameOf={(field) => fieldLabel(field, lang)} readOnly={readOnly} add={{ label: say('addField'), make: () => newField(config) }}>
        {(field, index) => (
          <Collapsible.Root className={styles['field']}>
            <div className={styles['fieldHead']}>
              <Collapsible.Trigger className={styles['opener']} aria-label={panelPhrases.detailsOf(fieldLabel(field, lang), lang)}>
                <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />
              </Collapsible.Trigger>
              <TypeChoice field={field} readOnly={readOnly} bare change={(next) => put(fields.with(index, next))} />
              <TextBlank
                label={panelPhrases.labelOf(field.name, lang)}
                value={field.label ?? ''}
                placeholder={nameInWords(field.name)}
                readOnly={readOnly}
                wide
                change={(label, coalesce) => put(changedAt(fields, index, { label: label === '' ? undefined : label }), coalesce)}
              />
              <Marks field={field} config={config} />
            </div>
            <Collapsible.Panel className={styles['inside']}>
              <FieldDetails {...props} field={field} put={(next, coalesce) => put(fields.with(index, next), coalesce)} />
            </Collapsible.Panel>
          </Collapsible.Root>
        )}
      </Items>
    </Section>
  );
}

interface TypeProps {
  readonly field: SourceField;
  readonly readOnly: boolean;
  readonly bare?: boolean | undefined;
  readonly change: (next: SourceField) => void;
}

const TypeChoice = ({ field, readOnly, bare, change }: TypeProps): ReactNode => {
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

const marks: Readonly<Partial<Record<Role, typeof IconKey>>> = { id: IconId, key: IconKey, amount: IconCoin, label: IconTag, sensitive: IconEyeOff };

/** What a field stands for, as small signs, and its unit. */
function Marks({ field, config }: { readonly field: SourceField; readonly config: SourceConfig }): ReactNode {
  const { lang } = useWords();
  const { id } = contractFields(config);
  const has = (role: Role): boolean => (role === 'id' ? field.name === id : (field.roles?.includes(role) ?? false));
  const unit = field.currency === undefined ? field.unit : currencySymbol(field.currency);
  return (
    <span className={styles['marks']}>
      {unit === undefined ? null : <span>{unit}</span>}
      {Object.entries(marks).map(([role, Drawing]) => {
        const known = roleNames.find((each) => each === role);
        return known === undefined || !has(known) ? null : (
          <span key={role} title={roleWords[known].name[lang]}>
            <Drawing size={14} stroke={1.75} aria-hidden="true" />
            <span className="unseen">{roleWords[known].name[lang]}</span>
          </span>
        );
      })}
    </span>
  );
}

const roleNames = ['key', 'amount', 'label', 'sensitive', 'id', 'time'] as const;
/** Time and id are chosen in the sentence above. */
const asked = ['key', 'amount', 'label', 'sensitive'] as const;

interface DetailsProps extends Props {
  readonly field: SourceField;
  readonly put: (next: SourceField, coalesce?: string) => void;
}

function FieldDetails({ config, readOnly, renameField, field, put }: DetailsProps): ReactNode {
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
        <StringBlank label={say('nameInFormulas')} value={field.name} readOnly={readOnly} code wide whole accepts={(text) => badFieldName(text.trim()) === undefined} change={(name) => renameField(field.name, name.trim())} />
      </Line>
      {fromData ? (
        <Line name={say('columnInData')}>
          <StringBlank label={say('columnInData')} value={field.from ?? ''} placeholder={field.name} readOnly={readOnly} code wide change={(from, coalesce) => set({ from: from === '' ? undefined : from }, coalesce)} />
        </Line>
      ) : null}
      {field.type === 'number' ? <NumberDetails field={field} readOnly={readOnly} set={set} /> : null}
      {field.type === 'text' ? (
        <Line name={say('onlyValues')}>
          <ValuesBlank label={say('onlyValues')} value={field.values ?? []} readOnly={readOnly} placeholder={say('anyValue')} change={(values) => set({ values: values.length === 0 ? undefined : [...values] })} />
        </Line>
      ) : null}
      <fieldset className={styles['roles']}>
        <legend>{say('standsFor')}</legend>
        {asked.filter((role) => fitsRole(role, field.type)).map((role) => (
          <CheckBlank
            key={role}
            label={<><strong>{roleWords[role].name[lang]}</strong> <span className={styles['hint']}>{roleWords[role].about[lang]}</span></>}
            value={field.roles?.includes(role) ?? false}
            readOnly={readOnly}
            change={(wanted) => put(withRole(field, role, wanted))}
          />
        ))}
      </fieldset>
      {field.roles?.includes('label') === true && field.type !== 'boolean' ? (
        <Line name={say('valueOfYes')}>
          <StringBlank label={say('valueOfYes')} value={field.positive === undefined ? '' : String(field.positive)} readOnly={readOnly} accepts={(text) => text.trim() === '' || positiveFrom(text, field.type) !== undefined} change={(text, coalesce) => set({ positive: positiveFrom(text, field.type) }, coalesce)} />
        </Line>
      ) : null}
      {field.roles?.includes('key') === true ? (
        <Line name={say('measureWord')}>
          <StringBlank label={say('measureWord')} value={field.measure ?? ''} placeholder="个" readOnly={readOnly} change={(measure, coalesce) => set({ measure: measure === '' ? undefined : measure }, coalesce)} />
        </Line>
      ) : null}
      <CheckBlank label={say('requiredField')} value={field.required === true} readOnly={readOnly} change={(required) => set({ required: required ? true : undefined })} />
    </>
  );
}

interface NumberProps {
  readonly field: SourceField;
  readonly readOnly: boolean;
  readonly set: (change: Partial<SourceField>, coalesce?: string) => void;
}

function NumberDetails({ field, readOnly, set }: NumberProps): ReactNode {
  const { say } = useWords();
  const limit = (side: 'min' | 'max'): ReactNode => (
    <NumberBlank label={say(side === 'min' ? 'leastValue' : 'greatestValue')} value={field[side]} placeholder={say('noLimit')} readOnly={readOnly} change={(value, coalesce) => set({ [side]: value }, coalesce)} clear={(coalesce) => set({ [side]: undefined }, coalesce)} />
  );
  return (
    <>
      <Line name={say('unit')}>
        <StringBlank
          label={say('unit')}
          value={field.currency ?? field.unit ?? ''}
          placeholder={say('unitExample')}
          readOnly={readOnly}
          change={(text, coalesce) => set(/^[A-Z]{3}$/.test(text.trim()) ? { currency: text.trim(), unit: undefined } : { unit: text.trim() === '' ? undefined : text.trim(), currency: undefined }, coalesce)}
        />
      </Line>
      <Line name={say('decimals')}>
        <NumberBlank label={say('decimals')} value={field.decimals} min={0} max={9} decimals={0} placeholder={say('asTheyAre')} readOnly={readOnly} change={(decimals, coalesce) => set({ decimals }, coalesce)} clear={(coalesce) => set({ decimals: undefined }, coalesce)} />
      </Line>
      <Line name={say('allowedRange')}>
        {limit('min')} – {limit('max')}
      </Line>
    </>
  );
}
