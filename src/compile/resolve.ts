import { field, list, missing, numbers } from '../logic/expr.ts';
import type { Expr } from '../logic/expr.ts';
import type { Scope } from '../logic/scope.ts';
import { mapExpr } from '../logic/walk.ts';

/** Replaces named sets by their values and `now` by the field that holds the event's time. */
export function resolve(expr: Expr, scope: Scope): Expr {
  return mapExpr(expr, (part) => {
    if (part.kind === 'set') {
      const set = scope.sets.find((each) => each.id === part.id);
      if (set === undefined) return list([]);
      return set.type === 'number' ? numbers(set.values.map(Number)) : list(set.values.map(String));
    }
    if (part.kind === 'now') return scope.time === undefined ? missing : field(scope.time);
    return part;
  });
}

