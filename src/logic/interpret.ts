import type { Row, Value } from '../data/field.ts';
import type { Expr, FunctionName } from './expr.ts';
import { difference, isDifferenceUnit } from './functions.ts';
import { applyRaw, asValue, rowAsData, truthy } from './json-logic.ts';
import type { DatePart } from './primitives.ts';
import { datePart, isoText, lowerCase, numberIn, replaceText, roundTo, trimText, upperCase } from './primitives.ts';
import type { Scope } from './scope.ts';
import { setAsConstant } from './sets.ts';
import { typeOf } from './types.ts';

/**
 * The meaning of the language, row by row. Everything else that computes an expression (the guarded JsonLogic, the
 * engine) is tested against this. Expressions are no deeper than `check` allows; a value of a wrong type counts as missing.
 */

/** The value of an expression for a row. */
export function evaluate(expr: Expr, row: Row, scope: Scope): Value {
  const value = valueOf(expr, { row, scope, element: null });
  return isNumbers(value) ? null : value;
}

/** Whether a condition holds; one that is missing does not. */
export const holds = (expr: Expr, row: Row, scope: Scope): boolean => isTrue(expr, { row, scope, element: null });

interface Frame {
  readonly row: Row;
  readonly scope: Scope;
  readonly element: string | null;
}

/** A value of a field, or a constant list of numbers. */
type Got = Value | readonly number[];

const isNumbers = (value: Got): value is readonly number[] => Array.isArray(value) && typeof value[0] === 'number';

function valueOf(expr: Expr, frame: Frame): Got {
  switch (expr.kind) {
    case 'constant':
      return expr.value;
    case 'field':
      return fieldValue(expr.name, frame);
    case 'element':
      return frame.element;
    case 'set':
      return setAsConstant(frame.scope.sets, expr.id).value;
    case 'now':
      return frame.scope.time === undefined ? null : fieldValue(frame.scope.time, frame);
    case 'raw':
      return asValue(applyRaw(expr.logic, rowAsData(frame.row)));
    case 'call':
      return meanings[expr.fn](expr.args, frame);
  }
}

const fieldValue = (name: string, { row }: Frame): Value => (Object.hasOwn(row, name) ? (row[name] ?? null) : null);

function isTrue(expr: Expr, frame: Frame): boolean {
  if (expr.kind === 'raw') return truthy(applyRaw(expr.logic, rowAsData(frame.row)));
  return valueOf(expr, frame) === true;
}

type Meaning = (args: readonly Expr[], frame: Frame) => Got;

/** All values, or undefined where one of them is missing. */
function present(args: readonly Expr[], frame: Frame): readonly Exclude<Got, null>[] | undefined {
  const values: Exclude<Got, null>[] = [];
  for (const arg of args) {
    const value = valueOf(arg, frame);
    if (value === null) return undefined;
    values.push(value);
  }
  return values;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isCollection = (value: unknown): value is readonly (string | number)[] => Array.isArray(value);

/** There is one zero, and nothing beyond the finite numbers. */
const tidy = (x: number): number | null => (x === 0 ? 0 : Number.isFinite(x) ? x : null);

const ofNumbers = (compute: (...numbers: readonly number[]) => number): Meaning => (args, frame) => {
  const values = present(args, frame);
  return values !== undefined && values.every(isNumber) ? tidy(compute(...values)) : null;
};
const ofTexts = (compute: (...texts: readonly string[]) => Got): Meaning => (args, frame) => {
  const values = present(args, frame);
  return values !== undefined && values.every(isText) ? compute(...values) : null;
};
/** A test of texts is false where one is missing. */
const testOfTexts = (holdsFor: (text: string, other: string) => boolean): Meaning => (args, frame) => {
  const [text, other] = present(args, frame) ?? [];
  return isText(text) && isText(other) && holdsFor(text, other);
};
const comparison = (holdsFor: (...values: readonly (string | number)[]) => boolean): Meaning => (args, frame) => {
  const values = present(args, frame);
  if (values === undefined) return false;
  return (values.every(isNumber) || values.every(isText)) && holdsFor(...values);
};
const equality = (wanted: boolean): Meaning => (args, frame) => {
  const [a, b] = present(args, frame) ?? [];
  return a !== undefined && b !== undefined && (a === b) === wanted;
};
const membership = (wanted: boolean): Meaning => (args, frame) => {
  const [value, list] = present(args, frame) ?? [];
  return (isText(value) || isNumber(value)) && isCollection(list) && list.some((each) => each === value) === wanted;
};
const testOfLists = (holdsFor: (list: readonly string[], other: readonly string[]) => boolean): Meaning => (args, frame) => {
  const [list, other] = present(args, frame) ?? [];
  return isList(list) && isList(other) && holdsFor(list, other);
};
const elements = (decide: (list: readonly string[], test: (element: string) => boolean) => boolean): Meaning => ([list, condition], frame) => {
  const value = list === undefined ? null : valueOf(list, frame);
  if (!isList(value) || condition === undefined) return false;
  return decide(value, (element) => isTrue(condition, { ...frame, element }));
};
const partOfTime = (part: DatePart): Meaning => (args, frame) => {
  const [time, zone] = present(args, frame) ?? [];
  return isNumber(time) && isText(zone) ? datePart(part, time, zone) : null;
};

const sum = (...numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const upTo = (n: number): number => Math.trunc(Math.max(0, n));

const meanings: Readonly<Record<FunctionName, Meaning>> = {
  and: (args, frame) => args.every((arg) => isTrue(arg, frame)),
  or: (args, frame) => args.some((arg) => isTrue(arg, frame)),
  not: ([arg], frame) => arg !== undefined && !isTrue(arg, frame),
  if: (args, frame) => {
    for (let index = 0; index < args.length; index += 2) {
      const [condition, value] = [args[index], args[index + 1]];
      if (condition === undefined) return null;
      if (value === undefined) return valueOf(condition, frame);
      if (isTrue(condition, frame)) return valueOf(value, frame);
    }
    return null;
  },
  coalesce: (args, frame) => {
    for (const arg of args) {
      const value = valueOf(arg, frame);
      if (value !== null) return value;
    }
    return null;
  },
  isMissing: (args, frame) => present(args, frame) === undefined,
  isPresent: (args, frame) => present(args, frame) !== undefined,

  eq: equality(true),
  ne: equality(false),
  lt: comparison((a = 0, b = 0) => a < b),
  le: comparison((a = 0, b = 0) => a <= b),
  gt: comparison((a = 0, b = 0) => a > b),
  ge: comparison((a = 0, b = 0) => a >= b),
  between: comparison((x = 0, low = 0, high = 0) => low <= x && x <= high),
  in: membership(true),
  notIn: membership(false),
  contains: testOfTexts((text, part) => text.includes(part)),
  startsWith: testOfTexts((text, start) => text.startsWith(start)),
  endsWith: testOfTexts((text, end) => text.endsWith(end)),
  has: ([list, value], frame) => list !== undefined && value !== undefined && membership(true)([value, list], frame),
  hasAny: testOfLists((list, other) => list.some((each) => other.includes(each))),
  hasAll: testOfLists((list, other) => other.every((each) => list.includes(each))),
  any: elements((list, test) => list.some(test)),
  all: elements((list, test) => list.length > 0 && list.every(test)),
  none: elements((list, test) => !list.some(test)),

  add: ofNumbers(sum),
  subtract: ofNumbers((a = 0, b = 0) => a - b),
  multiply: ofNumbers((...numbers) => numbers.reduce((a, b) => a * b)),
  divide: ofNumbers((a = 0, b = 0) => (b === 0 ? NaN : a / b)),
  modulo: ofNumbers((a = 0, b = 0) => (b === 0 ? NaN : a % b)),
  negate: ofNumbers((a = 0) => -a),
  min: ofNumbers(Math.min),
  max: ofNumbers(Math.max),
  abs: ofNumbers(Math.abs),
  round: ofNumbers((x = 0, digits = 0) => roundTo(x, digits)),
  floor: ofNumbers((x = 0) => Math.floor(x)),
  ceil: ofNumbers((x = 0) => Math.ceil(x)),

  lower: ofTexts((text = '') => lowerCase(text)),
  upper: ofTexts((text = '') => upperCase(text)),
  trim: ofTexts((text = '') => trimText(text)),
  length: ofTexts((text = '') => text.length),
  left: (args, frame) => {
    const [text, count] = present(args, frame) ?? [];
    return isText(text) && isNumber(count) ? text.slice(0, upTo(count)) : null;
  },
  right: (args, frame) => {
    const [text, count] = present(args, frame) ?? [];
    return isText(text) && isNumber(count) ? text.slice(Math.max(0, text.length - upTo(count))) : null;
  },
  concat: ofTexts((...texts) => texts.join('')),
  replace: ofTexts((text = '', find = '', by = '') => replaceText(text, find, by)),
  toText: ([arg], frame) => {
    const value = arg === undefined ? null : valueOf(arg, frame);
    if (value === null || arg === undefined) return null;
    return isNumber(value) && typeOf(arg, frame.scope) === 'time' ? isoText(value) : String(value);
  },
  toNumber: ofTexts((text = '') => numberIn(text)),

  size: (args, frame) => {
    const [list] = present(args, frame) ?? [];
    return isCollection(list) ? list.length : null;
  },
  merge: (args, frame) => {
    const lists = present(args, frame);
    return lists !== undefined && lists.every(isList) ? lists.flat() : null;
  },

  year: partOfTime('year'),
  month: partOfTime('month'),
  day: partOfTime('day'),
  hour: partOfTime('hour'),
  minute: partOfTime('minute'),
  weekday: partOfTime('weekday'),
  difference: (args, frame) => {
    const [from, to, unit] = present(args, frame) ?? [];
    return isNumber(from) && isNumber(to) && isDifferenceUnit(unit) ? tidy((to - from) / difference[unit]) : null;
  },
};
