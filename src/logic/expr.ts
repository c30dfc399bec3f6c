/**
 * The typed tree that every face of an expression (sentence, formula, JsonLogic) converts to and from.
 * It is plain data. Types are not stored in it: `check` derives them from the fields in scope.
 */

export type Expr = Constant | FieldRef | Element | SetRef | Now | Call | Raw;

export interface Constant {
  readonly kind: 'constant';
  /** `duration` is a number of milliseconds that is written as `10m`; `missing` has the value null. */
  readonly type: 'number' | 'text' | 'boolean' | 'time' | 'duration' | 'list' | 'numbers' | 'missing';
  readonly value: number | string | boolean | readonly string[] | readonly number[] | null;
}

export interface FieldRef {
  readonly kind: 'field';
  readonly name: string;
}

/** The element under test, inside the condition of `any`, `all` and `none`. */
export interface Element {
  readonly kind: 'element';
}

/** A named value set of the document. Compiling replaces it with its values. */
export interface SetRef {
  readonly kind: 'set';
  readonly id: string;
}

/** The time of the event. Compiling replaces it with the field that holds it. */
export interface Now {
  readonly kind: 'now';
}

export interface Call {
  readonly kind: 'call';
  readonly fn: FunctionName;
  readonly args: readonly Expr[];
}

/** JsonLogic from elsewhere that has no equal in the typed language: runs in json-logic-js as it is. */
export interface Raw {
  readonly kind: 'raw';
  readonly logic: unknown;
}

/** Every function and operator of the language. Signatures stand in `functions.ts`. */
export const functionNames = [
  // logic
  'and', 'or', 'not', 'if', 'coalesce', 'isMissing', 'isPresent',
  // tests; `ne` and `notIn` of a missing value are false, unlike `not(eq)` and `not(in)`
  'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'between', 'in', 'notIn',
  'contains', 'startsWith', 'endsWith', 'has', 'hasAny', 'hasAll', 'any', 'all', 'none',
  // numbers
  'add', 'subtract', 'multiply', 'divide', 'modulo', 'negate', 'min', 'max', 'abs', 'round', 'floor', 'ceil',
  // text
  'lower', 'upper', 'trim', 'length', 'left', 'right', 'concat', 'replace', 'toText', 'toNumber',
  // lists; `merge` is several lists as one, in order, as in JsonLogic
  'size', 'merge',
  // times
  'year', 'month', 'day', 'hour', 'minute', 'weekday', 'difference',
] as const;
export type FunctionName = (typeof functionNames)[number];

export const call = (fn: FunctionName, ...args: readonly Expr[]): Call => ({ kind: 'call', fn, args });
export const field = (name: string): FieldRef => ({ kind: 'field', name });
export const number = (value: number): Constant => ({ kind: 'constant', type: 'number', value });
export const text = (value: string): Constant => ({ kind: 'constant', type: 'text', value });
export const boolean = (value: boolean): Constant => ({ kind: 'constant', type: 'boolean', value });
export const time = (value: number): Constant => ({ kind: 'constant', type: 'time', value });
export const duration = (value: number): Constant => ({ kind: 'constant', type: 'duration', value });
export const list = (value: readonly string[]): Constant => ({ kind: 'constant', type: 'list', value });
export const numbers = (value: readonly number[]): Constant => ({ kind: 'constant', type: 'numbers', value });
export const missing: Constant = { kind: 'constant', type: 'missing', value: null };
export const element: Element = { kind: 'element' };
export const now: Now = { kind: 'now' };

/** All of the conditions; true for none, the condition itself for one. */
export function allOf(conditions: readonly Expr[]): Expr {
  const [only] = conditions;
  if (only === undefined) return boolean(true);
  return conditions.length === 1 ? only : call('and', ...conditions);
}
