import jsonLogic from 'json-logic-js';
import type { Rows, RowsByStream } from '../../src/plan/rows.ts';
import { mapExpressions, rowsOfSteps, scopeOf } from '../../src/plan/rows.ts';
import type { Field, Value } from '../../src/data/field.ts';
import type { Json } from '../../src/data/schema.ts';
import { isTime } from '../../src/data/time.ts';
import type { Expr } from '../../src/logic/expr.ts';
import { toJsonLogic } from '../../src/logic/guard.ts';
import { asValue, rowAsData, truthy } from '../../src/logic/json-logic.ts';
import { register } from '../../src/logic/operations.ts';
import type { Plan, Step } from '../../src/plan/plan.ts';
import type { ReferenceRow } from './row.ts';

register(jsonLogic);

type Logic = Parameters<typeof jsonLogic.apply>[0];

export interface Prepared {
  readonly steps: readonly Step[];
  /** The fields that each stream has. */
  readonly fields: RowsByStream;
  /** The fields that an expression of one of the steps sees. */
  readonly seenBy: (expr: Expr) => Rows;
  readonly evaluate: (expr: Expr, row: ReferenceRow) => Value;
  readonly holds: (expr: Expr, row: ReferenceRow) => boolean;
}

/** Every expression as the JsonLogic that a plan is printed with, run by json-logic-js itself. */
export function prepare(plan: Plan): Prepared {
  const fields = rowsOfSteps(plan.steps);
  const printed = new Map<Expr, { readonly logic: Json; readonly seen: Rows }>();
  const steps = plan.steps.map((step) =>
    mapExpressions(step, fields, (expr, seen) => {
      const own = { ...expr };
      printed.set(own, { logic: toJsonLogic(expr, scopeOf(seen)).logic, seen });
      return own;
    }),
  );
  const known = (expr: Expr) => {
    const found = printed.get(expr);
    if (found === undefined) throw new Error('an expression of another plan');
    return found;
  };
  const apply = (expr: Expr, row: ReferenceRow): unknown => {
    try {
      return jsonLogic.apply(known(expr).logic as Logic, rowAsData(row.values)) as unknown;
    } catch (error) {
      // Raw JsonLogic may hold an operator that nobody knows; then it has no value.
      if (expr.kind === 'raw') return null;
      throw error;
    }
  };
  return {
    steps,
    fields,
    seenBy: (expr) => known(expr).seen,
    evaluate: (expr, row) => asValue(apply(expr, row)),
    holds: (expr, row) => (expr.kind === 'raw' ? truthy(apply(expr, row)) : apply(expr, row) === true),
  };
}

/** What a field takes of a computed value: whole milliseconds of the years 1 to 9999, and nothing of another type. */
export function asField(value: Value, { type }: Field): Value {
  switch (type) {
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'text':
      return typeof value === 'string' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'time':
      return typeof value === 'number' && isTime(Math.floor(value)) ? Math.floor(value) : null;
    case 'list':
      return Array.isArray(value) ? value : null;
  }
}
