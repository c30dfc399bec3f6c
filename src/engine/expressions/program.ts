import type { Batch, Column } from '../../data/columns.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Scope } from '../../logic/scope.ts';
import { frameOf, interpret } from './interpret.ts';
import type { Wanted } from './interpret.ts';

/** An expression that has been checked, and what its result is wanted as. */
export interface Typed {
  readonly expr: Expr;
  readonly type: Wanted;
}

/** Computes its expressions for the rows of a batch, whose columns stand in the order of the scope's fields. */
export interface Program {
  run(batch: Batch): readonly Column[];
}

export function compileExpressions(exprs: readonly Typed[], scope: Scope): Program {
  return {
    run: (batch) => {
      const frame = frameOf(batch, scope);
      return exprs.map(({ expr, type }) => interpret(expr, type, frame));
    },
  };
}
