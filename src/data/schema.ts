import { fieldTypes, largestNumber, roles } from './field.ts';
import { type Json, jsonFault } from './json.ts';
import { z } from './zod.ts';

/** Schemas of what documents and plans share. The types they parse to are those of field.ts and text.ts. */

export const textSchema = z
  .union([z.string(), z.strictObject({ en: z.string().optional(), zh: z.string().optional() })])
  .describe('Words of the author: one text, or one for each language.');

export const idSchema = z.string().regex(/^[a-z][a-z0-9_-]*$/, 'an id starts with a letter a-z; then a-z, 0-9, _ and -');

const reserved = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Why a field may not have this name, or undefined where it may. Segments between dots are judged one by one. */
export function badFieldName(name: string): 'empty' | 'reserved' | 'long' | undefined {
  if (name.length > 200) return 'long';
  for (const segment of name.split('.')) {
    if (segment.trim() === '') return 'empty';
    if (reserved.has(segment)) return 'reserved';
  }
  return undefined;
}

const number = z.number().min(-largestNumber).max(largestNumber);

export const fieldSchema = z.looseObject({
  name: z.string().refine((name) => badFieldName(name) === undefined, 'not a usable field name'),
  type: z.enum(fieldTypes),
  from: z.string().optional(),
  label: textSchema.optional(),
  decimals: z.int().min(0).max(9).optional(),
  unit: z.string().optional(),
  currency: z.string().regex(/^[A-Z]{3}$/).optional(),
  roles: z.array(z.enum(roles)).optional(),
  positive: z.union([z.string(), z.number(), z.boolean()]).optional(),
  required: z.boolean().optional(),
  values: z.array(z.string()).optional(),
  min: number.optional(),
  max: number.optional(),
  measure: z.string().optional(),
});

export const eventNameSchema = z.looseObject({
  one: textSchema,
  many: textSchema.optional(),
  measure: z.string().optional(),
});

// zod's own JSON schema recurses several frames a level and tries each type in turn: too deep, too slow for rows.
export const jsonSchema: z.ZodType<Json> = z.any().refine((value) => jsonFault(value) === undefined, 'not plain JSON');
export type { Json } from './json.ts';

/** An expression at rest: JsonLogic in the typed language, or foreign JsonLogic kept as it is. */
export const expressionSchema = z
  .union([z.strictObject({ logic: jsonSchema }), z.strictObject({ raw: jsonSchema })])
  .describe('JsonLogic: `logic` in the typed language, `raw` as written elsewhere.');
export type StoredExpression = z.infer<typeof expressionSchema>;
