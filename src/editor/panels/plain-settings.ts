import { z } from '../../data/zod.ts';

/** The settings of a config that a plain form can ask for, as its schema tells. */

interface Named {
  readonly name: string;
  readonly optional: boolean;
  readonly about: string | undefined;
}

export type Setting = Named &
  (
    | { readonly type: 'text' | 'texts' | 'boolean' }
    | {
        readonly type: 'number';
        readonly whole: boolean;
        readonly min: number | undefined;
        readonly max: number | undefined;
      }
    | { readonly type: 'choice'; readonly values: readonly string[] }
  );

type Shape = z.core.JSONSchema.BaseSchema;

export function settingsOf(schema: z.ZodType): readonly Setting[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).flatMap(([name, shape]): readonly Setting[] => {
    if (typeof shape === 'boolean') return [];
    const named = { name, optional: !required.includes(name), about: shape.description };
    const setting = settingOf(named, shape);
    return setting === undefined ? [] : [setting];
  });
}

function settingOf(named: Named, shape: Shape): Setting | undefined {
  const values = shape.enum?.filter((value) => typeof value === 'string');
  if (values !== undefined && values.length > 0) return { ...named, type: 'choice', values };
  switch (shape.type) {
    case 'string':
      return { ...named, type: 'text' };
    case 'boolean':
      return { ...named, type: 'boolean' };
    case 'number':
    case 'integer':
      return { ...named, type: 'number', whole: shape.type === 'integer', min: shape.minimum, max: shape.maximum };
    case 'array':
      return typeof shape.items === 'object' && !Array.isArray(shape.items) && shape.items.type === 'string'
        ? { ...named, type: 'texts' }
        : undefined;
    default:
      return undefined;
  }
}
