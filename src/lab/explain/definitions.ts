import type { Value } from '../../data/field.ts';
import { boolean, call } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { functions } from '../../logic/functions.ts';
import type { Definition, Place } from './place.ts';

/**
 * A test of what a rule gave (`level is stop`), and how the rule came to give it: so that an explanation does not end at
 * a word that a table or a score has written, and a change that is asked for is one of the event itself.
 */
export interface Behind {
  readonly definition: Definition;
  readonly accepts: (value: Value) => boolean;
  /** In order: the first whose condition holds gives the result. The last one, without a condition, gives what is left. */
  readonly ways: readonly GivenBy[];
}

export interface GivenBy {
  readonly when: Expr | undefined;
  readonly accepted: boolean;
}

export function behind(expr: Expr, defined: Place['defined']): Behind | undefined {
  const asked = askedOf(expr);
  const definition = asked === undefined ? undefined : defined(asked.name);
  if (asked === undefined || definition === undefined) return undefined;
  const ways = waysOf(definition.to, asked.accepts);
  return ways === undefined ? undefined : { definition, accepts: asked.accepts, ways };
}

/** The same as one condition, where there are few enough ways for people to follow. */
export function unfolded(
  expr: Expr,
  defined: Place['defined'],
): { readonly expr: Expr; readonly place: Place } | undefined {
  const found = behind(expr, defined);
  if (found === undefined || found.definition.speaks === true || found.ways.length > mostWays) return undefined;
  const earlier: Expr[] = [];
  const accepted: Expr[] = [];
  for (const { when, accepted: isAccepted } of found.ways) {
    const own = when === undefined ? [] : [when];
    // Earlier ways with an accepted result need not fail: they are ways of their own.
    if (isAccepted) accepted.push(joined('and', [...earlier, ...own]) ?? boolean(true));
    else earlier.push(...own.map((each) => call('not', each)));
  }
  return { expr: joined('or', accepted) ?? boolean(false), place: found.definition.place };
}

const mostWays = 4;

interface Asked {
  readonly name: string;
  readonly accepts: (value: Value) => boolean;
}

/** A field that is held against constants alone. */
function askedOf(expr: Expr): Asked | undefined {
  if (expr.kind === 'field') return { name: expr.name, accepts: (value) => value === true };
  if (expr.kind !== 'call') return undefined;
  const [one, other] = expr.args;
  if (expr.fn === 'not') {
    const inner = one === undefined ? undefined : askedOf(one);
    return inner === undefined ? undefined : { name: inner.name, accepts: (value) => !inner.accepts(value) };
  }
  if (one?.kind !== 'field') return undefined;
  if (expr.fn === 'isMissing') return { name: one.name, accepts: (value) => value === null };
  if (expr.fn === 'isPresent') return { name: one.name, accepts: (value) => value !== null };
  if (other?.kind !== 'constant' || other.value === null) return undefined;
  const wanted: readonly unknown[] = Array.isArray(other.value) ? other.value : [other.value];
  switch (expr.fn) {
    case 'eq':
    case 'in':
      return { name: one.name, accepts: (value) => value !== null && wanted.includes(value) };
    case 'ne':
    case 'notIn':
      return { name: one.name, accepts: (value) => value !== null && !wanted.includes(value) };
    default:
      return undefined;
  }
}

/** Undefined where the result depends on more than conditions. */
function waysOf(to: Expr, accepts: Asked['accepts']): readonly GivenBy[] | undefined {
  if (to.kind !== 'call') return undefined;
  if (functions[to.fn].test)
    return [
      { when: to, accepted: accepts(true) },
      { when: undefined, accepted: accepts(false) },
    ];
  if (to.fn !== 'if') return undefined;
  const ways: GivenBy[] = [];
  for (let index = 0; index + 1 < to.args.length; index += 2) {
    const accepted = acceptedResult(to.args[index + 1], accepts);
    if (accepted === undefined) return undefined;
    ways.push({ when: to.args[index], accepted });
  }
  const accepted = to.args.length % 2 === 0 ? accepts(null) : acceptedResult(to.args.at(-1), accepts);
  return accepted === undefined ? undefined : [...ways, { when: undefined, accepted }];
}

const acceptedResult = (result: Expr | undefined, accepts: Asked['accepts']): boolean | undefined =>
  result?.kind !== 'constant' || result.type === 'list' || result.type === 'numbers'
    ? undefined
    : accepts(result.value as Value);

function joined(fn: 'and' | 'or', parts: readonly Expr[]): Expr | undefined {
  const [only] = parts;
  return parts.length < 2 ? only : call(fn, ...parts);
}
