import type { Value } from '../../data/field.ts';
import { words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { call } from '../../logic/expr.ts';
import type { Call, Expr, FunctionName } from '../../logic/expr.ts';
import { evaluate } from '../../logic/interpret.ts';
import { valueInPhrase, valueOfInWords } from '../../logic/sentence.ts';
import type { Place } from './place.ts';

/** What one field would have to be for a test of it to turn out the other way. */

export interface Bound {
  readonly field: string;
  readonly relation: Relation;
  readonly value: Value;
  readonly shown: Words;
  /** How far a number is from it. */
  readonly by?: number | undefined;
  /** Where the value is that of another field, and surfaces may mask it. */
  readonly sensitive?: true | undefined;
}

const opposites = {
  eq: 'ne',
  ne: 'eq',
  lt: 'ge',
  ge: 'lt',
  gt: 'le',
  le: 'gt',
  in: 'notIn',
  notIn: 'in',
  isMissing: 'isPresent',
  isPresent: 'isMissing',
} as const satisfies Partial<Record<FunctionName, FunctionName>>;
export type Relation = keyof typeof opposites;
const isRelation = (fn: FunctionName): fn is Relation => Object.hasOwn(opposites, fn);
const flipped: Readonly<Partial<Record<Relation, Relation>>> = {
  eq: 'eq',
  ne: 'ne',
  lt: 'gt',
  le: 'ge',
  gt: 'lt',
  ge: 'le',
};

export const coreOf = (expr: Expr, place: Place, wanted: boolean): Core | undefined =>
  expr.kind === 'call' ? boundOf(expr, place, wanted) : flagOf(expr, wanted);

/** The plain opposite: that a value could be missing too is no advice. */
export function opposite(expr: Expr): Expr {
  return expr.kind === 'call' && isRelation(expr.fn) ? { ...expr, fn: opposites[expr.fn] } : call('not', expr);
}

export type Core = Omit<Bound, 'shown' | 'sensitive'>;

/** In the measure of the field, unless it is a list. */
export function shownBound({ field, value }: Core, expr: Expr, { scope }: Place): Words {
  const list = expr.kind === 'call' && Array.isArray(value) ? expr.args[1] : undefined;
  return words((lang) =>
    list === undefined
      ? valueOfInWords({ kind: 'field', name: field }, value, scope, lang)
      : valueInPhrase(list, scope, lang),
  );
}

/** Between two ways of as many changes, the one with the smaller step counts as nearer. Never as much as a change. */
export function far(bound: Core | undefined, { row }: Place): number {
  if (bound?.by === undefined || typeof bound.value !== 'number') return 0.5;
  const now = row[bound.field];
  const size = Math.abs(bound.value) + (typeof now === 'number' ? Math.abs(now) : 0);
  return size === 0 ? 0 : 0.6 * Math.min(1, bound.by / size);
}

const flagOf = (expr: Expr, wanted: boolean): Core | undefined =>
  expr.kind === 'field' ? { field: expr.name, relation: 'eq', value: wanted } : undefined;

export function boundOf({ fn, args }: Call, place: Place, wanted: boolean): Core | undefined {
  const [one, other] = args;
  if (fn === 'between') return betweenOf(args, place, wanted);
  if (!isRelation(fn) || one === undefined) return undefined;
  const relation = wanted ? fn : opposites[fn];
  if (one.kind === 'field') return boundOn(one, relation, other, place);
  const turned = flipped[relation];
  return other?.kind === 'field' && turned !== undefined ? boundOn(other, turned, one, place) : undefined;
}

function boundOn(
  subject: Extract<Expr, { kind: 'field' }>,
  relation: Relation,
  against: Expr | undefined,
  place: Place,
): Core | undefined {
  const now = place.row[subject.name] ?? null;
  const value = against === undefined ? null : constantOr(against, place);
  if (against !== undefined && value === null) return undefined;
  const isFar = relation !== 'ne' && typeof now === 'number' && typeof value === 'number';
  const by = isFar ? { by: Math.abs(value - now) } : {};
  return { field: subject.name, relation, value, ...by };
}

/** A list of numbers counts here too, though no field could hold it. */
function constantOr(expr: Expr, { row, scope }: Place): Value {
  if (expr.kind === 'constant' && expr.type === 'numbers') return (expr.value as readonly number[]).map(String);
  return evaluate(expr, row, scope);
}

/** The end of the range that is nearer. */
function betweenOf([subject, low, high]: readonly Expr[], place: Place, wanted: boolean): Core | undefined {
  if (!wanted || subject?.kind !== 'field' || low === undefined || high === undefined) return undefined;
  const [now, from] = [place.row[subject.name] ?? null, evaluate(low, place.row, place.scope)];
  const isBelow = now === null || (from !== null && now < from);
  return boundOn(subject, isBelow ? 'ge' : 'le', isBelow ? low : high, place);
}

/** A value that lies within the bound, as near to it as the field's decimals allow. */
export function trialOf({ field, relation, value }: Core, { row, scope }: Place): Value | undefined {
  const decimals = scope.fields.find((each) => each.name === field)?.decimals ?? 6;
  const step = typeof value === 'number' ? 10 ** -decimals : 0;
  const moved = (by: number): Value => (typeof value === 'number' ? Number((value + by).toFixed(decimals)) : value);
  switch (relation) {
    case 'eq':
    case 'ge':
    case 'le':
      return value;
    case 'gt':
      return typeof value === 'number' ? moved(step) : undefined;
    case 'lt':
      return typeof value === 'number' ? moved(-step) : undefined;
    case 'in': {
      const first = Array.isArray(value) ? value[0] : undefined;
      return typeof row[field] === 'number' && first !== undefined ? Number(first) : first;
    }
    case 'isMissing':
      return null;
    case 'ne':
    case 'notIn':
    case 'isPresent':
      return undefined;
  }
}
