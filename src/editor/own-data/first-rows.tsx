import type { ReactNode } from 'react';
import type { Field, Value } from '../../data/field.ts';
import type { Lang } from '../../data/text.ts';
import { fieldLabel, valueInWords } from '../../data/words.ts';
import { TypeMark } from '../rows/type-mark.tsx';
import { useWords } from '../state/context.tsx';
import { momentInShort } from './starter-words.ts';
import styles from './strip.module.css';

interface Props {
  readonly fields: readonly Field[];
  readonly rows: readonly (readonly Value[])[];
  /** By field, whether its times tell a time of day. */
  readonly clocks: ReadonlySet<string>;
  /** By whose clocks times are told. */
  readonly zone: string | undefined;
}

const mostRows = 20;

/** The first rows as they were read, each column under the mark of its type. */
export function FirstRows({ fields, rows, clocks, zone }: Props): ReactNode {
  const { lang, say } = useWords();
  return (
    <section className={styles['first']}>
      <header className={styles['head']}>
        <h3>{say('firstRows')}</h3>
      </header>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={say('firstRows')}>
        <table>
          <thead>
            <tr>
              {fields.map((field) => (
                <th key={field.name} scope="col" data-type={field.type}>
                  <span className={styles['typed']}><TypeMark type={field.type} />{fieldLabel(field, lang)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((row, at) => (
              <tr key={at}>
                {fields.map((field, index) => (
                  <td key={field.name} data-type={field.type}>{cell(row[index] ?? null, field, clocks.has(field.name), zone, lang)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function cell(value: Value, field: Field, withClock: boolean, zone: string | undefined, lang: Lang): string {
  if (value === null) return '';
  if (field.type === 'time' && typeof value === 'number') return momentInShort(value, withClock, zone);
  const { unit: _unit, currency: _currency, ...plain } = field;
  return valueInWords(value, plain, lang);
}
