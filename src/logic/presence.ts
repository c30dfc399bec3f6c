import type { Expr, FunctionName } from './expr.ts';
import { functions } from './functions.ts';
import type { Scope } from './scope.ts';

/** What is known about missing values without looking at a row. */

type Names = ReadonlySet<string>;
const none: Names = new Set();

/** Fields that certainly have a value where the expression has one. */
export function heldBy(expr: Expr): Names {
  if (expr.kind === 'field') return new Set([expr.name]);
  if (expr.kind !== 'call') return none;
  switch (expr.fn) {
    case 'and': case 'or': case 'not': case 'if': case 'coalesce': case 'isMissing': case 'isPresent':
      return none;
    default:
      return functions[expr.fn].test ? none : union(expr.args.map(heldBy));
  }
}

const whenTrue = new WeakMap<Expr, Names>();
const whenFalse = new WeakMap<Expr, Names>();

/** Fields that certainly have a value where the condition is true, or where it is false. */
export function presentWhere(condition: Expr, truth: boolean): Names {
  if (condition.kind === 'field') return truth ? heldBy(condition) : none;
  if (condition.kind !== 'call') return none;
  const known = (truth ? whenTrue : whenFalse).get(condition);
  if (known !== undefined) return known;
  const { fn, args } = condition;
  const [only] = args;
  const all = (): Names => union(args.map((arg) => presentWhere(arg, truth)));
  const held = (): Names => {
    if (fn === 'not') return only === undefined ? none : presentWhere(only, !truth);
    if (fn === 'and') return truth ? all() : none;
    if (fn === 'or') return truth ? none : all();
    if (fn === 'isMissing') return truth || only === undefined ? none : heldBy(only);
    if (fn === 'isPresent') return truth && only !== undefined ? heldBy(only) : none;
    if (fn === 'any' || fn === 'all' || fn === 'none') return truth && only !== undefined ? heldBy(only) : none;
    return truth && functions[fn].test ? union(args.map(heldBy)) : none;
  };
  const names = held();
  (truth ? whenTrue : whenFalse).set(condition, names);
  return names;
}

/** Fields that are certainly not zero where the condition is true, or where it is false. They may be missing there. */
export function nonZeroWhere(condition: Expr, truth: boolean): Names {
  if (condition.kind !== 'call') return none;
  const { fn, args } = condition;
  const [first, second, third] = args;
  if (fn === 'not') return first === undefined ? none : nonZeroWhere(first, !truth);
  if (fn === (truth ? 'and' : 'or')) return union(args.map((arg) => nonZeroWhere(arg, truth)));
  const decide = (truth ? excludesZero : includesZeroOnly)[fn];
  if (decide === undefined) return none;
  if (first?.kind === 'field') return decide(valueOf(second), valueOf(third)) ? new Set([first.name]) : none;
  const mirrored = opposite[fn];
  if (second?.kind !== 'field' || mirrored === undefined) return none;
  return (truth ? excludesZero : includesZeroOnly)[mirrored]?.(valueOf(first), NaN) === true ? new Set([second.name]) : none;
}

const valueOf = (expr: Expr | undefined): number => (expr?.kind === 'constant' && typeof expr.value === 'number' ? expr.value : NaN);

type Decide = (value: number, other: number) => boolean;
type Comparison = Partial<Record<FunctionName, Decide>>;

/** Whether a comparison that holds leaves zero out. */
const excludesZero: Comparison = {
  gt: (value) => value >= 0, ge: (value) => value > 0, lt: (value) => value <= 0, le: (value) => value < 0,
  ne: (value) => value === 0, eq: (value) => value !== 0 && !Number.isNaN(value), between: (low, high) => low > 0 || high < 0,
};
/** Whether a comparison that does not hold leaves zero out: it would hold for zero. */
const includesZeroOnly: Comparison = {
  gt: (value) => value < 0, ge: (value) => value <= 0, lt: (value) => value > 0, le: (value) => value >= 0, eq: (value) => value === 0,
};
const opposite: Partial<Record<FunctionName, FunctionName>> = { gt: 'lt', ge: 'le', lt: 'gt', le: 'ge', eq: 'eq', ne: 'ne' };

/** What is known wherever a part is looked at. */
export interface Known {
  /** Fields that have a value. */
  readonly present: Names;
  /** Fields that are not zero. */
  readonly nonZero: Names;
}

export const nothingKnown: Known = { present: none, nonZero: none };

/** What is known besides where the condition came out true, or false. */
export function learn<K extends Known>(known: K, condition: Expr, truth: boolean): K {
  const present = presentWhere(condition, truth);
  const nonZero = nonZeroWhere(condition, truth);
  if (present.size === 0 && nonZero.size === 0) return known;
  return { ...known, present: union([known.present, present]), nonZero: union([known.nonZero, nonZero]) };
}

export function union(all: readonly Names[]): Names {
  const some = all.filter((names) => names.size > 0);
  if (some.length < 2) return some[0] ?? none;
  const joined = new Set<string>();
  for (const names of some) for (const name of names) joined.add(name);
  return joined;
}

/** Whether a divisor can be zero, as far as its contract and the conditions around tell. */
export function canBeZero(divisor: Expr, field: (name: string) => Scope['fields'][number] | undefined, nonZero: Names = none): boolean {
  if (divisor.kind === 'constant') return divisor.value === 0;
  if (divisor.kind !== 'field') return true;
  if (nonZero.has(divisor.name)) return false;
  const { min, max } = field(divisor.name) ?? {};
  return !((min !== undefined && min > 0) || (max !== undefined && max < 0));
}

/** Whether a replacement can make a text longer, and so too long. */
export function canGrow([, find, by]: readonly Expr[]): boolean {
  const [from, to] = [find, by].map((each) => (each?.kind === 'constant' && typeof each.value === 'string' ? each.value.length : undefined));
  return from === undefined || to === undefined || (from > 0 && to > from);
}

/** A time that is certainly within the years 1 to 9999. Sums and differences of times may leave them. */
export const isKeptTime = (expr: Expr): boolean => expr.kind === 'field' || expr.kind === 'constant' || expr.kind === 'now';
