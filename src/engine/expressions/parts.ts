import type { Batch, Column } from '../../data/columns.ts';
import type { Call, Expr } from '../../logic/expr.ts';
import type { Scope } from '../../logic/scope.ts';
import { frameOf, interpret } from './interpret.ts';
import type { Wanted } from './interpret.ts';

/**
 * What can be said of an expression that depends on one field only: it is the same for all rows in a part of the
 * field's values.
 */

/** The positions of the fields that an expression depends on; `all` for raw JsonLogic. */
export type Needs = ReadonlySet<number | 'all'>;

export function needsFinder(scope: Scope): (expr: Expr) => Needs {
  const at = new Map(scope.fields.map(({ name }, index) => [name, index]));
  const known = new WeakMap<Expr, Needs>();
  const named = (name: string | undefined): Needs => {
    const index = name === undefined ? undefined : at.get(name);
    return index === undefined ? none : new Set([index]);
  };
  const find = (expr: Expr): Needs => {
    if (expr.kind === 'field') return named(expr.name);
    if (expr.kind === 'now') return named(scope.time);
    if (expr.kind === 'raw') return new Set(['all'] as const);
    return expr.kind === 'call' ? ofCall(expr) : none;
  };
  const ofCall = (expr: Call): Needs => {
    const before = known.get(expr);
    if (before !== undefined) return before;
    const inner = expr.args.map(find).filter((each) => each.size > 0);
    const [only = none, ...others] = inner;
    const needs = others.length === 0 ? only : new Set(inner.flatMap((each) => [...each]));
    known.set(expr, needs);
    return needs;
  };
  return find;
}
const none: Needs = new Set();

/** The expression for each row of one column, where it needs no other. */
export function interpretAlone(
  expr: Expr,
  wanted: Wanted,
  scope: Scope,
  field: number,
  column: Column,
  length: number,
): Column {
  const batch: Batch = { length, columns: Array.from({ length: field + 1 }, () => column) };
  return interpret(expr, wanted, frameOf(batch, scope));
}

/** Where a condition on a number may change: it is the same from each of these to the next. Undefined: not known. */
export function cutsOf(expr: Expr): readonly number[] | undefined {
  if (expr.kind === 'constant') return [];
  if (expr.kind !== 'call') return undefined;
  const { fn, args } = expr;
  const [subject, ...others] = args;
  if (fn === 'and' || fn === 'or' || fn === 'not') return together(args.map(cutsOf));
  if (subject?.kind !== 'field' && subject?.kind !== 'now') return undefined;
  if (fn === 'isMissing' || fn === 'isPresent') return [];
  const values = others.flatMap((each) =>
    each.kind === 'constant' && each.type !== 'list' ? [each.value].flat() : [undefined],
  );
  if (!values.every((value) => typeof value === 'number')) return undefined;
  const [first = 0, second = first] = values;
  switch (fn) {
    case 'lt':
    case 'ge':
      return [first];
    case 'le':
    case 'gt':
      return [above(first)];
    case 'between':
      return [first, above(second)];
    case 'eq':
    case 'ne':
    case 'in':
    case 'notIn':
      return values.flatMap((value) => [value, above(value)]);
    default:
      return undefined;
  }
}

function together(all: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  const known = all.filter((cuts) => cuts !== undefined);
  return known.length === all.length ? known.flat() : undefined;
}

/** The next larger double. */
function above(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(Float64Array.of(x).buffer);
  bits[0] = (bits[0] ?? 0n) + (x > 0 ? 1n : -1n);
  return new Float64Array(bits.buffer)[0] ?? x;
}

/** Sorted, each once, from the smallest number there is: part 0 is missing, part n begins at the cut n - 1. */
export const parted = (cuts: readonly number[]): readonly number[] =>
  [...new Set([-Infinity, ...cuts.map((cut) => cut || 0)])].sort((a, b) => a - b);

/** A column with one row for each part. */
export const samplesOf = (cuts: readonly number[]): Column => ({
  type: 'number',
  values: Float64Array.of(NaN, ...cuts),
});
