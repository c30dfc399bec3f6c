import type { Row } from '../../data/field.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Scope } from '../../logic/scope.ts';

/** A row as an expression sees it. */
export interface Place {
  readonly row: Row;
  readonly scope: Scope;
  /** How a rule before gave a field its value, and what that rule saw. */
  readonly defined: (name: string) => Definition | undefined;
}

export interface Definition {
  readonly to: Expr;
  readonly place: Place;
  /** The rule says itself which of its cases it was, and better than its conditions would. */
  readonly speaks?: true | undefined;
}
