import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { currencySymbol, fieldLabel, nameInWords } from '../../data/words.ts';
import { reasonsName } from '../../plan/plan.ts';
import { TypeMark } from '../rows/type-mark.tsx';
import { useWords } from '../state/context.tsx';
import type { BlankProps } from './blank.ts';
import styles from './blanks.module.css';
import { answersTo, fits } from './find-fields.ts';
import type { Choosable, FieldsWanted } from './find-fields.ts';
import { SearchMenu } from './search-menu.tsx';

interface Props extends Omit<BlankProps<string | undefined>, 'change'>, FieldsWanted {
  readonly fields: readonly Choosable[];
  readonly change: (next: string) => void;
  /** Where given, there need be no field; said in its place. */
  readonly none?: { readonly label: string; readonly choose: () => void } | undefined;
  /** Fields that are taken already, and so not offered. */
  readonly without?: readonly string[] | undefined;
  /** Without the arrow of a menu, where room is short. */
  readonly narrow?: boolean | undefined;
  /** In place of the blank: what opens the list. */
  readonly trigger?: ReactNode | undefined;
}

/** No field is called nothing. */
const noField = '';

/** A field by its label, found by typing. One that is not there, or no longer fits, is shown as what it was, and marked. */
export function FieldBlank({
  label,
  value,
  readOnly,
  fields,
  types,
  forRule,
  change,
  none,
  without = [],
  narrow = false,
  trigger,
}: Props): ReactNode {
  const { lang, say } = useWords();
  const byName = new Map(fields.map((field) => [field.name, field]));
  const field = value === undefined ? undefined : byName.get(value);
  const offered = fields.filter(
    (each) =>
      each.name !== reasonsName &&
      fits(each, { types, forRule }) &&
      (each.name === value || !without.includes(each.name)),
  );
  const names = [...(none === undefined ? [] : [noField]), ...offered.map(({ name }) => name)];
  const broken = value !== undefined && value !== '' && (field === undefined || !fits(field, { types, forRule }));
  const empty = value === undefined || value === '';
  const said = empty
    ? (none?.label ?? say('chooseField'))
    : field === undefined
      ? nameInWords(value)
      : fieldLabel(field, lang);
  return (
    <SearchMenu
      label={label}
      value={value ?? (none === undefined ? null : noField)}
      readOnly={readOnly}
      items={names}
      labelOf={(name) => {
        const found = byName.get(name);
        return found === undefined ? (none?.label ?? name) : fieldLabel(found, lang);
      }}
      filter={(name, typed) => {
        const found = byName.get(name);
        return found === undefined ? typed.trim() === '' : answersTo(found, typed);
      }}
      choose={(next) => (next === noField ? none?.choose() : change(next))}
      find={say('findField')}
      none={say(offered.length === 0 ? 'noFittingField' : 'noSuchField')}
      trigger={
        trigger === undefined
          ? {
              className: styles['blank'],
              'data-menu': '',
              'data-empty': (empty && none === undefined) || undefined,
              'data-wrong': broken || undefined,
              'data-read-only': readOnly || undefined,
              'aria-label': `${label}: ${said}${broken ? `, ${say('brokenField')}` : ''}`,
              title: broken ? say('brokenField') : (field?.name ?? undefined),
              children: (
                <>
                  <span className={styles['value']}>{said}</span>
                  {narrow ? null : <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />}
                </>
              ),
            }
          : { className: styles['plus'], 'aria-label': label, title: label, children: trigger }
      }
    >
      {(name) => {
        const found = byName.get(name);
        return found === undefined ? <span className={styles['about']}>{none?.label}</span> : <FieldName field={found} />;
      }}
    </SearchMenu>
  );
}

/** The mark of its type, its label, its unit. */
function FieldName({ field }: { readonly field: Choosable }): ReactNode {
  const { lang } = useWords();
  const unit = field.currency === undefined ? field.unit : currencySymbol(field.currency);
  return (
    <>
      <span className={styles['mark']}>
        <TypeMark type={field.type} />
      </span>
      <span className={styles['says']} title={field.name}>
        {fieldLabel(field, lang)}
      </span>
      {unit === undefined ? null : <span className={styles['unit']}>{unit}</span>}
    </>
  );
}
