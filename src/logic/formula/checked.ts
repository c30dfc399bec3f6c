import type { Text } from '../../data/text.ts';
import { languages } from '../../data/text.ts';
import { check } from '../check.ts';
import type { Checked, CheckOptions } from '../check.ts';
import type { Expr } from '../expr.ts';
import type { ValueType } from '../functions.ts';
import type { Scope } from '../scope.ts';
import { mapExpr } from '../walk.ts';
import { parse, rangeAt } from './parse.ts';
import type { FormulaProblem, Located } from './parse.ts';
import { print } from './print.ts';

/** A formula read in its surroundings: names resolved, types checked, each problem at its place in the text. */

export interface CheckedFormula {
  /** Undefined where the formula can't be read; where it can, `problems` tell whether it can be used. */
  readonly expr: Expr | undefined;
  readonly problems: readonly FormulaProblem[];
  /** What the checker knows of it. */
  readonly checked: Checked | undefined;
  readonly located: Located | undefined;
}

export interface FormulaOptions extends CheckOptions {
  readonly expected?: ValueType | undefined;
}

export function parseFormula(formula: string, scope: Scope, { expected, ...options }: FormulaOptions = {}): CheckedFormula {
  const { expr: written, problems, located } = parse(formula);
  if (written === undefined || located === undefined) return { expr: undefined, problems, checked: undefined, located };
  const expr = resolved(written, scope);
  const checked = check(expr, scope, expected, options);
  const found = checked.problems.map(({ code, severity, message, path, field, fix }): FormulaProblem => ({
    code,
    severity,
    message,
    range: rangeAt(located, path),
    field,
    fix: fix && { label: fix.label, formula: print(fix.expr) },
  }));
  return { expr, problems: [...problems, ...found], checked, located };
}

/** People see labels everywhere, and write them: each name that is no field, but the label of just one, means that field. */
function resolved(expr: Expr, scope: Scope): Expr {
  const fields = byWords(scope.fields.map(({ name, label }) => [name, label]));
  const sets = byWords(scope.sets.map(({ id, name }) => [id, name]));
  return mapExpr(expr, (part) => {
    if (part.kind === 'field') return { ...part, name: fields(part.name) };
    return part.kind === 'set' ? { ...part, id: sets(part.id) } : part;
  });
}

/** Finds a name by itself, by its words in any language, or by itself in other case, in this order; or leaves it. */
function byWords(entries: readonly (readonly [name: string, words: Text | undefined])[]): (written: string) => string {
  const names = new Set(entries.map(([name]) => name));
  const found = new Map<string, string | undefined>();
  const note = (key: string, name: string): void => {
    found.set(key, found.has(key) && found.get(key) !== name ? undefined : name);
  };
  for (const [name, words] of entries) {
    const all = typeof words === 'string' ? [words] : languages.map((lang) => words?.[lang]);
    for (const each of [name, ...all]) if (each !== undefined) note(folded(each), name);
  }
  return (written) => (names.has(written) ? written : (found.get(folded(written)) ?? written));
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
