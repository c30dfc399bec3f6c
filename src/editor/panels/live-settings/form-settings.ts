import type { Words } from '../../../data/text.ts';
import type { z } from '../../../data/zod.ts';
import { shapeOf } from '../../../kinds/shared/setting-faults.ts';
import type { DescribedProperty } from '../../../kinds/shared/setting-faults.ts';

/** The settings of a connector or a target as a form asks for them, made from their schema. */

export interface Choice {
  readonly value: string | number | boolean;
  readonly label: Words;
}

export type FormSetting = {
  readonly name: string;
  readonly label: Words;
  readonly help: Words;
  readonly optional: boolean;
  /** What it is where it is left out. */
  readonly usual: string | number | undefined;
} & (
  | { readonly type: 'text'; readonly lines: boolean; readonly code: boolean }
  | { readonly type: 'duration' | 'texts' | 'boolean' | 'json' }
  | { readonly type: 'number'; readonly whole: boolean; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly type: 'choice'; readonly choices: readonly Choice[] }
);

export function formSettings(schema: z.ZodType): readonly FormSetting[] {
  const { properties, required } = shapeOf(schema);
  return Object.entries(properties).map(([name, property]): FormSetting => {
    const own = { en: name, zh: name };
    const named = { name, label: property.label ?? own, help: property.help ?? own, optional: !required.includes(name), usual: property.usual };
    const choices = choicesOf(property);
    if (choices.length > 0) return { ...named, type: 'choice', choices };
    if (property.form === 'duration') return { ...named, type: 'duration' };
    switch (property.type) {
      case 'string':
        return { ...named, type: 'text', lines: property.form === 'lines', code: property.form !== undefined };
      case 'boolean':
        return { ...named, type: 'boolean' };
      case 'number':
      case 'integer':
        return { ...named, type: 'number', whole: property.type === 'integer', min: property.minimum, max: property.maximum };
      case 'array':
        return { ...named, type: 'texts' };
      case 'object':
        return { ...named, type: 'json' };
      default:
        // Of a text or a number, such as where to begin in a column, a text says either.
        return { ...named, type: 'text', lines: false, code: true };
    }
  });
}

function choicesOf({ enum: listed, anyOf, choices: named }: DescribedProperty): readonly Choice[] {
  const values = listed ?? (anyOf ?? []).flatMap((each) => (typeof each === 'object' && each.const !== undefined ? [each.const] : []));
  return values.filter(isPlain).map((value) => ({ value, label: named?.[String(value)] ?? { en: String(value), zh: String(value) } }));
}

const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
