import type { Value } from '../../data/field.ts';
import type { Expr } from '../../logic/expr.ts';
import { holds } from '../../logic/interpret.ts';
import type { Place } from './place.ts';

/** A number that conditions add up to, each with its points: the score of a card, what a table sums over its hits. */
export interface Item {
  readonly when: Expr;
  /** What the condition sees. */
  readonly place: Place;
  readonly holds: boolean;
  /** What the number gains or loses, should the condition turn out the other way. */
  readonly swing: number;
}

/** Undefined where no such sum gives the field. Limits and other summands are taken to stay as they are. */
export function itemsOf(to: Expr, place: Place): readonly Item[] | undefined {
  const { sum, scale } = withoutLimits(to);
  const items = summands(sum).flatMap((part): readonly Item[] => {
    if (part.kind !== 'call' || part.fn !== 'if' || part.args.length !== 3) return [];
    const [condition, one, other] = part.args;
    const [yes, no] = [numberIn(one), numberIn(other)];
    if (condition === undefined || yes === undefined || no === undefined) return [];
    const asked = whereDecided(condition, place);
    const isHeld = holds(asked.when, asked.place.row, asked.place.scope);
    return [{ ...asked, holds: isHeld, swing: ((isHeld ? no - yes : yes - no) || 0) / scale }];
  });
  return items.length === 0 ? undefined : items;
}

function withoutLimits(expr: Expr, scale = 1): { readonly sum: Expr; readonly scale: number } {
  if (expr.kind !== 'call') return { sum: expr, scale };
  const [one, other, last] = expr.args;
  const by = numberIn(other);
  if ((expr.fn === 'min' || expr.fn === 'max') && one !== undefined && by !== undefined && expr.args.length === 2)
    return withoutLimits(one, scale);
  if (expr.fn === 'divide' && one !== undefined && by !== undefined && by > 0) return withoutLimits(one, scale * by);
  // What a table gives where no row hits.
  if (expr.fn === 'if' && last?.kind === 'call' && expr.args.length === 3) return withoutLimits(last, scale);
  return { sum: expr, scale };
}

const summands = (expr: Expr): readonly Expr[] =>
  expr.kind === 'call' && expr.fn === 'add' ? expr.args.flatMap(summands) : [expr];

const numberIn = (expr: Expr | undefined): number | undefined =>
  expr?.kind === 'constant' && typeof expr.value === 'number' ? expr.value : undefined;

/** Whether a row of a table is among its hits is decided where these are gathered. */
function whereDecided(when: Expr, place: Place): Pick<Item, 'when' | 'place'> {
  const [one, other] = when.kind === 'call' && when.fn === 'has' ? when.args : [];
  const definition = one?.kind === 'field' ? place.defined(one.name) : undefined;
  const wanted = other?.kind === 'constant' ? other.value : undefined;
  const hits = definition?.to.kind === 'call' && definition.to.fn === 'merge' ? definition.to.args : [];
  for (const hit of hits) {
    const [condition, given] = hit.kind === 'call' && hit.fn === 'if' ? hit.args : [];
    if (condition === undefined || given?.kind !== 'constant' || !Array.isArray(given.value)) continue;
    if (definition !== undefined && (given.value as readonly unknown[]).includes(wanted))
      return { when: condition, place: definition.place };
  }
  return { when, place };
}

/** More than these are tried only one by one, from the largest down. */
const mostTried = 16;
export const mostTogether = 3;

/** Of items that move a number the way it should go, sets of few first; then as many as it may take. */
export function* sets(items: readonly Item[], upwards: boolean): Generator<readonly Item[]> {
  const helping = items
    .filter(({ swing }) => (upwards ? swing > 0 : swing < 0))
    .toSorted((a, b) => Math.abs(b.swing) - Math.abs(a.swing));
  const tried = helping.slice(0, mostTried);
  for (let size = 1; size <= mostTogether; size += 1) yield* chosen(tried, size);
  for (let size = mostTogether + 1; size <= helping.length; size += 1) yield helping.slice(0, size);
}

function* chosen<T>(from: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) yield [];
  else
    for (const [index, first] of from.entries())
      for (const rest of chosen(from.slice(index + 1), size - 1)) yield [first, ...rest];
}

/** What the number comes to, as far as its items tell. */
export const summed = (now: Value, set: readonly Item[]): number =>
  (typeof now === 'number' ? now : 0) + set.reduce((sum, { swing }) => sum + swing, 0);

