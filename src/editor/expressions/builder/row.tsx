import { useMemo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { FieldType } from '../../../data/field.ts';
import { capitalised, numberInWords } from '../../../data/words.ts';
import { asExpr } from '../../../logic/builder.ts';
import type { Condition, ElementsRow, FormulaRow, TestRow } from '../../../logic/builder.ts';
import { conditionInWords } from '../../../logic/sentence.ts';
import { readExpression, toStored } from '../../../logic/stored.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import { isComposing } from '../../commands/keys.ts';
import { useWords } from '../../state/context.tsx';
import { expressionPhrases } from '../../words.ts';
import { isBlank, negated, nudged, replaceAt } from '../conditions.ts';
import type { Place } from '../conditions.ts';
import { rangesOf } from '../distribution/bars.ts';
import { DistributionAid } from '../distribution/distribution-aid.tsx';
import { FormulaFace } from '../formula/formula-face.tsx';
import { placeKey, useBuilder } from './builder-context.ts';
import styles from './builder.module.css';
import { OperandBlank } from './operand.tsx';
import { Grip } from './grip.tsx';
import { RowMenu } from './row-menu.tsx';
import { RowProblem } from './row-problem.tsx';
import { operatorOf, operatorOptions, withRowField, withRowOperator } from './row-operators.ts';
import { useSuggestions } from './use-suggestions.ts';

interface Props<Row extends Condition> {
  readonly row: Row;
  readonly place: Place;
}

interface RowProps extends Props<TestRow | ElementsRow | FormulaRow> {
  /** What it asks of the elements of a list. */
  readonly children?: ReactNode | undefined;
}

/** One condition, as a sentence with blanks. */
export function Row({ row, place, children }: RowProps): ReactNode {
  const { lang, say } = useWords();
  const { root, scope, readOnly, hitsAt, problemsAt, update } = useBuilder();
  // One row alone is counted below all of them.
  const hits = root.items.length === 1 && row === root.items[0] ? undefined : hitsAt(place);
  const unfilled = row.kind === 'test' && row.values.some(isBlank);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (readOnly || isComposing(event.nativeEvent) || !event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    // A row on the elements of a list stands within another.
    if (event.target instanceof Element && event.target.closest('[data-place]:not([data-group])') !== event.currentTarget) return;
    // Before a list of suggestions takes the keys to open.
    event.preventDefault();
    event.stopPropagation();
    const moved = nudged(root, place, event.key === 'ArrowDown' ? 1 : -1);
    if (moved.root !== root) update(moved.root, { focus: moved.place });
  };
  return (
    <div className={styles['row']} role="group" aria-label={capitalised(conditionInWords(asExpr(row), scope, lang, { limit: 120 }))} data-place={placeKey(place)} onKeyDownCapture={onKeyDown}>
      <Grip place={place} />
      <div className={styles['says']}>
        {row.kind === 'formula' || !row.not ? null : (
          <button type="button" className={styles['not']} disabled={readOnly} title={say('takeNotAway')} onClick={() => update(negated(root, place), { focus: place })}>
            {say('not')}
          </button>
        )}
        {row.kind === 'formula' ? <FormulaText row={row} place={place} /> : <Test row={row} place={place} />}
        {row.kind === 'formula' ? null : problemsAt(place).filter(({ code }) => !unfilled || code !== 'compared-with-missing').map((problem) => <RowProblem key={`${problem.code} ${placeKey(problem.path)}`} problem={problem} />)}
        {children}
      </div>
      <div className={styles['side']}>
        {hits === undefined ? null : (
          <span className={styles['hits']} title={expressionPhrases.rowHits(numberInWords(hits, undefined, lang), lang)}>
            {numberInWords(hits, undefined, lang)}
          </span>
        )}
        {readOnly ? null : <RowMenu condition={row} place={place} />}
      </div>
    </div>
  );
}

function Test({ row, place }: Props<TestRow | ElementsRow>): ReactNode {
  const { lang, say } = useWords();
  const { root, scope, at, readOnly, forRule, fieldNamed, hitsAt, update } = useBuilder();
  const name = row.kind === 'elements' ? row.list.name : row.subject.kind === 'field' ? row.subject.name : undefined;
  const field = name === undefined ? undefined : fieldNamed(name);
  const type: FieldType = row.kind === 'elements' ? 'list' : name === undefined ? 'text' : (field?.type ?? typeOfValues(row));
  const suggestions = useSuggestions(at, field, type === 'text' || type === 'list');
  const put = (next: Condition, coalesce?: string): void => update(replaceAt(root, place, [next]), { coalesce });
  const operator = operatorOf(row);
  const isBetween = operator === 'between';
  const ranges = row.kind === 'test' ? rangesOf(row.operator, row.values) : undefined;
  const hits = hitsAt(place);
  const aid = (blank: ReactNode, pick: (value: number) => void): ReactNode =>
    field === undefined ? blank : <DistributionAid at={at} field={field} ranges={ranges ?? []} hits={hits} pick={readOnly ? undefined : pick}>{blank}</DistributionAid>;
  return (
    <>
      {name === undefined ? (
        <span className={styles['fixed']}>{say('theElement')}</span>
      ) : (
        <FieldBlank
          label={say('field')}
          value={name}
          readOnly={readOnly}
          fields={scope.fields}
          forRule={forRule}
          change={(next) => {
            const chosen = fieldNamed(next);
            if (chosen !== undefined) update(replaceAt(root, place, [withRowField(row, next, chosen.type, field?.type)]), { focus: place });
          }}
        />
      )}
      <ChoiceBlank
        label={say('operator')}
        value={operator}
        readOnly={readOnly}
        choices={operatorOptions(row, type, lang)}
        change={(next) => update(replaceAt(root, place, [withRowOperator(row, next, type)]), { focus: place })}
      />
      {row.kind === 'elements'
        ? null
        : row.values.map((operand, index) => (
            <span key={index} className={styles['value']}>
              {isBetween && index > 0 ? <span className={styles['join']}>{say('betweenAnd')}</span> : null}
              <OperandBlank
                label={isBetween ? say(index === 0 ? 'fromValue' : 'toValue') : say('value')}
                operand={operand}
                wanted={{
                  type: type === 'list' ? (takesMany(operator) ? 'list' : 'text') : type,
                  many: takesMany(operator),
                  field: type === 'list' ? undefined : field,
                  constant: name === undefined,
                }}
                suggestions={suggestions}
                aid={aid}
                change={(next, coalesce) => put({ ...row, values: row.values.with(index, next) }, coalesce)}
              />
              {isBetween && index > 0 && say('betweenEnd') !== '' ? <span className={styles['join']}>{say('betweenEnd')}</span> : null}
            </span>
          ))}
    </>
  );
}

const takesMany = (operator: string): boolean => operator === 'in' || operator === 'notIn' || operator === 'hasAny' || operator === 'hasAll';

/** Of a field that is not there, what it is compared with tells. */
function typeOfValues(row: TestRow): FieldType {
  for (const operand of row.values) {
    if (operand.kind === 'scaled') return 'number';
    if (operand.kind === 'now') return 'time';
    if (operand.kind !== 'constant') continue;
    if (operand.type === 'number' || operand.type === 'text' || operand.type === 'boolean' || operand.type === 'time') return operand.type;
    if (operand.type === 'numbers' || operand.type === 'duration') return 'number';
  }
  return 'text';
}

/** What has no other form stands as its formula, and can be changed in place. */
function FormulaText({ row, place }: Props<FormulaRow>): ReactNode {
  const { lang, say } = useWords();
  const { root, scope, at, readOnly, forRule, update } = useBuilder();
  const value = useMemo(() => toStored(row.expr), [row.expr]);
  return (
    <div className={styles['formula']}>
      <FormulaFace
        at={at}
        scope={scope}
        value={value}
        expected="boolean"
        forRule={forRule}
        label={expressionPhrases.nth(say('formula'), placeKey(place.map((step) => step + 1)), lang)}
        readOnly={readOnly}
        change={(next, coalesce) => update(replaceAt(root, place, [{ kind: 'formula', expr: readExpression(next).expr }]), { coalesce })}
        only="text"
      />
    </div>
  );
}
