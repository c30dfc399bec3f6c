import type { FieldType, FlowField, Magnitude } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import type { StoredExpression } from '../../data/schema.ts';
import { check } from '../../logic/check.ts';
import { field as fieldRef, missing } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import type { ValueType } from '../../logic/functions.ts';
import type { Scope } from '../../logic/scope.ts';
import { beyondSources } from '../../logic/magnitude.ts';
import { setAsConstant } from '../../logic/sets.ts';
import { readExpression, toStored } from '../../logic/stored.ts';
import { verdictOf } from '../../logic/verdict.ts';
import type { Verdict } from '../../logic/verdict.ts';
import { fieldsOf, mapExpr, renameFields, renameSets, setsOf } from '../../logic/walk.ts';
import type { Reference, Renames, Stream, Surroundings } from '../contract.ts';
import { problem } from './problems.ts';
import type { Path } from './problems.ts';
import { renamesAt } from './renames.ts';
import { findField } from './streams.ts';

/** Expressions that stand in configs: checked, said, renamed and compiled the same way in every kind. */

export function scopeOf(stream: Stream, around: Surroundings): Scope {
  return { fields: stream.fields, sets: around.sets, time: stream.time, event: stream.event, zone: around.zone };
}

export interface ExpressionUse {
  /** True in rules and in features of them, which may not use a label. */
  readonly forRule?: boolean | undefined;
}

export function checkExpression(
  stored: StoredExpression,
  stream: Stream,
  around: Surroundings,
  expected: FieldType | undefined,
  at: Path,
  { forRule = false }: ExpressionUse = {},
): readonly Problem[] {
  const { expr, problems } = readExpression(stored);
  const scope = scopeOf(stream, around);
  const found = problems.length > 0 ? problems : check(expr, scope, expected, { forRule }).problems;
  const verdict = expected === 'boolean' && found.length === 0 ? verdictOf(expr, scope) : undefined;
  if (verdict !== undefined) return [decided(verdict, around, at)];
  return found.map(({ code, severity, message, field, fix }) =>
    problem(around, {
      code,
      severity,
      en: message.en,
      zh: message.zh,
      at,
      field,
      fix: fix && { label: fix.label, at, value: toStored(fix.expr) },
    }),
  );
}

function decided(verdict: Verdict, around: Surroundings, at: Path): Problem {
  if (verdict === 'never') {
    return problem(around, { code: 'never-holds', severity: 'warning', en: 'No row can ever pass this condition: its parts contradict each other', zh: '没有任何一行能满足这个条件：它的各部分互相矛盾', at });
  }
  return problem(around, { code: 'always-holds', severity: 'hint', en: 'Every row passes this condition, so it decides nothing', zh: '每一行都满足这个条件，它起不到筛选作用', at });
}

/** What is known of an expression's value; `numbers` is a list that no field can hold. */
export function typeOfExpression(
  stored: StoredExpression,
  stream: Stream,
  around: Surroundings,
): { readonly type: ValueType | undefined; readonly optional: boolean; readonly tainted: boolean; readonly magnitude: Magnitude | undefined; readonly whole: boolean } {
  const { type, optional, tainted, magnitude } = check(readExpression(stored).expr, scopeOf(stream, around));
  return { type, optional, tainted, magnitude: beyondSources(type, magnitude), whole: type === 'number' && (magnitude?.grain ?? -1) >= 0 };
}

/** The names of the fields an expression uses. */
export const expressionFields = (stored: StoredExpression | undefined): readonly string[] =>
  stored === undefined ? [] : fieldsOf(readExpression(stored).expr);

export const fieldsUsed = (stored: StoredExpression | undefined, stream: Stream): readonly FlowField[] =>
  expressionFields(stored).flatMap((name) => findField(stream, name) ?? []);

export function expressionReferences(stored: StoredExpression | undefined, input: string, at: Path): readonly Reference[] {
  if (stored === undefined) return [];
  const { expr } = readExpression(stored);
  return [
    ...fieldsOf(expr).map((name) => ({ to: 'field', name, input, at }) as const),
    ...setsOf(expr).map((id) => ({ to: 'set', id, at }) as const),
  ];
}

/** The expression under new names. What can't be read stays as it is. */
export function renameExpression(stored: StoredExpression, renames: Renames, input = 'in'): StoredExpression {
  return renameInExpression(stored, renamesAt(renames, input), renames.sets);
}

export function renameInExpression(
  stored: StoredExpression,
  fields: ReadonlyMap<string, string> | undefined,
  sets: ReadonlyMap<string, string> | undefined,
): StoredExpression {
  const { expr, problems } = readExpression(stored);
  if (problems.length > 0) return stored;
  const named = renameFields(expr, fields ?? new Map());
  const next = sets === undefined || sets.size === 0 ? named : renameSets(named, sets);
  return next === expr ? stored : toStored(next);
}

/** The expression as plans hold it: value sets by their values, `now` by the field that holds the time. */
export function compileExpression(stored: StoredExpression, stream: Stream, around: Surroundings): Expr {
  return resolved(readExpression(stored).expr, stream, around);
}

export function resolved(expr: Expr, stream: Stream, around: Surroundings): Expr {
  return mapExpr(expr, (part) => {
    if (part.kind === 'now') return stream.time === undefined ? missing : fieldRef(stream.time);
    return part.kind === 'set' ? setAsConstant(around.sets, part.id) : part;
  });
}
