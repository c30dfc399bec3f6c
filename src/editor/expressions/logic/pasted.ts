import type { FieldType, Row, Value } from '../../../data/field.ts';
import type { Json } from '../../../data/json.ts';
import type { StoredExpression } from '../../../data/schema.ts';
import type { Words } from '../../../data/text.ts';
import type { Expr } from '../../../logic/expr.ts';
import { importJsonLogic } from '../../../logic/import.ts';
import type { ImportUse } from '../../../logic/import.ts';
import type { Scope } from '../../../logic/scope.ts';
import { fromStored, toStored } from '../../../logic/stored.ts';
import { fieldsOf } from '../../../logic/walk.ts';

/** What JsonLogic that somebody pastes becomes here. */
export type Pasted =
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken' }
  /** It answers the same on every row that can come. */
  | { readonly kind: 'typed'; readonly expr: Expr; readonly stored: StoredExpression }
  | Foreign;

/** It is kept, and runs as it is: the typed language may answer otherwise, or has no word for a part of it. */
export interface Foreign {
  readonly kind: 'raw';
  readonly stored: StoredExpression;
  readonly why: Words | undefined;
  /** What it would be in the typed language, if one took the difference. */
  readonly candidate: { readonly expr: Expr; readonly stored: StoredExpression } | undefined;
  readonly difference: Difference | undefined;
}

/** A row on which the answer would be another. */
export interface Difference {
  /** The fields that decide, and their values. */
  readonly fields: readonly (readonly [name: string, value: Value])[];
  readonly raw: Value;
  readonly typed: Value;
}

/** JSON as it is pasted. What this product stored itself says so, and needs no reading. */
export function readPasted(text: string, scope: Scope, expected: FieldType | undefined): Pasted {
  if (text.trim() === '') return { kind: 'empty' };
  const logic = parsed(text);
  if (logic === undefined) return { kind: 'broken' };
  if (isOurs(logic.value)) {
    const { expr, problems } = fromStored(logic.value);
    if (problems.length === 0 && expr.kind !== 'raw') return { kind: 'typed', expr, stored: toStored(expr) };
  }
  return readForeign(isMarkedRaw(logic.value) ? logic.value.raw : logic.value, scope, expected);
}

export function readForeign(logic: Json, scope: Scope, expected: FieldType | undefined): Exclude<Pasted, { kind: 'empty' | 'broken' }> {
  const use: ImportUse = expected === 'boolean' ? 'condition' : 'value';
  const { expr, why, candidate, example } = importJsonLogic(logic, scope, use);
  if (expr.kind !== 'raw') return { kind: 'typed', expr, stored: toStored(expr) };
  return {
    kind: 'raw',
    stored: { raw: logic },
    why,
    candidate: candidate === undefined ? undefined : { expr: candidate, stored: toStored(candidate) },
    difference: example === undefined || candidate === undefined ? undefined : { fields: deciding(candidate, example.row), raw: example.raw, typed: example.typed },
  };
}

const deciding = (expr: Expr, row: Row): Difference['fields'] => fieldsOf(expr).map((name) => [name, row[name] ?? null]);

function parsed(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

const isOurs = (logic: Json): boolean => typeof logic === 'object' && logic !== null && !Array.isArray(logic) && Object.keys(logic).join() === 'logic';

const isMarkedRaw = (logic: Json): logic is { readonly raw: Json } =>
  typeof logic === 'object' && logic !== null && !Array.isArray(logic) && Object.keys(logic).join() === 'raw';
