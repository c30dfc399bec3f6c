import type { FieldType } from '../../data/field.ts';
import type { StoredExpression } from '../../data/schema.ts';
import { asConditions } from '../../logic/builder.ts';
import { readExpression } from '../../logic/stored.ts';

/** The three faces of an expression. */
export const faces = ['builder', 'formula', 'logic'] as const;
export type Face = (typeof faces)[number];

/** Conditions are built; a value is a formula. JsonLogic is one click further. */
export const facesFor = (expected: FieldType | undefined): readonly Face[] => (expected === 'boolean' ? faces : ['formula', 'logic']);

/** The face that shows an expression best: the first that has a form for it. */
export function faceFor(value: StoredExpression | undefined, expected: FieldType | undefined): Face {
  if (value === undefined) return expected === 'boolean' ? 'builder' : 'formula';
  const { expr, problems } = readExpression(value);
  if (expr.kind === 'raw' || problems.length > 0) return 'logic';
  return expected === 'boolean' && asConditions(expr).kind !== 'formula' ? 'builder' : 'formula';
}
