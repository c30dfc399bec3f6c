import type { EventName, FlowField } from '../data/field.ts';
import type { Text, Words } from '../data/text.ts';
import type { Expr } from './expr.ts';

/** What an expression can see. */
export interface Scope {
  readonly fields: readonly FlowField[];
  readonly sets: readonly NamedSet[];
  /** The field that `now` stands for; undefined where rows have no time. */
  readonly time?: string | undefined;
  /** What a row is called, for sentences. */
  readonly event?: EventName | undefined;
  /** The zone that sentences tell times in; UTC where left out. */
  readonly zone?: string | undefined;
}

export interface NamedSet {
  readonly id: string;
  readonly name: Text;
  readonly type: 'text' | 'number';
  readonly values: readonly (string | number)[];
}

/** Something wrong with an expression, and where in its tree: the positions of arguments from the root down. */
export interface ExprProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: Words;
  readonly path: readonly number[];
  readonly field?: string | undefined;
  /** The whole expression as it would be, were it mended. */
  readonly fix?: { readonly label: Words; readonly expr: Expr } | undefined;
}
