import type { Row, Value } from '../data/field.ts';
import type { Words } from '../data/text.ts';
import { check } from './check.ts';
import type { Expr } from './expr.ts';
import { convert } from './import/convert.ts';
import { nothingKnown } from './import/reading.ts';
import type { Reading } from './import/reading.ts';
import { sampleRows } from './import/sample.ts';
import { evaluate, holds } from './interpret.ts';
import { applyRaw, asValue, rowAsData, truthy } from './json-logic.ts';
import type { Scope } from './scope.ts';
import { sizeOfRaw } from './stored.ts';
import { fieldsOf } from './walk.ts';

/** JsonLogic from elsewhere, as a typed tree where that answers the same on every row, and as it is where it may not. */
export interface Imported {
  readonly expr: Expr;
  /** Why it stays raw. */
  readonly why?: Words | undefined;
  /** What it would become, if it were converted all the same. */
  readonly candidate?: Expr | undefined;
  /** A row on which the candidate answers otherwise. */
  readonly example?: Difference | undefined;
}

export interface Difference {
  readonly row: Row;
  readonly raw: Value;
  readonly typed: Value;
}

/** As a condition only the truth of the answer matters; as a value all of it does. */
export type ImportUse = 'condition' | 'value';

/** Never throws, never drops a part. */
export function importJsonLogic(logic: unknown, scope: Scope, use: ImportUse = 'condition'): Imported {
  const raw: Expr = { kind: 'raw', logic };
  const unusable = sizeOfRaw(logic);
  if (unusable !== undefined) return { expr: raw, why: unusable.message };
  const fields = new Map(scope.fields.map((field) => [field.name, field]));
  const reading: Reading = { field: (name) => fields.get(name), doubts: [], refusal: undefined };
  const { expr: candidate } = convert(logic, nothingKnown, use === 'condition', reading);
  if (reading.refusal !== undefined) return { expr: raw, why: reading.refusal };
  const wrong = check(candidate, scope).problems.find((problem) => problem.severity === 'error');
  if (wrong !== undefined) return { expr: raw, why: wrong.message };
  const [why] = reading.doubts;
  if (why === undefined) return { expr: candidate };
  return { expr: raw, why, candidate, example: differenceBetween(logic, candidate, scope, use) };
}

/** The simplest of many rows on which the two answer differently. */
function differenceBetween(logic: unknown, candidate: Expr, scope: Scope, use: ImportUse): Difference | undefined {
  for (const row of sampleRows(fieldsOf(candidate), logic, scope)) {
    const result = applyRaw(logic, rowAsData(row));
    const raw = use === 'condition' ? truthy(result) : asValue(result);
    const typed = use === 'condition' ? holds(candidate, row, scope) : evaluate(candidate, row, scope);
    if (JSON.stringify(raw) !== JSON.stringify(typed)) return { row, raw, typed };
  }
  return undefined;
}
