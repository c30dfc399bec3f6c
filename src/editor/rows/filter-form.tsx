import { useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import type { RowsFilter } from '../state/contract/rows.ts';
import { useWords } from '../state/context.tsx';
import { useZone } from '../state/editor-context.tsx';
import { localTime, momentFrom } from '../state/zone.ts';
import { phrases } from '../words.ts';
import { numberFrom } from './filters.ts';
import styles from './filter-form.module.css';
import type { TableColumn } from './table-columns.ts';

/** What a column's filter asks for, as a form. It takes effect when it is sent, so that nothing does half typed. */
export function FilterForm({ column, filter, onFilter }: {
  readonly column: TableColumn;
  readonly filter: RowsFilter | undefined;
  readonly onFilter: (filter: RowsFilter | undefined) => void;
}): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const { field } = column;
  const [missing, setMissing] = useState(filter !== undefined && 'missing' in filter);
  const [texts, setTexts] = useState<readonly string[]>(() => textsOf(filter, field.type, zone));
  const [is, setIs] = useState(filter !== undefined && 'is' in filter ? filter.is : true);
  const [broken, setBroken] = useState<number>();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return onFilter({ field: field.name, missing: true });
    if (field.type === 'boolean') return onFilter({ field: field.name, is });
    const [first = '', second = ''] = texts;
    if (field.type === 'text' || field.type === 'list') return onFilter(first === '' ? undefined : { field: field.name, contains: first });
    const values = [first, second].map((text) => (text.trim() === '' ? undefined : field.type === 'time' ? momentFrom(text, zone) : numberFrom(text)));
    const wrong = [first, second].findIndex((text, at) => text.trim() !== '' && (values[at] === undefined || Number.isNaN(values[at])));
    if (wrong >= 0) return setBroken(wrong);
    const [from, to] = values;
    return onFilter(from === undefined && to === undefined ? undefined : { field: field.name, from, to });
  };
  const put = (at: number, text: string): void => {
    setBroken(undefined);
    setTexts((now) => now.with(at, text));
  };
  return (
    <form className={styles['form']} onSubmit={send}>
      <p className={styles['title']}>{phrases.filterOf(column.label, lang)}</p>
      {field.type === 'boolean' ? (
        <div className={styles['choices']}>
          {[true, false].map((value) => (
            <label key={String(value)}>
              <input type="radio" name="is" checked={is === value} disabled={missing} onChange={() => setIs(value)} />
              {say(value ? 'yes' : 'no')}
            </label>
          ))}
        </div>
      ) : field.type === 'text' || field.type === 'list' ? (
        <Blank label={say('contains')} text={texts[0]} disabled={missing} onText={(text) => put(0, text)} />
      ) : (
        (['fromValue', 'toValue'] as const).map((word, at) => (
          <Blank
            key={word}
            label={say(word)}
            text={texts[at]}
            disabled={missing}
            kind={field.type === 'time' ? 'datetime-local' : 'decimal'}
            fault={broken === at ? say('noNumber') : undefined}
            onText={(text) => put(at, text)}
          />
        ))
      )}
      <label className={styles['missing']}>
        <input type="checkbox" checked={missing} onChange={(event) => setMissing(event.target.checked)} />
        {say('onlyMissing')}
      </label>
      <div className={styles['actions']}>
        {filter === undefined ? null : (
          <button type="button" className={controls['quiet']} onClick={() => onFilter(undefined)}>
            {say('clearFilter')}
          </button>
        )}
        <button type="submit" className={controls['primary']}>
          {say('filterBy')}
        </button>
      </div>
    </form>
  );
}

function Blank({ label, text = '', disabled, kind, fault, onText }: {
  readonly label: string;
  readonly text: string | undefined;
  readonly disabled: boolean;
  readonly kind?: 'datetime-local' | 'decimal' | undefined;
  readonly fault?: string | undefined;
  readonly onText: (text: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles['blank']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={kind === 'datetime-local' ? kind : 'text'}
        {...(kind === 'datetime-local' ? { step: 1 } : kind === 'decimal' ? { inputMode: 'decimal' } : {})}
        value={text}
        disabled={disabled}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onChange={(event) => onText(event.target.value)}
      />
      {fault === undefined ? null : (
        <p id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function textsOf(filter: RowsFilter | undefined, type: string, zone: string): readonly [string, string] {
  if (filter === undefined) return ['', ''];
  if ('contains' in filter) return [filter.contains, ''];
  if ('equals' in filter) return [filter.equals, ''];
  if ('missing' in filter || 'is' in filter) return ['', ''];
  const text = (value: number | undefined): string => (value === undefined ? '' : type === 'time' ? localTime(value, zone).replace(' ', 'T') : String(value));
  return [text(filter.from), text(filter.to)];
}
