import { allOf, call } from '../expr.ts';
import type { Expr } from '../expr.ts';
import { signatureOf } from '../functions.ts';
import { heldBy, presentWhere } from '../presence.ts';
import { equalExpr } from '../walk.ts';

/** Guards that say what the typed language means anyway are left out, so that an export comes back as it was. */

/** All of the conditions, without those that a later one includes. */
export function simplified(conditions: readonly Expr[]): Expr {
  return allOf(conditions.filter((each, index) => !conditions.slice(index + 1, index + 40).some((later) => includes(later, each))));
}

/** Whether a test can be true only where the guard is. */
function includes(later: Expr, guard: Expr): boolean {
  if (guard.kind !== 'call') return false;
  const [first, second] = guard.args;
  if (first === undefined) return false;
  if (guard.fn === 'isPresent') return first.kind === 'field' && presentWhere(later, true).has(first.name);
  const notZero = guard.fn === 'not' && first.kind === 'call' && first.fn === 'eq' ? first.args : guard.fn === 'ne' ? [first, second] : [];
  const [divisor, zero] = notZero;
  return divisor !== undefined && zero?.kind === 'constant' && zero.value === 0 && later.kind === 'call' && signatureOf(later.fn).test && strictly(later) && dividesBy(later, divisor);
}

const strictly = ({ fn }: Extract<Expr, { kind: 'call' }>): boolean => !['and', 'or', 'not', 'isMissing', 'isPresent', 'any', 'all', 'none'].includes(fn);

/** Whether the expression is missing where the divisor is zero, because it divides by it. */
function dividesBy(expr: Expr, divisor: Expr): boolean {
  if (expr.kind !== 'call' || expr.fn === 'if' || expr.fn === 'coalesce') return false;
  const by = expr.args[1];
  if ((expr.fn === 'divide' || expr.fn === 'modulo') && by !== undefined && equalExpr(by, divisor)) return true;
  return expr.args.some((arg) => !(arg.kind === 'call' && signatureOf(arg.fn).test) && dividesBy(arg, divisor));
}

/** `if(a is missing, missing, f(a))` is `f(a)`, where that is missing without `a` anyway. */
export function unguarded(expr: Expr): Expr {
  if (expr.kind !== 'call' || expr.fn !== 'if' || expr.args.length !== 3) return expr;
  const [condition, nothing, body] = expr.args;
  if (condition === undefined || body === undefined || nothing?.kind !== 'constant' || nothing.value !== null) return expr;
  const reasons = condition.kind === 'call' && condition.fn === 'or' ? condition.args : [condition];
  const held = heldBy(body);
  const needed = reasons.filter((reason) => {
    if (reason.kind !== 'call') return true;
    const [part, zero] = reason.args;
    if (reason.fn === 'isMissing') return !(part?.kind === 'field' && held.has(part.name));
    return !(reason.fn === 'eq' && part !== undefined && zero?.kind === 'constant' && zero.value === 0 && dividesBy(body, part));
  });
  const [only] = needed;
  if (only === undefined) return body;
  return needed.length === reasons.length ? expr : call('if', needed.length === 1 ? only : call('or', ...needed), nothing, body);
}
