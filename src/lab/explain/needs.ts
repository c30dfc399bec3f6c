import type { Row, Value } from '../../data/field.ts';
import type { Words } from '../../data/text.ts';
import { call } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { evaluate, holds } from '../../logic/interpret.ts';
import { deepest, depthOf, fieldsOf } from '../../logic/walk.ts';
import { boundOf, coreOf, far, opposite, shownBound, trialOf } from './bounds.ts';
import type { Bound } from './bounds.ts';
import { behind } from './definitions.ts';
import type { Behind } from './definitions.ts';
import type { Place } from './place.ts';
import { itemsOf, mostTogether, sets, summed } from './points.ts';
import type { Item } from './points.ts';
import { comparedIn, conditionWords, isSensitive } from './truth.ts';
import type { Compared } from './truth.ts';

/** What would have had to be different for a condition to turn out the other way: the fewest values, the least distance. */
export interface Need {
  /** The condition as it would have had to be. */
  readonly text: Words;
  /** What it was instead. */
  readonly compared: readonly Compared[];
  /** What one field would have had to be. */
  readonly bound?: Bound | undefined;
  /** Of a number that conditions add up to, such as a score: the fewest of them that would have brought it there. */
  readonly items?: readonly NeedOfItem[] | undefined;
}

export interface NeedOfItem {
  /** What the number would have gained, or lost. */
  readonly points: number;
  readonly needs: readonly Need[];
}

/** How many values would have had to be different. */
export const changesIn = (needs: readonly Need[]): number =>
  needs.reduce((sum, { items }) => sum + (items?.reduce((all, item) => all + changesIn(item.needs), 0) ?? 1), 0);

interface Way {
  readonly changes: readonly Change[];
  readonly cost: number;
}

interface Change {
  /** Words are made for the nearest way alone. */
  readonly need: () => Need;
  readonly place: Place;
  /** A value with which it would hold, where one is known. */
  readonly trial?: { readonly field: string; readonly value: Value } | undefined;
  /** A field that needs some value, whichever. */
  readonly some?: string | undefined;
  /** The changes that bring this one about. */
  readonly by?: readonly Change[] | undefined;
}

/** Empty where it is so already; undefined where nothing in the row could change it. */
export function needsFor(expr: Expr, place: Place, wanted: boolean): readonly Need[] | undefined {
  const way = depthOf(expr) > deepest ? leaf(expr, place, wanted) : wayTo(expr, place, wanted);
  return way === undefined ? undefined : needsIn(way);
}

const needsIn = ({ changes }: Way): readonly Need[] => [
  ...new Map(changes.map(({ need }) => need()).map((need) => [need.text.en, need])).values(),
];

const nothing: Way = { changes: [], cost: 0 };

function wayTo(expr: Expr, place: Place, wanted: boolean): Way | undefined {
  if (holds(expr, place.row, place.scope) === wanted) return nothing;
  if (expr.kind === 'constant') return undefined;
  if (expr.kind !== 'call') return leafOrRule(expr, place, wanted);
  const [inner] = expr.args;
  switch (expr.fn) {
    case 'and':
      return wanted ? every(expr.args, place, true) : cheapest(expr.args, place, false);
    case 'or':
      return wanted ? cheapest(expr.args, place, true) : every(expr.args, place, false);
    case 'not':
      return inner === undefined ? undefined : wayTo(inner, place, !wanted);
    default:
      return leafOrRule(expr, place, wanted);
  }
}

function cheapest(parts: readonly Expr[], place: Place, wanted: boolean): Way | undefined {
  let best: Way | undefined;
  for (const part of parts) {
    const way = wayTo(part, place, wanted);
    if (way !== undefined && (best === undefined || way.cost < best.cost)) best = way;
  }
  return best;
}

function every(parts: readonly Expr[], place: Place, wanted: boolean): Way | undefined {
  const ways: { readonly part: Expr; readonly way: Way }[] = [];
  for (const part of parts) {
    const way = wayTo(part, place, wanted);
    if (way === undefined) return undefined;
    if (way.changes.length > 0) ways.push({ part, way });
  }
  // What another change brings about anyway need not be asked for.
  let kept = ways;
  for (const each of ways) {
    const others = kept.filter((other) => other !== each);
    if (
      others.length > 0 &&
      turnsOut(
        each.part,
        place,
        wanted,
        others.flatMap(({ way }) => way.changes),
      ) === true
    )
      kept = others;
  }
  const changes = kept.flatMap(({ way }) => way.changes);
  const clash = parts.some((part) => turnsOut(part, place, wanted, changes) === false) ? impossible : 0;
  return { changes, cost: kept.reduce((cost, { way }) => cost + way.cost, clash) };
}

/** More than any number of changes: values that contradict each other are the last way out. */
const impossible = 1000;

/** What an expression over these fields would see, were the changes made; undefined where that can't be told. */
function tried(place: Place, changes: readonly Change[], names: readonly string[]): Row | undefined {
  const row: Record<string, Value> = { ...place.row };
  const all = changes.flatMap((each) => each.by ?? [each]);
  const own = all.filter((each) => each.place.row === place.row);
  const others = all.filter((each) => each.place.row !== place.row);
  for (const { trial, some } of own) {
    if (trial === undefined && some === undefined) return undefined;
    if (trial !== undefined) row[trial.field] = trial.value;
  }
  if (own.some(({ some }) => some !== undefined && (row[some] ?? null) === null)) return undefined;
  // Changes of what a rule before saw show in what it gives.
  let isSeen = others.length === 0;
  for (const name of isSeen ? [] : names) {
    const definition = place.defined(name);
    const before = definition === undefined ? undefined : tried(definition.place, others, fieldsOf(definition.to));
    if (definition === undefined || before === undefined) continue;
    row[name] = evaluate(definition.to, before, definition.place.scope);
    isSeen = true;
  }
  return isSeen ? row : undefined;
}

/** Whether a part turns out as wanted with the changes made; undefined where that can't be told. */
function turnsOut(part: Expr, place: Place, wanted: boolean, changes: readonly Change[]): boolean | undefined {
  const row = tried(place, changes, fieldsOf(part));
  return row === undefined ? undefined : holds(part, row, place.scope) === wanted;
}

function leafOrRule(expr: Expr, place: Place, wanted: boolean): Way | undefined {
  const found = behind(expr, place.defined);
  const way = found === undefined ? wayByPoints(expr, place, wanted) : wayBehind(found, wanted);
  return way === undefined || way.cost >= impossible ? leaf(expr, place, wanted) : way;
}

/** The nearest way to bring a number that conditions add up to where it should be. */
function wayByPoints(expr: Expr, place: Place, wanted: boolean): Way | undefined {
  const bound = expr.kind === 'call' ? boundOf(expr, place, wanted) : undefined;
  const upwards = bound?.relation === 'ge' || bound?.relation === 'gt';
  if (bound === undefined || !(upwards || bound.relation === 'le' || bound.relation === 'lt')) return undefined;
  const definition = place.defined(bound.field);
  const items = definition === undefined ? undefined : itemsOf(definition.to, definition.place);
  if (items === undefined) return undefined;
  const ways = new Map(items.map((item) => [item, wayTo(item.when, item.place, !item.holds)]));
  const open = items.filter((item) => (ways.get(item)?.cost ?? impossible) < impossible);
  let best: { readonly set: readonly Item[]; readonly by: readonly Change[]; readonly cost: number } | undefined;
  for (const set of sets(open, upwards)) {
    if (best !== undefined && set.length > mostTogether) break;
    const by = set.flatMap((item) => ways.get(item)?.changes ?? []);
    const cost = set.reduce((sum, item) => sum + (ways.get(item)?.cost ?? 0), 0);
    if (best !== undefined && best.cost <= cost) continue;
    const row = tried(place, by, [bound.field]);
    const value = row === undefined ? summed(place.row[bound.field] ?? null, set) : (row[bound.field] ?? null);
    const isMet = holds(expr, { ...place.row, [bound.field]: value }, place.scope) === wanted;
    if (isMet) best = { set, by, cost };
  }
  if (best === undefined) return undefined;
  const { set, by, cost } = best;
  const need = (): Need => ({
    ...needAt(expr, place, wanted),
    items: set.map((item) => ({ points: item.swing, needs: needsIn(ways.get(item) ?? nothing) })),
  });
  return { changes: [{ need, place, by }], cost };
}

/** The nearest way to have a rule give something else: by a case of it, and where need be, by none of those before. */
function wayBehind({ definition: { to, place }, accepts, ways }: Behind, wanted: boolean): Way | undefined {
  const found: { readonly way: Way; readonly parts: readonly Expr[]; readonly blocking: readonly Expr[] }[] = [];
  const blocking: Expr[] = [];
  for (const { when, accepted } of ways) {
    if (accepted === wanted) {
      const parts = when === undefined ? [] : [when];
      const way = every(parts, place, true);
      if (way !== undefined) found.push({ way, parts, blocking: [...blocking] });
    } else if (when !== undefined && holds(when, place.row, place.scope)) blocking.push(when);
  }
  found.sort((a, b) => a.way.cost - b.way.cost);
  let best: Way | undefined;
  const gives = (changes: readonly Change[]): boolean | undefined => {
    const row = tried(place, changes, fieldsOf(to));
    return row === undefined ? undefined : accepts(evaluate(to, row, place.scope)) === wanted;
  };
  for (const { way, parts, blocking: before } of found) {
    if (best !== undefined && best.cost <= way.cost) break;
    if (way.changes.length > 0 && (before.length === 0 ? gives(way.changes) !== false : gives(way.changes) === true))
      return way;
    const whole = every([...before.map((each) => call('not', each)), ...parts], place, true);
    if (whole === undefined) continue;
    const cost = whole.cost + (gives(whole.changes) === false ? impossible : 0);
    if (best === undefined || cost < best.cost) best = { ...whole, cost };
  }
  return best;
}

function leaf(expr: Expr, place: Place, wanted: boolean): Way {
  const bound = coreOf(expr, place, wanted);
  const need = (): Need => needAt(expr, place, wanted);
  const trial = bound === undefined ? undefined : trialOf(bound, place);
  const change =
    bound === undefined
      ? {}
      : trial !== undefined
        ? { trial: { field: bound.field, value: trial } }
        : bound.relation === 'isPresent'
          ? { some: bound.field }
          : {};
  return { changes: [{ need, place, ...change }], cost: 1 + far(bound, place) };
}

function needAt(expr: Expr, place: Place, wanted: boolean): Need {
  const bound = coreOf(expr, place, wanted);
  const others = fieldsOf(expr).filter((name) => name !== bound?.field);
  const against = isSensitive(others, place.scope) ? ({ sensitive: true } as const) : {};
  return {
    text: conditionWords(wanted ? expr : opposite(expr), place.scope),
    compared: comparedIn(expr, place),
    ...(bound === undefined ? {} : { bound: { ...bound, shown: shownBound(bound, expr, place), ...against } }),
  };
}

