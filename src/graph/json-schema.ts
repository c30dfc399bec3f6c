import { z } from '../data/zod.ts';
import { documentSchema } from './document.ts';

/** The JSON Schema of a document, made from the schema that parses it, so that other editors can check and complete. */

type JsonObject = Record<string, unknown>;

/** With the schemas of configs by kind, a node's config is held to its kind's. Unknown kinds are let through. */
export function documentJsonSchema(kinds: Readonly<Record<string, z.ZodType>> = {}): JsonObject {
  const { $schema, ...document } = toJson(documentSchema);
  const schema = { $schema, title: 'Ruleloom rule graph', ...document };
  const names = Object.keys(kinds);
  if (names.length === 0) return schema;
  const known = names.map((kind) => ({
    if: { properties: { kind: { const: kind } }, required: ['kind'] },
    // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word; nothing awaits it.
    then: { properties: { config: { $ref: `#/$defs/${kind}` } } },
  }));
  const configs = Object.fromEntries(Object.entries(kinds).map(([kind, config]) => [kind, definition(kind, config)]));
  return { ...changeIn(schema, ['properties', 'nodes', 'items'], (node) => ({ ...node, allOf: known })), $defs: { ...asObject(schema, '$defs'), ...configs } };
}

function toJson(schema: z.ZodType): JsonObject {
  return { ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) };
}

/** A schema as a part of another: what it refers to in itself lies deeper now. */
function definition(kind: string, config: z.ZodType): JsonObject {
  const { $schema: _, ...schema } = toJson(config);
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, deeper(value, kind)]));
}

function deeper(value: unknown, kind: string): unknown {
  if (Array.isArray(value)) return value.map((each) => deeper(each, kind));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [
      key,
      key === '$ref' && typeof each === 'string' ? each.replace(/^#/, `#/$defs/${kind}`) : deeper(each, kind),
    ]),
  );
}

function changeIn(object: JsonObject, path: readonly string[], change: (inner: JsonObject) => JsonObject): JsonObject {
  const [key, ...rest] = path;
  return key === undefined ? change(object) : { ...object, [key]: changeIn(asObject(object, key), rest, change) };
}

function asObject(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
