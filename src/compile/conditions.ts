import { allOf, call } from '../logic/expr.ts';
import type { Expr } from '../logic/expr.ts';
import { equalExpr } from '../logic/walk.ts';

/** And and or of the conditions on which rows take a path, as short as they can plainly be said. */

const isTrue = (expr: Expr): boolean => expr.kind === 'constant' && expr.value === true;

/** All of the conditions, those that always hold left out. */
export function both(...conditions: readonly Expr[]): Expr {
  return allOf(conditions.filter((each) => !isTrue(each)).flatMap((each) => (each.kind === 'call' && each.fn === 'and' ? each.args : [each])));
}

/** Rows that come by one of two ways. Branches of one node that meet again cancel out: x or not x holds always. */
export function either(one: Expr, other: Expr): Expr {
  let ways = [...disjuncts(one), ...disjuncts(other)].map(conjuncts);
  for (let merged = mergePair(ways); merged !== undefined; merged = mergePair(ways)) ways = merged;
  const [only] = ways;
  return only !== undefined && ways.length === 1 ? allOf(only) : call('or', ...ways.map(allOf));
}

type Conjunction = readonly Expr[];

const disjuncts = (expr: Expr): readonly Expr[] => (expr.kind === 'call' && expr.fn === 'or' ? expr.args : [expr]);
const conjuncts = (expr: Expr): Conjunction => (isTrue(expr) ? [] : expr.kind === 'call' && expr.fn === 'and' ? expr.args : [expr]);
const opposite = (a: Expr, b: Expr): boolean =>
  (a.kind === 'call' && a.fn === 'not' && a.args[0] !== undefined && equalExpr(a.args[0], b)) ||
  (b.kind === 'call' && b.fn === 'not' && b.args[0] !== undefined && equalExpr(b.args[0], a));

function mergePair(ways: readonly Conjunction[]): Conjunction[] | undefined {
  for (const [at, way] of ways.entries()) {
    for (const [later, other] of ways.entries()) {
      const merged = later > at ? merge(way, other) : undefined;
      if (merged !== undefined) return ways.flatMap((each, index) => (index === at ? [merged] : index === later ? [] : [each]));
    }
  }
  return undefined;
}

/** Two ways as one: where the longer only adds to the shorter, or where they differ in one condition and its opposite. */
function merge(one: Conjunction, other: Conjunction): Conjunction | undefined {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  const has = (way: Conjunction, condition: Expr): boolean => way.some((each) => equalExpr(each, condition));
  if (shorter.every((condition) => has(longer, condition))) return shorter;
  const own = shorter.filter((condition) => !has(longer, condition));
  const others = longer.filter((condition) => !has(shorter, condition));
  const [mine] = own;
  const [theirs] = others;
  if (mine === undefined || theirs === undefined || own.length !== 1 || others.length !== 1 || !opposite(mine, theirs)) return undefined;
  return shorter.filter((condition) => condition !== mine);
}
