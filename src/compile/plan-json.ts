import type { Json } from '../data/schema.ts';
import type { Expr } from '../logic/expr.ts';
import { toJsonLogic } from '../logic/guard.ts';
import type { Plan } from '../plan/plan.ts';
import { mapExpressions, rowsOfSteps, scopeOf } from '../plan/rows.ts';

/** The plan as JSON, each expression as guarded plain JsonLogic. */
export function planJson(plan: Plan): Json {
  const rows = rowsOfSteps(plan.steps);
  const printed = new Map<object, unknown>();
  const needs = new Set<string>();
  const steps = plan.steps.map((step) =>
    mapExpressions(step, rows, (expr, seen): Expr => {
      const own = { ...expr };
      const compiled = toJsonLogic(own, scopeOf(seen));
      printed.set(own, compiled.logic);
      for (const operation of compiled.needs) needs.add(operation);
      return own;
    }),
  );
  const replaced: unknown = JSON.parse(
    JSON.stringify({ ...plan, needs: [...needs].sort(), steps }, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && printed.has(value) ? printed.get(value) : value,
    ),
  );
  return replaced as Json;
}
