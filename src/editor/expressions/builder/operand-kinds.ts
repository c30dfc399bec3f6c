import { parseDuration, printDuration } from '../../../data/duration.ts';
import type { FieldType, FlowField } from '../../../data/field.ts';
import { inLanguage } from '../../../data/text.ts';
import type { Lang } from '../../../data/text.ts';
import { fieldLabel } from '../../../data/words.ts';
import type { Operand } from '../../../logic/builder.ts';
import { list, missing, numbers } from '../../../logic/expr.ts';
import type { Scope } from '../../../logic/scope.ts';
import { glossary } from '../../words.ts';

/** What a blank of a row is filled with, and what else it could be. */

export type OperandKind = 'value' | 'duration' | 'field' | 'scaled' | 'now' | `set ${string}`;

export interface Wanted {
  /** The type of what it is compared with. */
  readonly type: FieldType;
  /** Several values rather than one. */
  readonly many: boolean;
  /** Whose values it is compared with; undefined for the element of a list. */
  readonly field: FlowField | undefined;
  /** Inside a condition on a list only constants can be used. */
  readonly constant: boolean;
}

export function kindOf(operand: Operand): OperandKind {
  switch (operand.kind) {
    case 'field':
    case 'scaled':
    case 'now':
      return operand.kind;
    case 'set':
      return `set ${operand.id}`;
    case 'constant':
      return operand.type === 'duration' ? 'duration' : 'value';
  }
}

export interface KindChoice {
  readonly kind: OperandKind;
  readonly label: string;
}

/** The kinds that this blank can have, the plain value first. One that it has already is among them. */
export function kindsFor(wanted: Wanted, operand: Operand, scope: Scope, lang: Lang): readonly KindChoice[] {
  const { type, many, field, constant } = wanted;
  const choice = (kind: OperandKind, label: string): KindChoice => ({ kind, label });
  const others = scope.fields.some((each) => each.name !== field?.name && each.type === (many ? 'list' : type));
  const sets = scope.sets.filter((set) => set.type === (type === 'number' ? 'number' : 'text'));
  const own = kindOf(operand);
  const all = [
    choice('value', glossary[many ? 'someValues' : 'aValue'][lang]),
    ...(type === 'number' && !many && field?.unit === 'ms' ? [choice('duration', glossary.aDuration[lang])] : []),
    ...(others && !constant ? [choice('field', glossary.anotherField[lang])] : []),
    ...(type === 'number' && !many && !constant && others ? [choice('scaled', glossary.timesAField[lang])] : []),
    ...(type === 'time' && scope.time !== undefined ? [choice('now', glossary.eventTime[lang])] : []),
    ...(many ? sets.map((set) => choice(`set ${set.id}`, inLanguage(set.name, lang))) : []),
  ];
  return all.some(({ kind }) => kind === own) ? all : [...all, choice(own, nameOf(operand, scope, lang))];
}

const nameOf = (operand: Operand, scope: Scope, lang: Lang): string => {
  if (operand.kind === 'set') return operand.id;
  if (operand.kind !== 'field' && operand.kind !== 'scaled') return glossary.aValue[lang];
  const name = operand.kind === 'field' ? operand.name : operand.field;
  return fieldLabel(scope.fields.find((each) => each.name === name) ?? { name }, lang);
};

/** A blank of another kind: what was there stays where it fits. */
export function ofKind(kind: OperandKind, before: Operand, wanted: Wanted, scope: Scope): Operand {
  const { type, many, field } = wanted;
  const number = before.kind === 'scaled' ? before.by : before.kind === 'constant' && typeof before.value === 'number' ? before.value : undefined;
  const other = scope.fields.find((each) => each.name !== field?.name && each.type === (many ? 'list' : type))?.name ?? '';
  const named = before.kind === 'field' ? before.name : before.kind === 'scaled' ? before.field : other;
  switch (kind) {
    case 'field':
      return { kind: 'field', name: named };
    case 'scaled':
      return { kind: 'scaled', by: number ?? 2, field: named };
    case 'now':
      return { kind: 'now' };
    case 'duration':
      return { kind: 'constant', type: 'duration', value: number ?? 600_000 };
    case 'value':
      if (many) return type === 'number' ? numbers([]) : list([]);
      return type === 'number' && number !== undefined ? { kind: 'constant', type: 'number', value: number } : missing;
    default:
      return { kind: 'set', id: kind.slice('set '.length) };
  }
}

/** Whether a plain blank of this sort can show the constant. */
export function isShown(operand: Operand & { readonly kind: 'constant' }, { type, many }: Wanted): boolean {
  const { value } = operand;
  if (value === null) return !many;
  if (many) return Array.isArray(value) && (value.length === 0 || (type === 'number') === (operand.type === 'numbers'));
  if (operand.type === 'duration') return typeof value === 'number' && type === 'number' && parseDuration(printDuration(value)) === value;
  return operand.type === type;
}
