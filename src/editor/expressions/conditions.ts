import type { FieldType } from '../../data/field.ts';
import { asConditions, asExpr, operatorsFor } from '../../logic/builder.ts';
import type { Condition, ConditionGroup, ElementsRow, Operand, Operator, TestRow } from '../../logic/builder.ts';
import { element, field as fieldRef, list, missing, numbers } from '../../logic/expr.ts';
import type { Constant, Expr } from '../../logic/expr.ts';

/** What the builder shows and changes: the conditions of `src/logic/builder.ts`, with a group around all. */

/** The positions from the outermost group down to a row or group; the condition on a list's elements is at 0. */
export type Place = readonly number[];

/** An expression as one group of rows. `asExpr` gives exactly the same expression again. */
export const opened = (expr: Expr): ConditionGroup => asGroup(withGroups(asConditions(expr)));

const asGroup = (condition: Condition): ConditionGroup =>
  condition.kind === 'group' ? condition : { kind: 'group', join: 'all', not: false, items: [condition] };

/** Conditions on elements are groups as well, so that rows can be added to them. */
function withGroups(condition: Condition): Condition {
  if (condition.kind === 'group') return { ...condition, items: condition.items.map(withGroups) };
  if (condition.kind !== 'elements') return condition;
  return { ...condition, condition: asGroup(withGroups(condition.condition)) };
}

export const closed = (group: ConditionGroup): Expr => asExpr(group);

const itemsOf = (condition: Condition): readonly Condition[] => {
  if (condition.kind === 'group') return condition.items;
  return condition.kind === 'elements' ? [condition.condition] : [];
};

function withItems(condition: Condition, items: readonly Condition[]): Condition {
  if (condition.kind === 'group') return { ...condition, items };
  const [first] = items;
  return condition.kind === 'elements' && first !== undefined ? { ...condition, condition: first } : condition;
}

export function conditionAt(root: Condition, place: Place): Condition | undefined {
  let here: Condition | undefined = root;
  for (const step of place) here = here === undefined ? undefined : itemsOf(here)[step];
  return here;
}

/** The same conditions with others in the place of one: none to remove it. */
export function replaceAt(root: ConditionGroup, place: Place, by: readonly Condition[]): ConditionGroup {
  const [step, ...rest] = place;
  if (step === undefined) return asGroup(by[0] ?? root);
  const next = replaceIn(root, step, rest, by);
  return next.kind === 'group' ? next : root;
}

function replaceIn(condition: Condition, step: number, rest: Place, by: readonly Condition[]): Condition {
  const items = itemsOf(condition);
  const here = items[step];
  if (here === undefined) return condition;
  const [next, ...others] = rest;
  const put = next === undefined ? by : [replaceIn(here, next, others, by)];
  return withItems(condition, items.toSpliced(step, 1, ...put));
}

/** Adds a row or a group at the end of a group. */
export function addTo(root: ConditionGroup, group: Place, added: Condition): { readonly root: ConditionGroup; readonly place: Place } {
  const into = conditionAt(root, group);
  if (into?.kind !== 'group') return { root, place: group };
  return { root: replaceAt(root, group, [{ ...into, items: [...into.items, added] }]), place: [...group, into.items.length] };
}

/** Without what stands there, and without the groups that it leaves empty: an empty one would decide by itself. */
export const removed = (root: ConditionGroup, place: Place): ConditionGroup => (place.length === 0 ? root : replaceAt(root, emptiedWith(root, place), []));

/** The outermost place that is empty once this one is. */
function emptiedWith(root: ConditionGroup, place: Place, through: 'groups' | 'lists' = 'lists'): Place {
  const home = place.slice(0, -1);
  const own = conditionAt(root, home);
  const isAlone = own?.kind === 'elements' ? through === 'lists' : own?.kind === 'group' && own.items.length === 1;
  const isInList = conditionAt(root, home.slice(0, -1))?.kind === 'elements';
  return home.length > 0 && isAlone && (through === 'lists' || !isInList) ? emptiedWith(root, home, through) : place;
}

/** Puts what stands at one place before what stands at another, which no longer counts it. */
export function moveTo(root: ConditionGroup, from: Place, group: Place, index: number): { readonly root: ConditionGroup; readonly place: Place } {
  const moved = conditionAt(root, from);
  const gone = emptiedWith(root, from, 'groups');
  const step = gone.at(-1);
  const home = gone.slice(0, -1);
  const isOwn = gone.every((each, at) => group[at] === each);
  const isItem = conditionAt(root, from.slice(0, -1))?.kind === 'group' && conditionAt(root, group)?.kind === 'group';
  if (moved === undefined || step === undefined || isOwn || !isItem || listAround(root, from.slice(0, -1)) !== listAround(root, group)) return { root, place: from };
  const isLater = (at: number | undefined): boolean => at !== undefined && at > step;
  const passes = home.every((each, at) => group[at] === each);
  const to = passes && isLater(group[home.length]) ? group.with(home.length, (group[home.length] ?? 0) - 1) : group;
  const at = passes && group.length === home.length && index > step ? index - 1 : index;
  const without = replaceAt(root, gone, []);
  const into = conditionAt(without, to);
  if (into?.kind !== 'group') return { root, place: from };
  const position = Math.min(at, into.items.length);
  return { root: replaceAt(without, to, [{ ...into, items: into.items.toSpliced(position, 0, moved) }]), place: [...to, position] };
}

/** The place of the condition on a list that this stands in: what is said of its elements means nothing elsewhere. */
function listAround(root: ConditionGroup, place: Place): string {
  const around = place.map((_, at) => place.slice(0, at + 1)).findLast((each) => conditionAt(root, each)?.kind === 'elements');
  return around?.join(' ') ?? '';
}

/** One step up or down among what is shown: past the row beside it, into the group beside it, or out of its own. */
export function nudged(root: ConditionGroup, place: Place, by: 1 | -1): { readonly root: ConditionGroup; readonly place: Place } {
  const still = { root, place };
  const step = place.at(-1);
  const home = place.slice(0, -1);
  const own = conditionAt(root, home);
  if (step === undefined || own?.kind !== 'group') return still;
  const beside = own.items[step + by];
  if (beside?.kind === 'group') return moveTo(root, place, [...home, step + by], by > 0 ? 0 : beside.items.length);
  if (beside !== undefined) return moveTo(root, place, home, by > 0 ? step + 2 : step - 1);
  const around = home.slice(0, -1);
  const at = home.at(-1);
  if (at === undefined || conditionAt(root, around)?.kind !== 'group') return still;
  return moveTo(root, place, around, by > 0 ? at + 1 : at);
}

/** A group of its own around what stands there. */
export function wrapped(root: ConditionGroup, place: Place): ConditionGroup {
  const own = conditionAt(root, place);
  const home = conditionAt(root, place.slice(0, -1));
  if (own === undefined || place.length === 0) return root;
  const join = home?.kind === 'group' && home.join === 'all' ? 'any' : 'all';
  return replaceAt(root, place, [{ kind: 'group', join, not: false, items: [own] }]);
}

/** The rows of a group in its place; a group that is negated stays one. */
export function unwrapped(root: ConditionGroup, place: Place): ConditionGroup {
  const own = conditionAt(root, place);
  return own?.kind === 'group' && !own.not && place.length > 0 ? replaceAt(root, place, own.items) : root;
}

export function negated(root: ConditionGroup, place: Place): ConditionGroup {
  const own = conditionAt(root, place);
  if (own === undefined || own.kind === 'formula') return root;
  return replaceAt(root, place, [{ ...own, not: !own.not }]);
}

/** The place that shows a part of the expression: what `check` says of it belongs there. */
export function placeOf(root: Condition, path: readonly number[]): Place {
  const inner = root.kind !== 'formula' && root.not ? path.slice(1) : path;
  const [step, ...rest] = inner;
  if (step === undefined) return [];
  if (root.kind === 'elements') return step === 1 ? [0, ...placeOf(root.condition, rest)] : [];
  if (root.kind !== 'group') return [];
  const [only, ...others] = root.items;
  if (only !== undefined && others.length === 0) return [0, ...placeOf(only, inner)];
  const item = root.items[step];
  return item === undefined ? [] : [step, ...placeOf(item, rest)];
}

/** What a fresh row on a field of this type asks. */
const firstOperator = { number: 'gt', time: 'ge', text: 'eq', boolean: 'holds', list: 'has' } as const satisfies Record<FieldType, Operator>;

const valuesOf = (type: FieldType, operator: Operator): number =>
  operatorsFor(type).find((choice) => choice.operator === operator)?.values ?? 0;

/** Nothing yet: a blank to fill. A list is empty rather than missing, so that values can be added to it. */
export function blankFor(type: FieldType, operator: Operator): Constant {
  if (operator === 'in' || operator === 'notIn') return type === 'number' ? numbers([]) : list([]);
  return operator === 'hasAny' || operator === 'hasAll' ? list([]) : missing;
}

/** A row that asks of a field, or of the element of a list. Its values are still to be filled in. */
export function rowOn(subject: TestRow['subject'], type: FieldType): TestRow {
  const operator = firstOperator[type];
  return { kind: 'test', not: false, subject, operator, values: blanks(type, operator) };
}

const blanks = (type: FieldType, operator: Operator): readonly Operand[] =>
  Array.from({ length: valuesOf(type, operator) }, () => blankFor(type, operator));

export const rowOnField = (name: string, type: FieldType): TestRow => rowOn(fieldRef(name), type);
export const rowOnElement = (): TestRow => rowOn(element, 'text');

/** A condition on the elements of a list, with one row to fill in. */
export const rowOnElements = (name: string): ElementsRow => ({
  kind: 'elements',
  not: false,
  quantity: 'any',
  list: fieldRef(name),
  condition: { kind: 'group', join: 'all', not: false, items: [rowOnElement()] },
});

/** The row about another field: what fits that field as well is kept. */
export function withField(row: TestRow, name: string, type: FieldType, before: FieldType | undefined): TestRow {
  const subject = fieldRef(name);
  if (type === before) return { ...row, subject };
  const fits = operatorsFor(type).some(({ operator }) => operator === row.operator);
  const operator = fits ? row.operator : firstOperator[type];
  return { ...row, subject, operator, values: blanks(type, operator) };
}

/** The row with another operator: the values that it has place for are kept. */
export function withOperator(row: TestRow, operator: Operator, type: FieldType): TestRow {
  const wanted = blanks(type, operator);
  const takesMany = wanted.some((blank) => blank.kind === 'constant' && Array.isArray(blank.value));
  return { ...row, operator, values: wanted.map((blank, at) => fitting(row.values[at], blank, takesMany)) };
}

function fitting(value: Operand | undefined, blank: Operand, takesMany: boolean): Operand {
  if (value === undefined) return blank;
  const hasMany = value.kind === 'set' || (value.kind === 'constant' && Array.isArray(value.value));
  if (hasMany === takesMany) return value;
  if (value.kind !== 'constant') return blank;
  if (takesMany) {
    if (typeof value.value === 'string') return list([value.value]);
    return typeof value.value === 'number' && value.type === 'number' ? numbers([value.value]) : blank;
  }
  const [first] = Array.isArray(value.value) ? value.value : [];
  if (typeof first === 'string') return { kind: 'constant', type: 'text', value: first };
  return typeof first === 'number' ? { kind: 'constant', type: 'number', value: first } : blank;
}

/** Whether there is nothing to compare with yet. */
export function isBlank(operand: Operand): boolean {
  return operand.kind === 'constant' && (operand.value === null || (Array.isArray(operand.value) && operand.value.length === 0));
}
