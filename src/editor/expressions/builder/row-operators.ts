import type { FieldType } from '../../../data/field.ts';
import { fieldTypes } from '../../../data/field.ts';
import type { Lang, Words } from '../../../data/text.ts';
import { operatorsFor } from '../../../logic/builder.ts';
import type { Condition, ElementsRow, Operator, TestRow } from '../../../logic/builder.ts';
import { field as fieldRef } from '../../../logic/expr.ts';
import { rowOn, rowOnElements, rowOnField, withField, withOperator } from '../conditions.ts';

/** What a row says of its subject: an operator, or, of a list, how many of its elements a condition holds for. */

export type RowOperator = Operator | `elements ${ElementsRow['quantity']}`;

const quantities: Readonly<Record<ElementsRow['quantity'], Words>> = {
  any: { en: 'has an element for which', zh: '至少有一项满足' },
  all: { en: 'has only elements for which', zh: '每一项都满足' },
  none: { en: 'has no element for which', zh: '没有一项满足' },
};
const quantityNames = ['any', 'all', 'none'] as const;

export interface OperatorOption {
  readonly value: RowOperator;
  readonly label: string;
}

export const operatorOf = (row: TestRow | ElementsRow): RowOperator => (row.kind === 'test' ? row.operator : `elements ${row.quantity}`);

/** What can be said of a subject of this type, and what the row says already. */
export function operatorOptions(row: TestRow | ElementsRow, type: FieldType, lang: Lang): readonly OperatorOption[] {
  const own = operatorOf(row);
  const options: OperatorOption[] = operatorsFor(type).map(({ operator, label }) => ({ value: operator, label: label[lang] }));
  if (type === 'list') options.push(...quantityNames.map((name): OperatorOption => ({ value: `elements ${name}`, label: quantities[name][lang] })));
  if (options.some(({ value }) => value === own)) return options;
  return [...options, { value: own, label: operatorLabel(own, lang) }];
}

function operatorLabel(operator: RowOperator, lang: Lang): string {
  for (const type of fieldTypes) {
    const found = operatorsFor(type).find((choice) => choice.operator === operator);
    if (found !== undefined) return found.label[lang];
  }
  return operator;
}

export function withRowOperator(row: TestRow | ElementsRow, operator: RowOperator, type: FieldType): Condition {
  if (operator === 'elements any' || operator === 'elements all' || operator === 'elements none') {
    const quantity = quantityNames.find((name) => operator.endsWith(name)) ?? 'any';
    if (row.kind === 'elements') return { ...row, quantity };
    return row.subject.kind === 'field' ? { ...rowOnElements(row.subject.name), not: row.not, quantity } : row;
  }
  if (row.kind === 'test') return withOperator(row, operator, type);
  return { ...withOperator(rowOn(row.list, 'list'), operator, 'list'), not: row.not };
}

/** The row about another field. Elements are conditions on lists alone. */
export function withRowField(row: TestRow | ElementsRow, name: string, type: FieldType, before: FieldType | undefined): Condition {
  if (row.kind === 'test') return withField(row, name, type, before);
  return type === 'list' ? { ...row, list: fieldRef(name) } : { ...rowOnField(name, type), not: row.not };
}
