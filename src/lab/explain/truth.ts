import { hasRole } from '../../data/field.ts';
import type { Value } from '../../data/field.ts';
import { words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import type { Call, Expr } from '../../logic/expr.ts';
import { evaluate, holds } from '../../logic/interpret.ts';
import type { Scope } from '../../logic/scope.ts';
import { conditionInWords, valueInPhrase, valueOfInWords } from '../../logic/sentence.ts';
import { isTestName } from '../../logic/sentence/predicates.ts';
import { deepest, depthOf, fieldsOf, mapExpr } from '../../logic/walk.ts';
import { unfolded } from './definitions.ts';
import type { Place } from './place.ts';

/** Conditions as trees of true and false, with what was compared. */

export interface Truth {
  readonly kind: 'all' | 'any' | 'not' | 'test';
  readonly text: Words;
  readonly holds: boolean;
  /** Of a test. */
  readonly compared: readonly Compared[];
  /** Of a test that asks for this very value, or for one of these. */
  readonly isEqual?: true | undefined;
  /** Of what is no test. */
  readonly parts: readonly Truth[];
  /** Of a test of what an earlier rule gave: by what conditions it gave it. */
  readonly because?: Truth | undefined;
}

export interface Compared {
  readonly text: Words;
  readonly value: Value;
  readonly shown: Words;
  readonly field?: string | undefined;
  readonly sensitive?: true | undefined;
}

const groups = {
  and: { kind: 'all', text: { en: 'all of these', zh: '全部满足' } },
  or: { kind: 'any', text: { en: 'any of these', zh: '满足任一' } },
} as const;

/** A condition that `check` has passed, asked of a row. */
export function truthOf(expr: Expr, place: Place): Truth {
  return depthOf(expr) > deepest ? testOf(expr, place) : truthIn(expr, place);
}

function truthIn(expr: Expr, place: Place): Truth {
  if (expr.kind !== 'call') return testOf(expr, place);
  if (expr.fn === 'and' || expr.fn === 'or') {
    const [only] = expr.args;
    if (only !== undefined && expr.args.length === 1) return truthIn(only, place);
    const parts = flattened(expr, expr.fn).map((part) => truthIn(part, place));
    return { ...groups[expr.fn], holds: holds(expr, place.row, place.scope), compared: [], parts };
  }
  const [inner] = expr.args;
  if (expr.fn === 'not' && inner?.kind === 'call' && (inner.fn === 'and' || inner.fn === 'or')) {
    const part = truthIn(inner, place);
    return { kind: 'not', text: { en: 'not this', zh: '以下不成立' }, holds: !part.holds, compared: [], parts: [part] };
  }
  return testOf(expr, place);
}

/** `a and (b and c)` reads as one group. */
const flattened = ({ args }: Call, fn: 'and' | 'or'): readonly Expr[] =>
  args.flatMap((arg) => (arg.kind === 'call' && arg.fn === fn ? flattened(arg, fn) : [arg]));

function testOf(expr: Expr, place: Place): Truth {
  // One step back is enough to follow: how that came about is told where it was decided.
  const inner = unfolded(expr, place.defined);
  const because = inner === undefined ? undefined : truthOf(inner.expr, { ...inner.place, defined: () => undefined });
  return {
    kind: 'test',
    text: conditionWords(expr, place.scope),
    holds: holds(expr, place.row, place.scope),
    compared: comparedIn(expr, place),
    ...(expr.kind === 'call' && expr.fn === 'eq' && expr.args.some(isFixed) ? { isEqual: true } : {}),
    parts: [],
    ...(because === undefined ? {} : { because }),
  };
}

const longest = 160;

export function conditionWords(expr: Expr, scope: Scope): Words {
  const said = withSets(expr, scope);
  return words((lang) => conditionInWords(said, scope, lang, { limit: longest }));
}

/** Plans hold the values of named sets; people know them by their names. */
function withSets(expr: Expr, { sets }: Scope): Expr {
  if (sets.length === 0 || depthOf(expr) > deepest) return expr;
  const byValues = new Map(
    sets.filter(({ values }) => values.length > 1).map((set) => [JSON.stringify(set.values), set.id]),
  );
  return mapExpr(expr, (part) => {
    if (part.kind !== 'constant' || (part.type !== 'list' && part.type !== 'numbers')) return part;
    const id = byValues.get(JSON.stringify(part.value));
    return id === undefined ? part : { kind: 'set', id };
  });
}

/** The values that a test looked at: its sides that are no constants, or else its fields. */
export function comparedIn(expr: Expr, place: Place): readonly Compared[] {
  if (expr.kind === 'call' && expr.fn === 'not' && expr.args[0] !== undefined) return comparedIn(expr.args[0], place);
  if (expr.kind === 'call' && isTestName(expr.fn)) {
    const against = expr.args.flatMap((arg) => (arg.kind === 'constant' && typeof arg.value === 'number' ? arg.value : []));
    return expr.args.filter((arg) => !isFixed(arg)).map((arg) => comparedOne(arg, place, against));
  }
  return fieldsOf(expr).map((name) => comparedOne({ kind: 'field', name }, place));
}

const isFixed = (expr: Expr): boolean =>
  expr.kind === 'constant' || expr.kind === 'set' || (expr.kind === 'call' && fieldsOf(expr).length === 0);

function comparedOne(expr: Expr, { row, scope }: Place, against: readonly number[] = []): Compared {
  const value = evaluate(expr, row, scope);
  const told = isMeasured(expr, scope) ? value : rounded(value, against);
  return {
    text: words((lang) => valueInPhrase(expr, scope, lang, { limit: longest })),
    value,
    shown: words((lang) => valueOfInWords(expr, told, scope, lang)),
    ...(expr.kind === 'field' ? { field: expr.name } : {}),
    ...(isSensitive(fieldsOf(expr), scope) ? { sensitive: true } : {}),
  };
}

export const isSensitive = (names: readonly string[], { fields }: Scope): boolean =>
  fields.some((field) => names.includes(field.name) && hasRole(field, 'sensitive'));

/** Whether it is said how many decimals count. */
const isMeasured = (expr: Expr, { fields }: Scope): boolean =>
  expr.kind === 'field' && fields.some(({ name, decimals }) => name === expr.name && decimals !== undefined);

/** Two decimals say enough, unless that would seem to be on the other side of what it is held against. */
function rounded(value: Value, against: readonly number[]): Value {
  if (typeof value !== 'number') return value;
  const short = Math.round(value * 100) / 100;
  return against.every((each) => Math.sign(value - each) === Math.sign(short - each)) ? short : value;
}
