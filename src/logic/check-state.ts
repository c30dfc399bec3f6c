import type { FlowField } from '../data/field.ts';
import type { Words } from '../data/text.ts';
import { partInWords } from './check-words.ts';
import type { Expr } from './expr.ts';
import type { ValueType } from './functions.ts';
import type { Magnitude } from './magnitude.ts';
import { mended } from './mend.ts';
import type { ExprProblem, NamedSet, Scope } from './scope.ts';
import { replaceAt } from './walk.ts';

/** What the checks of an expression share: what was found of each part, and where problems go. */

export interface State {
  readonly root: Expr;
  readonly scope: Scope;
  readonly field: (name: string) => FlowField | undefined;
  readonly set: (id: string) => NamedSet | undefined;
  readonly forRule: boolean;
  readonly problems: ExprProblem[];
}

export interface Found {
  readonly type: ValueType | undefined;
  readonly optional: boolean;
  readonly tainted: boolean;
  readonly magnitude: Magnitude | undefined;
  /** Conditions only: what makes it false where it is missing. */
  readonly doubt: Expr | undefined;
}

export const unknown: Found = { type: undefined, optional: true, tainted: false, magnitude: undefined, doubt: undefined };

export type Path = readonly number[];

/** Where one mistake repeats itself a thousand times, these are enough to see it. */
export const mostProblems = 100;

export function complain(state: State, path: Path, code: string, message: Words, fix?: ExprProblem['fix'], field?: string): void {
  if (state.problems.length < mostProblems) state.problems.push({ code, severity: 'error', message, path, fix, field });
}

/** The same expression with a part that has the wanted type, where that is easily had. */
export function fixOf(part: Expr, path: Path, wanted: ValueType, type: ValueType, state: State): ExprProblem['fix'] {
  const found = mended(part, wanted, type, (lang) => partInWords(part, state, lang));
  return found && { label: found.label, expr: replaceAt(state.root, path, found.expr) };
}
