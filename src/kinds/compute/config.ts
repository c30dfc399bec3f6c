import { fieldTypes, roles } from '../../data/field.ts';
import { expressionSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import { fieldName, labelSchema } from '../shared/schema.ts';

/** Changes to fields, made in order: each sees what those before it made. */

const setSchema = z.looseObject({
  set: z.looseObject({
    name: fieldName,
    type: z.enum(fieldTypes).optional().describe('The type of the value; found from the formula, where left out.'),
    label: labelSchema,
    decimals: z.int().min(0).max(9).optional(),
    unit: z.string().optional(),
    currency: z.string().regex(/^[A-Z]{3}$/).optional(),
    roles: z.array(z.enum(roles)).optional(),
    measure: z.string().optional(),
  }),
  to: expressionSchema,
});

const renameSchema = z.looseObject({ rename: fieldName, to: fieldName, label: labelSchema });

const dropSchema = z.looseObject({ drop: fieldName });

const cleanSchema = z.looseObject({
  clean: fieldName,
  trim: z.boolean().optional(),
  case: z.enum(['lower', 'upper']).optional(),
  cast: z.enum(['number', 'text']).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional().describe('Stands in for a missing value.'),
});

export const config = z.looseObject({
  changes: z
    .array(z.union([setSchema, renameSchema, dropSchema, cleanSchema]))
    .describe('Made in order. `set` adds or replaces a field; `clean` trims, changes case, casts, then fills in what is missing.'),
});
export type ComputeConfig = z.infer<typeof config>;
export type SetChange = z.infer<typeof setSchema>;
export type RenameChange = z.infer<typeof renameSchema>;
export type DropChange = z.infer<typeof dropSchema>;
export type CleanChange = z.infer<typeof cleanSchema>;

/** The changes as told apart, since their objects allow for keys of later versions. */
export type ChangeOf =
  | { readonly type: 'set'; readonly change: SetChange }
  | { readonly type: 'rename'; readonly change: RenameChange }
  | { readonly type: 'drop'; readonly change: DropChange }
  | { readonly type: 'clean'; readonly change: CleanChange };

export function changeOf(change: ComputeConfig['changes'][number]): ChangeOf {
  if (isSet(change)) return { type: 'set', change };
  if (isRename(change)) return { type: 'rename', change };
  return isDrop(change) ? { type: 'drop', change } : { type: 'clean', change };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isSet = (change: object): change is SetChange => 'set' in change && isObject(change.set) && 'to' in change && isObject(change.to);
const isRename = (change: object): change is RenameChange => 'rename' in change && typeof change.rename === 'string';
const isDrop = (change: object): change is DropChange => 'drop' in change && typeof change.drop === 'string';
