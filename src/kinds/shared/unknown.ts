import type { Problem } from '../../data/problem.ts';
import { z } from '../../data/zod.ts';
import type { Surroundings } from '../contract.ts';
import { closest } from '../../data/closest.ts';
import { problem } from './problems.ts';
import type { Path } from './problems.ts';

/**
 * Settings that a kind does not know are kept, since a later version may know them. But most are slips of the pen,
 * which would otherwise do nothing in silence.
 */
export function unknownSettings(schema: z.ZodType, config: unknown, around: Pick<Surroundings, 'node'>): readonly Problem[] {
  return strangersIn(config, shapeOf(schema), []).slice(0, 5).map(({ key, at, known }) => {
    const near = closest(key, known);
    return problem(around, {
      code: 'unknown-setting',
      severity: 'warning',
      en: `“${key}” is not a setting and does nothing${near === undefined ? '' : `: did you mean “${near}”?`}`,
      zh: `“${key}”不是设置项，不起作用${near === undefined ? '' : `：是不是“${near}”？`}`,
      at: [...at, key],
    });
  });
}

interface Stranger {
  readonly key: string;
  readonly at: Path;
  readonly known: readonly string[];
}

type Shape = z.core.JSONSchema.BaseSchema;

const shapes = new WeakMap<z.ZodType, Shape>();

function shapeOf(schema: z.ZodType): Shape {
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  const shape = z.toJSONSchema(schema, { io: 'input' });
  shapes.set(schema, shape);
  return shape;
}

const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value);

function strangersIn(value: unknown, shape: Shape, at: Path): readonly Stranger[] {
  if (typeof value !== 'object' || value === null) return [];
  const branches = shape.anyOf ?? shape.oneOf;
  if (branches !== undefined) return fewest(branches.filter((each) => isShape(each) && takes(each, value)).map((each) => strangersIn(value, each, at)));
  if (Array.isArray(value)) {
    const { items } = shape;
    return isShape(items) ? value.flatMap((each: unknown, index) => strangersIn(each, items, [...at, index])) : [];
  }
  const { properties } = shape;
  if (properties === undefined) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => {
    if (!Object.hasOwn(properties, key)) return [{ key, at, known: Object.keys(properties) }];
    const inner = properties[key];
    return isShape(inner) ? strangersIn(each, inner, [...at, key]) : [];
  });
}

/** Whether an object has all that a branch requires, as it requires it. */
function takes({ required = [], properties = {}, type }: Shape, value: object): boolean {
  if (type !== undefined && type !== (Array.isArray(value) ? 'array' : 'object')) return false;
  return required.every((key) => {
    const own: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
    const property = properties[key];
    if (own === undefined || !isShape(property)) return own !== undefined;
    if (property.const !== undefined) return property.const === own;
    return property.type !== 'string' || typeof own === 'string';
  });
}

const fewest = (found: readonly (readonly Stranger[])[]): readonly Stranger[] =>
  found.toSorted((a, b) => a.length - b.length)[0] ?? [];
