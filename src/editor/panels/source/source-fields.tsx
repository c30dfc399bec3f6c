import { Collapsible } from '@base-ui/react/collapsible';
import { IconChevronRight, IconCoin, IconEyeOff, IconId, IconKey, IconTag } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Role } from '../../../data/field.ts';
import { currencySymbol, fieldLabel, nameInWords } from '../../../data/words.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { contractFields } from '../../../kinds/source/fields.ts';
import { TextBlank } from '../../blanks/text-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { panelPhrases, phrases, roleWords } from '../../words.ts';
import { Items } from '../parts/items.tsx';
import { Section } from '../parts/section.tsx';
import { changedAt } from '../panel.ts';
import type { PanelProps } from '../panel.ts';
import styles from '../panels.module.css';
import { FieldDetails, TypeChoice } from './field-details.tsx';
import { newField } from './contract.ts';

type Props = PanelProps<SourceConfig>;
type SourceField = SourceConfig['fields'][number];

/** The fields of the contract as a table: type, label, what they stand for; each opens to all that can be said of it. */
export function SourceFields(props: Props): ReactNode {
  const { config, readOnly, change } = props;
  const { lang, say } = useWords();
  const { fields } = config;
  const put = (next: SourceField[], coalesce?: string): void => change({ ...config, fields: next }, coalesce);
  return (
    <Section
      title={say('fields')}
      beside={fields.length === 0 ? say('noFields') : phrases.fieldCount(fields.length, 0, lang)}
    >
      <Items
        items={fields}
        change={put}
        nameOf={(field) => fieldLabel(field, lang)}
        readOnly={readOnly}
        add={{ label: say('addField'), make: () => newField(config) }}
      >
        {(field, index) => (
          <Collapsible.Root className={styles['field']}>
            <div className={styles['fieldHead']}>
              <Collapsible.Trigger
                className={styles['opener']}
                aria-label={panelPhrases.detailsOf(fieldLabel(field, lang), lang)}
              >
                <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />
              </Collapsible.Trigger>
              <TypeChoice field={field} readOnly={readOnly} bare change={(next) => put(fields.with(index, next))} />
              <TextBlank
                label={panelPhrases.labelOf(field.name, lang)}
                value={field.label ?? ''}
                placeholder={nameInWords(field.name)}
                readOnly={readOnly}
                wide
                plain
                change={(label, coalesce) =>
                  put(changedAt(fields, index, { label: label === '' ? undefined : label }), coalesce)
                }
              />
              <Marks field={field} config={config} />
            </div>
            <Collapsible.Panel className={styles['inside']}>
              <FieldDetails
                {...props}
                field={field}
                put={(next, coalesce) => put(fields.with(index, next), coalesce)}
              />
            </Collapsible.Panel>
          </Collapsible.Root>
        )}
      </Items>
    </Section>
  );
}

const marks: Readonly<Partial<Record<Role, typeof IconKey>>> = {
  id: IconId,
  key: IconKey,
  amount: IconCoin,
  label: IconTag,
  sensitive: IconEyeOff,
};

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
