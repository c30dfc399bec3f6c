import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from '../data/zod.ts';
import { documentJsonSchema } from './json-schema.ts';

const fixture: unknown = JSON.parse(readFileSync(new URL('fixtures/v1.rules.json', import.meta.url), 'utf8'));
const change = (path: readonly (string | number)[], value: unknown): unknown => {
  const copy: unknown = structuredClone(fixture);
  let inner: object = copy as object;
  for (const key of path.slice(0, -1)) inner = Reflect.get(inner, key) as object;
  Reflect.set(inner, path.at(-1) ?? '', value);
  return copy;
};

test('the schema lets in what parses, unknown parts too, and refuses what does not', () => {
  const schema = z.fromJSONSchema(documentJsonSchema());
  expect(schema.safeParse(fixture).error).toBeUndefined();
  expect(schema.safeParse(change(['nodes', 0, 'id'], 'Not an id')).success).toBe(false);
  expect(schema.safeParse(change(['nodes', 0, 'at'], [0])).success).toBe(false);
  expect(schema.safeParse(change(['version'], 2)).success).toBe(false);
  expect(documentJsonSchema()['required']).toEqual(['format', 'version', 'id', 'name', 'nodes', 'edges']);
});

test('configs are held to the schema of their kind, whatever it refers to in itself', () => {
  const tree: z.ZodType = z.lazy(() => z.object({ inner: tree.optional() }));
  const schema = documentJsonSchema({ filter: z.object({ when: z.string(), tree }) });
  const text = JSON.stringify(schema);
  expect(text).toContain('"if":{"properties":{"kind":{"const":"filter"}},"required":["kind"]},"then":{"properties":{"config":{"$ref":"#/$defs/filter"}}}');
  const refs = [...text.matchAll(/"\$ref":"#([^"]*)"/g)].map(([, path = '']) => path);
  const lost = refs.filter((path) => path.split('/').slice(1).reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined), schema) === undefined);
  expect([refs.length > 1, lost]).toEqual([true, []]);
});
