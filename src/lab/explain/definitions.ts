import type { Value } from '../../data/field.ts';
import { boolean, call } from '../../logic/expr.ts';
import type { Call, Expr } from '../../logic/expr.ts';
import { functions } from '../../logic/functions.ts';
import type { Definition, Place } from './place.ts';

/**
 * A test of what a rule gave (`level is stop`) as the conditions under which it gives that: so that an explanation does
 * not end at a word that a table or a score has written, and a change that is asked for is one of the event itself.
 */
export function unfolded(expr: Expr, defined: Place['defined']): { readonly expr: Expr; readonly place: Place } | undefined {
  const asked = askedOf(expr);
  const definition = asked === undefined ? undefined : defined(asked.name);
  if (asked === undefined || definition === undefined) return undefined;
  const inner = conditionFor(definition, asked.accepts);
  return inner === undefined ? undefined : { expr: inner, place: definition.place };
}

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

/** When the definition gives a value that is accepted; undefined where that depends on more than conditions. */
function conditionFor({ to }: Definition, accepts: (value: Value) => boolean): Expr | undefined {
  if (to.kind !== 'call') return undefined;
  if (functions[to.fn].test) return accepts(true) ? (accepts(false) ? undefined : to) : accepts(false) ? call('not', to) : undefined;
  return to.fn === 'if' ? chosen(to, accepts) : undefined;
}

function chosen({ args }: Call, accepts: (value: Value) => boolean): Expr | undefined {
  const ways: Expr[] = [];
  const earlier: Expr[] = [];
  for (let index = 0; index < args.length; index += 2) {
    const [condition, value] = [args[index], args[index + 1]];
    if (condition === undefined) break;
    const result = value ?? condition;
    if (result.kind !== 'constant' || Array.isArray(result.value)) return undefined;
    const taken = accepts(result.value as Value);
    if (value === undefined) {
      if (taken) ways.push(all(earlier));
      return any(ways);
    }
    // Earlier branches with an accepted result need not fail: they are ways of their own.
    if (taken) ways.push(all([...earlier, condition]));
    else earlier.push(call('not', condition));
  }
  if (accepts(null)) ways.push(all(earlier));
  return any(ways);
}

const all = (conditions: readonly Expr[]): Expr => joined('and', conditions) ?? boolean(true);
const any = (ways: readonly Expr[]): Expr => joined('or', ways) ?? boolean(false);

function joined(fn: 'and' | 'or', parts: readonly Expr[]): Expr | undefined {
  const [only] = parts;
  return parts.length < 2 ? only : call(fn, ...parts);
}
