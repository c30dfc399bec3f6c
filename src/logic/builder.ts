import type { FieldType } from '../data/field.ts';
import type { Words } from '../data/text.ts';
import { boolean, call, field, number } from './expr.ts';
import type { Constant, Element, Expr, FieldRef, FunctionName, Now, SetRef } from './expr.ts';
import { deepest, depthOf } from './walk.ts';

/**
 * An expression as the condition builder shows it: groups of rows, each with a subject, an operator and values.
 * What has no such form becomes a `formula` row that keeps it whole, so that nothing is lost either way.
 */
export type Condition = ConditionGroup | TestRow | ElementsRow | FormulaRow;

export interface ConditionGroup {
  readonly kind: 'group';
  readonly join: 'all' | 'any';
  readonly not: boolean;
  readonly items: readonly Condition[];
}

export interface TestRow {
  readonly kind: 'test';
  readonly not: boolean;
  readonly subject: FieldRef | Element;
  /** `holds` for a yes-or-no field that stands by itself. */
  readonly operator: Operator;
  readonly values: readonly Operand[];
}

/** A condition on the elements of a list. */
export interface ElementsRow {
  readonly kind: 'elements';
  readonly not: boolean;
  readonly quantity: 'any' | 'all' | 'none';
  readonly list: FieldRef;
  readonly condition: Condition;
}

/** Shown as its formula. */
export interface FormulaRow {
  readonly kind: 'formula';
  readonly expr: Expr;
}

/** What a row compares with. `scaled` is so many times another field. */
export type Operand = Constant | FieldRef | SetRef | Now | { readonly kind: 'scaled'; readonly by: number; readonly field: string };

const operators = {
  holds: { values: 0, en: 'is yes', zh: '为是', types: ['boolean'] },
  eq: { values: 1, en: 'is', zh: '等于', types: ['number', 'text', 'boolean', 'time'] },
  ne: { values: 1, en: 'is not', zh: '不等于', types: ['number', 'text', 'boolean', 'time'] },
  gt: { values: 1, en: 'is more than', zh: '大于', types: ['number', 'time'] },
  ge: { values: 1, en: 'is at least', zh: '至少为', types: ['number', 'time'] },
  lt: { values: 1, en: 'is less than', zh: '小于', types: ['number', 'time'] },
  le: { values: 1, en: 'is at most', zh: '最多为', types: ['number', 'time'] },
  between: { values: 2, en: 'is from … to …', zh: '介于', types: ['number', 'time'] },
  in: { values: 1, en: 'is one of', zh: '属于', types: ['number', 'text'] },
  notIn: { values: 1, en: 'is none of', zh: '不属于', types: ['number', 'text'] },
  contains: { values: 1, en: 'contains', zh: '包含', types: ['text'] },
  startsWith: { values: 1, en: 'starts with', zh: '开头是', types: ['text'] },
  endsWith: { values: 1, en: 'ends with', zh: '结尾是', types: ['text'] },
  has: { values: 1, en: 'includes', zh: '包含', types: ['list'] },
  hasAny: { values: 1, en: 'includes any of', zh: '包含任意一项', types: ['list'] },
  hasAll: { values: 1, en: 'includes all of', zh: '包含每一项', types: ['list'] },
  isMissing: { values: 0, en: 'is missing', zh: '缺失', types: ['number', 'text', 'boolean', 'time', 'list'] },
  isPresent: { values: 0, en: 'has a value', zh: '有值', types: ['number', 'text', 'boolean', 'time', 'list'] },
} as const satisfies Partial<Record<FunctionName | 'holds', { values: number; en: string; zh: string; types: readonly FieldType[] }>>;

export type Operator = keyof typeof operators;

export interface OperatorChoice {
  readonly operator: Operator;
  readonly label: Words;
  readonly values: number;
}

const timeLabels: Partial<Record<Operator, Words>> = {
  gt: { en: 'is after', zh: '晚于' },
  ge: { en: 'is not before', zh: '不早于' },
  lt: { en: 'is before', zh: '早于' },
  le: { en: 'is not after', zh: '不晚于' },
};

const textLabels: Partial<Record<Operator, Words>> = { eq: { en: 'is', zh: '是' }, ne: { en: 'is not', zh: '不是' } };

/** What a row may say of a field of this type, in the order a menu shows it. */
export function operatorsFor(type: FieldType): readonly OperatorChoice[] {
  const own = type === 'time' ? timeLabels : type === 'text' ? textLabels : {};
  return Object.entries(operators).flatMap(([name, { values, en, zh, types }]) => {
    if (!isOperator(name) || !(types as readonly FieldType[]).includes(type)) return [];
    return [{ operator: name, label: own[name] ?? { en, zh }, values }];
  });
}

const isOperator = (name: string): name is Operator => Object.hasOwn(operators, name);

/** The rows and groups of an expression. `asExpr` gives exactly the same expression again. */
export function asConditions(expr: Expr): Condition {
  return depthOf(expr) > deepest ? { kind: 'formula', expr } : conditionOf(expr, false);
}

function conditionOf(expr: Expr, not: boolean): Condition {
  const whole: FormulaRow = { kind: 'formula', expr: not ? call('not', expr) : expr };
  if (expr.kind === 'constant' && typeof expr.value === 'boolean') {
    return { kind: 'group', join: expr.value ? 'all' : 'any', not, items: [] };
  }
  if (expr.kind === 'field') return { kind: 'test', not, subject: expr, operator: 'holds', values: [] };
  if (expr.kind !== 'call') return whole;
  const { fn, args } = expr;
  const [first, ...others] = args;
  if (first === undefined) return whole;
  if (fn === 'not') return not || others.length > 0 ? whole : conditionOf(first, true);
  if (fn === 'and' || fn === 'or') {
    if (others.length === 0) return whole;
    return { kind: 'group', join: fn === 'and' ? 'all' : 'any', not, items: args.map((arg) => conditionOf(arg, false)) };
  }
  if (fn === 'any' || fn === 'all' || fn === 'none') {
    const [condition] = others;
    if (first.kind !== 'field' || condition === undefined || others.length > 1) return whole;
    return { kind: 'elements', not, quantity: fn, list: first, condition: conditionOf(condition, false) };
  }
  if (first.kind !== 'field' && first.kind !== 'element') return whole;
  if (!isOperator(fn) || operators[fn].values !== others.length) return whole;
  const values = others.map(operandOf).filter((operand) => operand !== undefined);
  return values.length === others.length ? { kind: 'test', not, subject: first, operator: fn, values } : whole;
}

function operandOf(expr: Expr): Operand | undefined {
  if (expr.kind === 'constant' || expr.kind === 'field' || expr.kind === 'set' || expr.kind === 'now') return expr;
  if (expr.kind !== 'call' || expr.fn !== 'multiply' || expr.args.length !== 2) return undefined;
  const [by, of] = expr.args;
  const isScaled = by?.kind === 'constant' && by.type === 'number' && typeof by.value === 'number' && of?.kind === 'field';
  return isScaled ? { kind: 'scaled', by: Number(by.value), field: of.name } : undefined;
}

/** The expression of rows and groups. A group of one is that one; an empty group asks nothing, or for the impossible. */
export function asExpr(condition: Condition): Expr {
  switch (condition.kind) {
    case 'formula':
      return condition.expr;
    case 'group':
      return negated(condition.not, joined(condition));
    case 'elements':
      return negated(condition.not, call(condition.quantity, condition.list, asExpr(condition.condition)));
    case 'test': {
      const { operator, subject, values, not } = condition;
      return negated(not, operator === 'holds' ? subject : call(operator, subject, ...values.map(exprOf)));
    }
  }
}

const negated = (not: boolean, expr: Expr): Expr => (not ? call('not', expr) : expr);

const exprOf = (operand: Operand): Expr =>
  operand.kind === 'scaled' ? call('multiply', number(operand.by), field(operand.field)) : operand;

function joined({ join, items }: ConditionGroup): Expr {
  const [only, ...others] = items.map(asExpr);
  if (only === undefined) return boolean(join === 'all');
  return others.length === 0 ? only : { kind: 'call', fn: join === 'all' ? 'and' : 'or', args: [only, ...others] };
}

/** The parts that only their formula can show. */
export function formulasIn(condition: Condition): readonly Expr[] {
  if (condition.kind === 'formula') return [condition.expr];
  if (condition.kind === 'group') return condition.items.flatMap(formulasIn);
  return condition.kind === 'elements' ? formulasIn(condition.condition) : [];
}
