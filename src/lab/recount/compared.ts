import type { Field } from '../../data/field.ts';
import { boolean, call } from '../../logic/expr.ts';
import type { Call, Constant, Expr, FunctionName } from '../../logic/expr.ts';
import { fieldsOf, visit } from '../../logic/walk.ts';
import type { ProjectStep, Step, StreamRef } from '../../plan/plan.ts';
import { mapExpressions, rowsOfSteps } from '../../plan/rows.ts';
import type { RowsByStream } from '../../plan/rows.ts';
import { wordless } from './row-by-row.ts';

/**
 * A threshold that does nothing but be compared with one value of each row. Then a row goes one of two ways, whatever the
 * threshold is: that of rows below it, or that of rows above it.
 */
export interface Compared {
  /** The plan for rows whose value is below the threshold, and for those whose value is above it, in place of the steps that compare. */
  readonly below: readonly Step[];
  readonly above: readonly Step[];
  /** Whether a value that is the threshold itself goes the way of those below it. */
  readonly equalIsBelow: boolean;
  /** The streams in which rows have their value, as a field of this name. */
  readonly told: ReadonlySet<StreamRef>;
}

/** No field of a document has such a name. */
export const comparedName = 'compared\u0000';
const comparedField: Field = { name: comparedName, type: 'number' };

/** From two plans of one graph with different thresholds; undefined where these decide in another way than by comparing. */
export function comparedIn(one: readonly Step[], other: readonly Step[], thresholds: readonly [number, number]): Compared | undefined {
  if (one.length !== other.length) return undefined;
  const rows = rowsOfSteps(one);
  const told = new Set<StreamRef>();
  const [below, above]: [Step[], Step[]] = [[], []];
  let known: Found | undefined;
  /** Whether rows may have another value by now than where it was first compared. */
  let isOther = false;
  for (const [at, step] of one.entries()) {
    const sides = sidesOfStep(step, other[at], rows, thresholds);
    if (sides === undefined) return undefined;
    const [first, ...more] = sides.found;
    if (first === undefined) {
      below.push(step);
      above.push(step);
    } else {
      known ??= first;
      const saying = isOther || [first, ...more].some((each) => !isSameValue(each, first) || !isSameValue(each, known ?? each)) ? undefined : saySteps(sides, first);
      if (saying === undefined) return undefined;
      told.add(saying.told);
      below.push(...saying.below);
      above.push(...saying.above);
    }
    if (known !== undefined) isOther ||= mayChange(step, known.fields);
  }
  return known === undefined ? undefined : { below, above, equalIsBelow: known.equalIsBelow, told };
}

const isSameValue = (one: Found, other: Found): boolean => one.name === other.name && one.equalIsBelow === other.equalIsBelow;

interface Found {
  readonly value: Expr;
  /** What tells it from other expressions. */
  readonly name: string;
  readonly fields: ReadonlySet<string>;
  readonly equalIsBelow: boolean;
}

interface SidesOfStep {
  readonly below: Step;
  readonly above: Step;
  readonly found: readonly Found[];
  /** The numbers of the first and the last expression of the step that compares. */
  readonly first: number;
  readonly last: number;
}

function sidesOfStep(step: Step, next: Step | undefined, rows: RowsByStream, thresholds: readonly [number, number]): SidesOfStep | undefined {
  if (next === undefined) return undefined;
  if (JSON.stringify(step) === JSON.stringify(next)) return { below: step, above: step, found: [], first: -1, last: -1 };
  const [own, others] = [expressionsOf(step, rows), expressionsOf(next, rows)];
  if (own.length !== others.length) return undefined;
  const found: Found[] = [];
  const both = own.map((expr, at) => sidesOf(expr, others[at], thresholds, found));
  const [below, above] = [withExpressions(step, rows, both.map((sides) => sides?.below)), withExpressions(step, rows, both.map((sides) => sides?.above))];
  // Besides what is compared, and the words for it, nothing may differ.
  const blank = own.map(() => boolean(true));
  const rest = (of: Step): string => {
    const plain = withExpressions(of, rows, blank) ?? of;
    return JSON.stringify(wordless(plain) ?? plain);
  };
  if (below === undefined || above === undefined || rest(step) !== rest(next)) return undefined;
  const compares = (sides: Sides | undefined): boolean => sides !== undefined && sides.below !== sides.above;
  return { below, above, found, first: both.findIndex(compares), last: both.findLastIndex(compares) };
}

function expressionsOf(step: Step, rows: RowsByStream): readonly Expr[] {
  const all: Expr[] = [];
  mapExpressions(step, rows, (expr) => (all.push(expr), expr));
  return all;
}

function withExpressions(step: Step, rows: RowsByStream, exprs: readonly (Expr | undefined)[]): Step | undefined {
  if (exprs.includes(undefined)) return undefined;
  let at = -1;
  return mapExpressions(step, rows, (expr) => exprs[(at += 1)] ?? expr);
}

interface Sides {
  readonly below: Expr;
  readonly above: Expr;
}

/** What an expression is for rows on either side; undefined where it differs by more than a threshold that is compared. */
function sidesOf(expr: Expr, other: Expr | undefined, thresholds: readonly [number, number], found: Found[]): Sides | undefined {
  if (other === undefined) return undefined;
  if (isSame(expr, other)) return { below: expr, above: expr };
  if (expr.kind !== 'call' || other.kind !== 'call' || expr.fn !== other.fn || expr.args.length !== other.args.length) return undefined;
  const differing = expr.args.flatMap((arg, at) => (isSame(arg, other.args[at]) ? [] : [at]));
  const [place, ...more] = differing;
  if (place !== undefined && more.length === 0 && isThreshold(expr.args[place], thresholds[0]) && isThreshold(other.args[place], thresholds[1])) return comparison(expr, place, found);
  const sides = expr.args.map((arg, at) => sidesOf(arg, other.args[at], thresholds, found));
  if (sides.includes(undefined)) return undefined;
  return { below: { ...expr, args: sides.flatMap((each) => each?.below ?? []) }, above: { ...expr, args: sides.flatMap((each) => each?.above ?? []) } };
}

const isSame = (one: Expr | undefined, other: Expr | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);

const isThreshold = (expr: Expr | undefined, value: number): expr is Constant => expr?.kind === 'constant' && expr.type === 'number' && expr.value === value;

const mirrored: Partial<Record<FunctionName, FunctionName>> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };

/** Of a missing value each comparison is false. */
function comparison({ fn, args }: Call, place: number, found: Found[]): Sides | undefined {
  const [first, low, high] = args;
  if (first === undefined || low === undefined) return undefined;
  if (fn === 'between') {
    const isLow = place === 1;
    if (high === undefined || place === 0 || !find(first, !isLow, found)) return undefined;
    const other = isLow ? call('le', first, high) : call('ge', first, low);
    return isLow ? { below: boolean(false), above: other } : { below: other, above: boolean(false) };
  }
  const sign = place === 1 ? fn : mirrored[fn];
  if (sign === undefined || mirrored[sign] === undefined) return undefined;
  const value = place === 1 ? first : low;
  if (!find(value, sign === 'le' || sign === 'gt', found)) return undefined;
  const [holds, fails] = [call('isPresent', value), boolean(false)];
  return sign === 'lt' || sign === 'le' ? { below: holds, above: fails } : { below: fails, above: holds };
}

function find(value: Expr, equalIsBelow: boolean, found: Found[]): boolean {
  let isOfRow = true;
  visit(value, ({ kind }) => {
    if (kind === 'element' || kind === 'raw') isOfRow = false;
  });
  if (isOfRow) found.push({ value, name: JSON.stringify(value), fields: new Set(fieldsOf(value)), equalIsBelow });
  return isOfRow;
}

interface SayingSteps {
  readonly below: readonly Step[];
  readonly above: readonly Step[];
  readonly told: StreamRef;
}

/** Has rows say their value where the step first compares it; undefined where they may have another when it does so again. */
function saySteps({ below, above, first, last }: SidesOfStep, { value, fields }: Found): SayingSteps | undefined {
  const told = { set: comparedField, to: value };
  if (below.op === 'project' && above.op === 'project') {
    const computing = below.changes.flatMap((change, at) => ('set' in change || 'reason' in change ? [at] : []));
    const [from, to] = [computing[first] ?? 0, computing[last] ?? 0];
    if (below.changes.slice(from, to).some((change) => touches(change, fields))) return undefined;
    const saying = (step: ProjectStep): Step => ({ ...step, changes: step.changes.toSpliced(from, 0, told) });
    return { below: [saying(below)], above: [saying(above)], told: below.id };
  }
  if (below.op !== 'select' || above.op !== 'select') return undefined;
  const saying: ProjectStep = { op: 'project', id: `${below.id}:${comparedName}`, node: below.node, input: below.input, changes: [told] };
  const input = [saying.id];
  return { below: [saying, { ...below, input }], above: [saying, { ...above, input }], told: saying.id };
}

const touches = (change: ProjectStep['changes'][number], fields: ReadonlySet<string>): boolean =>
  ('set' in change && fields.has(change.set.name)) || ('rename' in change && (fields.has(change.rename) || fields.has(change.field.name))) || ('drop' in change && fields.has(change.drop));

/** A threshold is that of one node, whose steps follow each other: all but selections might change what rows hold. */
const mayChange = (step: Step, fields: ReadonlySet<string>): boolean => step.op !== 'select' && (step.op !== 'project' || step.changes.some((change) => touches(change, fields)));
