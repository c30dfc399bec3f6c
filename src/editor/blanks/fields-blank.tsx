import { IconPlus, IconX } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { fieldLabel, nameInWords } from '../../data/words.ts';
import { useWords } from '../state/context.tsx';
import { panelPhrases } from '../words.ts';
import type { BlankProps } from './blank.ts';
import styles from './blanks.module.css';
import { FieldBlank } from './field-blank.tsx';
import type { Choosable, FieldsWanted } from './find-fields.ts';

interface Props extends Omit<BlankProps<readonly string[]>, 'change'>, FieldsWanted {
  readonly fields: readonly Choosable[];
  readonly change: (next: readonly string[]) => void;
  /** Where given, there need be no field; said in their place. */
  readonly none?: string | undefined;
}

/** Several fields, such as those of a key: `card` and `merchant`. */
export function FieldsBlank({ label, value, readOnly, fields, types, forRule, change, none }: Props): ReactNode {
  const { lang, say } = useWords();
  const labelOf = (name: string): string => {
    const field = fields.find((each) => each.name === name);
    return field === undefined ? nameInWords(name) : fieldLabel(field, lang);
  };
  const asked = { fields, types, forRule, readOnly, without: value };
  if (value.length === 0) {
    return (
      <FieldBlank
        {...asked}
        label={label}
        value={undefined}
        change={(name) => change([name])}
        none={none === undefined ? undefined : { label: none, choose: () => undefined }}
      />
    );
  }
  const removable = value.length > 1;
  return (
    <>
      {value.map((name, index) => (
        <Fragment key={name}>
          {index === 0 ? null : ` ${say('and')} `}
          <span className={styles['together']}>
            <FieldBlank
              {...asked}
              label={label}
              value={name}
              none={none === undefined || removable ? undefined : { label: none, choose: () => change([]) }}
              change={(next) => change(value.with(index, next))}
            />
            {removable && !readOnly ? (
              <button
                type="button"
                className={styles['small']}
                aria-label={panelPhrases.removeOf(labelOf(name), lang)}
                title={say('remove')}
                onClick={() => change(value.filter((_, at) => at !== index))}
              >
                <IconX size={13} stroke={1.75} aria-hidden="true" />
              </button>
            ) : null}
          </span>
        </Fragment>
      ))}
      {readOnly ? null : (
        <FieldBlank
          {...asked}
          label={`${label}: ${say('addField')}`}
          value={undefined}
          change={(name) => change([...value, name])}
          trigger={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
        />
      )}
    </>
  );
}
