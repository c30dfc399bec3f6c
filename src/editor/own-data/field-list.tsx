import type { ReactNode } from 'react';
import type { EventName } from '../../data/field.ts';
import { inLanguage } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { FieldFacts, TableFacts } from '../../lab/starter/facts.ts';
import { withLanguage } from '../blanks/author-text.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { StringBlank } from '../blanks/string-blank.tsx';
import controls from '../looks/controls.module.css';
import { Icon } from '../looks/icon.tsx';
import { ZoneBlank } from '../panels/parts/zone-blank.tsx';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import { AsIcon, AsMenu } from './as-menu.tsx';
import type { DraftField, FieldChange } from './draft.ts';
import { exampleInWords, remarkOn } from './starter-words.ts';
import styles from './strip.module.css';

interface Props {
  readonly fields: readonly DraftField[];
  readonly event: EventName;
  readonly facts: TableFacts | undefined;
  /** Of times that tell no offset; undefined where there are none. */
  readonly zone: { readonly name: string; readonly set: (zone: string) => void } | undefined;
  readonly change: (column: string, change: FieldChange) => void;
  readonly callRows: (event: EventName) => void;
}

/** Every column as it was understood, each guess one click from another. */
export function FieldList({ fields, event, facts, zone, change, callRows }: Props): ReactNode {
  const { lang, say } = useWords();
  const known = new Map(facts?.fields.map((each) => [each.name, each]));
  return (
    <section className={styles['fields']} aria-label={say('fieldsFound')}>
      <header className={styles['head']}>
        <h3>{say('fieldsFound')}</h3>
        <p>{say('fieldsFoundAbout')}</p>
      </header>
      <Rejected fields={fields} facts={facts} change={change} />
      <table>
        <thead>
          <tr>
            <th scope="col">{say('field')}</th>
            <th scope="col">{say('takenAs')}</th>
            <th scope="col" className={styles['example']}>{say('forExample')}</th>
            <th scope="col" className={styles['remark']}>{say('remark')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((each) => <FieldRow key={each.column} of={each} facts={known.get(each.field.name)} change={(next) => change(each.column, next)} />)}
        </tbody>
      </table>
      {zone === undefined ? null : (
        <p className={styles['event']}>
          {say('timesInZone')}
          <ZoneBlank label={say('timeZone')} value={zone.name} readOnly={false} change={zone.set} />
        </p>
      )}
      <p className={styles['event']}>
        {say('rowIsCalled')}
        {lang === 'zh' ? <StringBlank label={say('eventMeasure')} value={event.measure ?? '条'} readOnly={false} accepts={(text) => text.trim() !== ''} change={(measure) => callRows({ ...event, measure })} /> : null}
        <StringBlank
          label={say('eventOne')}
          value={inLanguage(event.one, lang)}
          readOnly={false}
          accepts={(text) => text.trim() !== ''}
          change={(one) => callRows({ one: withLanguage(event.one, one, lang, typeof event.one !== 'string'), ...(event.measure === undefined ? {} : { measure: event.measure }) })}
        />
      </p>
    </section>
  );
}

function FieldRow({ of, facts, change }: { readonly of: DraftField; readonly facts: FieldFacts | undefined; readonly change: (change: FieldChange) => void }): ReactNode {
  const { lang } = useWords();
  const { field, as } = of;
  const remark = facts === undefined || as === 'none' ? undefined : remarkOn(of, facts, lang);
  const example = facts === undefined || as === 'none' ? '' : exampleInWords(facts, field, lang);
  return (
    <>
      <tr data-left-out={as === 'none' || undefined}>
        <th scope="row" title={of.column}>
          <span className={styles['name']}>
            <AsIcon of={of} facts={facts} />
            <span>{fieldLabel(field, lang)}</span>
          </span>
        </th>
        <td><AsMenu of={of} facts={facts} change={change} /></td>
        <td className={styles['example']} title={example}>{example}</td>
        <td className={styles['remark']} data-warns={remark?.warns === true || undefined}>{remark?.text}</td>
      </tr>
      <Asked of={of} facts={facts} change={change} />
    </>
  );
}

/** What the data alone does not tell: which day a date is, which value of a label means yes. */
function Asked({ of, facts, change }: { readonly of: DraftField; readonly facts: FieldFacts | undefined; readonly change: (change: FieldChange) => void }): ReactNode {
  const { lang, say } = useWords();
  const { question, form, as, field } = of;
  if (as === 'label' && field.type !== 'boolean' && facts?.groups !== undefined) {
    return (
      <tr className={styles['asked']}>
        <td colSpan={4}>
          <span>{say('meansYes')}</span>
          <ChoiceBlank
            label={say('meansYes')}
            value={String(field.positive ?? '')}
            readOnly={false}
            choices={facts.groups.map(({ value }) => ({ value, label: value }))}
            change={(value) => change({ positive: field.type === 'number' ? Number(value) : value })}
          />
        </td>
      </tr>
    );
  }
  if (question === undefined || form?.type !== field.type) return null;
  return (
    <tr className={styles['asked']}>
      <td colSpan={4}>
        <span role="group" aria-label={question.text[lang]}>
          <span>{question.text[lang]}</span>
          {question.choices.map((choice) => (
            <button
              key={choice.label.en}
              type="button"
              className={controls['button']}
              aria-pressed={JSON.stringify(choice.form) === JSON.stringify(form)}
              onClick={() => change({ form: choice.form })}
            >
              {choice.label[lang]}
            </button>
          ))}
        </span>
      </td>
    </tr>
  );
}

/** Rows that would be rejected, and what to do about it. */
function Rejected({ fields, facts, change }: Pick<Props, 'fields' | 'facts' | 'change'>): ReactNode {
  const { lang } = useWords();
  if (facts === undefined || facts.rejected === 0) return null;
  return (
    <ul className={styles['rejected']}>
      {facts.reasons.slice(0, 3).map(({ code, field: name, message, rows }) => {
        const of = fields.find(({ field }) => field.name === name);
        const typed = of !== undefined && of.field.type !== 'text' && (code === 'wrong-type' || code === 'bad-time');
        return (
          <li key={`${code} ${name ?? ''}`}>
            <Icon name="warning" />
            <span>{phrases.rowsRejected(rows, message[lang], lang)}</span>
            {typed ? <button type="button" className={controls['quiet']} onClick={() => change(of.column, { as: 'text' })}>{phrases.readAsText(fieldLabel(of.field, lang), lang)}</button> : null}
          </li>
        );
      })}
    </ul>
  );
}
