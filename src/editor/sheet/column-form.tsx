import { IconArrowLeft, IconArrowRight, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { FieldBlank } from '../blanks/field-blank.tsx';
import { StringBlank } from '../blanks/string-blank.tsx';
import { TextBlank } from '../blanks/text-blank.tsx';
import { ValuesBlank } from '../blanks/values-blank.tsx';
import { inputOf } from '../../kinds/shared/streams.ts';
import type { Output } from '../../kinds/table/config.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { moveColumn, removeColumn } from './actions.ts';
import { usedResults } from './model/used.ts';
import { typeWords } from './model/columns.ts';
import type { ConditionColumn, ResultColumn, SheetColumn } from './model/columns.ts';
import { withOutput } from './model/changes.ts';
import { useSheet } from './sheet-context.tsx';
import styles from './column-form.module.css';

/** What a column is: the field it asks about, or the result it sets. */
export function ColumnForm({ column, at }: { readonly column: SheetColumn; readonly at: number }): ReactNode {
  const { say } = useWords();
  const sheet = useSheet();
  const close = (): void => sheet.view.setState({ column: undefined });
  return (
    <div className={styles['form']}>
      {column.part === 'when' ? <ConditionForm column={column} /> : column.part === 'set' ? <ResultForm column={column} /> : null}
      {sheet.editable ? (
        <div className={styles['actions']}>
          {column.part === 'note' ? null : (
            <>
              <button type="button" className={controls['icon']} aria-label={say('moveLeft')} title={`${say('moveLeft')} (Alt+←)`} onClick={() => moveColumn(sheet, at, -1)}>
                <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" />
              </button>
              <button type="button" className={controls['icon']} aria-label={say('moveRight')} title={`${say('moveRight')} (Alt+→)`} onClick={() => moveColumn(sheet, at, 1)}>
                <IconArrowRight size={16} stroke={1.75} aria-hidden="true" />
              </button>
            </>
          )}
          <button
            type="button"
            className={controls['quiet']}
            onClick={() => {
              close();
              removeColumn(sheet, at);
            }}
          >
            <IconTrash size={16} stroke={1.75} aria-hidden="true" />
            {say('removeColumn')}
          </button>
        </div>
      ) : null}
    </div>
  );
}

function ConditionForm({ column }: { readonly column: ConditionColumn }): ReactNode {
  const { say } = useWords();
  const sheet = useSheet();
  return (
    <p className={styles['line']}>
      <span>{say('asksAbout')}</span>
      <FieldBlank
        label={say('asksAbout')}
        value={column.name}
        readOnly={!sheet.editable}
        fields={inputOf(sheet.around).fields}
        types={['number', 'text', 'boolean', 'time']}
        forRule
        without={sheet.config.inputs.map(({ field }) => field)}
        change={(field) => {
          const now = sheet.now();
          sheet.change({ ...now, inputs: now.inputs.map((input, index) => (index === column.index ? { ...input, field } : input)) });
        }}
      />
    </p>
  );
}

function ResultForm({ column }: { readonly column: ResultColumn }): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const { output, index } = column;
  const put = (next: Output, coalesce?: string): void => sheet.change(withOutput(sheet.now(), index, next), coalesce);
  const choices = output.type === 'text' ? (output.values === undefined ? 'text' : 'oneOf') : output.type;
  const choose = (next: 'text' | 'oneOf' | 'number' | 'boolean'): void => {
    const { values: _values, unit: _unit, currency: _currency, decimals: _decimals, ...plain } = output;
    if (next === 'oneOf') put({ ...plain, type: 'text', values: [...usedResults(sheet.now(), index)] });
    else put({ ...plain, type: next });
  };
  return (
    <>
      <p className={styles['line']}>
        <span>{say('resultName')}</span>
        <TextBlank label={say('resultName')} value={output.label ?? output.name} readOnly={!sheet.editable} change={(label, coalesce) => put({ ...output, label }, coalesce)} />
      </p>
      <p className={styles['line']}>
        <span>{say('resultType')}</span>
        <ChoiceBlank
          label={say('resultType')}
          value={choices}
          readOnly={!sheet.editable}
          choices={(['oneOf', 'text', 'number', 'boolean'] as const).map((value) => ({ value, label: typeWords[value][lang] }))}
          change={choose}
        />
      </p>
      {output.values === undefined ? null : (
        <div className={styles['values']}>
          <span>{say('resultValues')}</span>
          <ValuesBlank label={say('resultValues')} value={output.values} readOnly={!sheet.editable} change={(values) => put({ ...output, values: [...values] })} />
        </div>
      )}
      {output.type !== 'number' || output.currency !== undefined ? null : (
        <p className={styles['line']}>
          <span>{say('resultUnit')}</span>
          <StringBlank
            label={say('resultUnit')}
            value={output.unit ?? ''}
            readOnly={!sheet.editable}
            change={(unit, coalesce) => {
              const { unit: _unit, ...plain } = output;
              put(unit.trim() === '' ? plain : { ...plain, unit }, coalesce);
            }}
          />
        </p>
      )}
    </>
  );
}
