import type { Json } from '../data/schema.ts';
import type { Expr } from './expr.ts';
import type { OperationName } from './operations.ts';
import { nothingKnown } from './presence.ts';
import type { Known } from './presence.ts';
import type { Scope } from './scope.ts';

/** What the parts of the guard share. */
export interface Context {
  readonly scope: Scope;
  readonly field: (name: string) => Scope['fields'][number] | undefined;
  /** Operations of the pack that were used. */
  readonly needs: Set<OperationName>;
  readonly compile: (expr: Expr, around: Around) => Compiled;
}

export interface Around extends Known {
  /** Only whether the result counts as true matters: null will do for false. */
  readonly loose: boolean;
}

export interface Compiled {
  readonly json: Json;
  /** The result can be null. */
  readonly nullable: boolean;
}

export const nowhere: Around = { ...nothingKnown, loose: false };

/** The condition of `any`, `all` or `none`. */
export const perElement = (condition: Expr | undefined, context: Context): Json =>
  condition === undefined ? false : context.compile(condition, { ...nowhere, loose: true }).json;
