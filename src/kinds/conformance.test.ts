import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { fieldTypes, roles } from '../data/field.ts';
import type { Field } from '../data/field.ts';
import { languages } from '../data/text.ts';
import { z } from '../data/zod.ts';
import type { ReferenceTable } from '../graph/document.ts';
import type { Reference, Renames, Stream, Surroundings } from './contract.ts';
import { examples } from './examples.ts';
import { kinds } from './registry.ts';
import type { AnyKind, KindName } from './registry.ts';
import { around, logins, payments, streamOf, wiring } from './testing.ts';

/** What every kind owes, whatever it does. A new kind is held to it by standing in the registry. */

const watchList: ReferenceTable = {
  id: 'watch',
  name: 'Watch list',
  columns: [{ name: 'card', type: 'text' }, { name: 'risk', type: 'number' }],
  data: { rows: [['c1', 3]] },
};

/** The stream at each input of a node with this config; logins at the second. */
const within = (kind: AnyKind, config: unknown, stream: Stream): Surroundings => {
  const streams = kind.ports(config).inputs.map((port, index) => [port.id, index === 1 && stream === payments ? logins : stream] as const);
  return around(Object.fromEntries(streams), { tables: [watchList] });
};

const everywhere = (kind: AnyKind, stream: Stream): Surroundings => within(kind, kind.blank(around()), stream);

const field: fc.Arbitrary<Field> = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'card', 'a.b', '金额', 'time', 'window_start', 'reasons', 'score'),
    type: fc.constantFrom(...fieldTypes),
    roles: fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 2 }),
    decimals: fc.nat(9),
    label: fc.constantFrom('A', { zh: '甲' }, ''),
    required: fc.boolean(),
  },
  { requiredKeys: ['name', 'type'] },
);
const stream = fc
  .uniqueArray(field, { selector: (each) => each.name, maxLength: 6 })
  .map((fields) => streamOf(fields, 'source'));

describe.each(Object.entries<AnyKind>(kinds))('%s', (name, kind) => {
  const parsed = kind.config.safeParse(examples[name as KindName]);
  const example: unknown = parsed.data;
  const here = within(kind, example ?? kind.blank(around()), payments);

  test('has an example that fits its schema, has no problem, and loses nothing', () => {
    expect(parsed.error).toBeUndefined();
    expect(example).toEqual(examples[name as KindName]);
    expect(kind.check(example, here)).toEqual([]);
  });

  test('gives out what its ports and its fields say', () => {
    const outputs = kind.ports(example).outputs.filter((port) => port.role !== 'outcome').map((port) => port.id);
    const streams = kind.flow(example, here);
    expect(Object.keys(streams).sort()).toEqual([...outputs].sort());
    for (const { fields, time, id } of Object.values(streams)) {
      const names = fields.map((field) => field.name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining([time, id].filter((each) => each !== undefined)));
      for (const field of fields) {
        expect(field.origins).not.toEqual([]);
        expect(field.required === true && field.optional).toBe(false);
      }
    }
    const compiled = kind.steps(example, here, wiring);
    expect(Object.keys(compiled.outputs).sort()).toEqual([...outputs].sort());
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });

  test('has an id-like name for every port', () => {
    const { inputs, outputs } = kind.ports(kind.blank(everywhere(kind, payments)));
    for (const port of [...inputs, ...outputs]) expect(port.id).toMatch(/^[a-z][a-z0-9_-]*$/);
    expect(new Set(inputs.map((port) => port.id)).size).toBe(inputs.length);
    expect(new Set(outputs.map((port) => port.id)).size).toBe(outputs.length);
  });

  test('its config exports as JSON Schema', () => {
    expect(z.toJSONSchema(kind.config, { io: 'input' })).toHaveProperty('type', 'object');
  });

  test('a blank one fits its schema, checks, flows and describes itself wherever it is put', () => {
    fc.assert(
      fc.property(stream, (rows) => {
        for (const place of [around(), everywhere(kind, rows)]) {
          const blank = kind.blank(place);
          expect(kind.config.safeParse(blank).error).toBeUndefined();
          expect(JSON.parse(JSON.stringify(blank))).toEqual(blank);
          kind.flow(blank, place);
          for (const found of kind.check(blank, place)) {
            expect(found.node).toBe('here');
            for (const lang of languages) expect(found.message[lang]).not.toBe('');
          }
          for (const lang of languages) expect(kind.describe(blank, place, lang)).not.toMatch(/^\s*$|undefined|NaN|\[object|[.。]$/);
        }
      }),
      runs(100),
    );
  });

  test('rewrites everything it refers to', () => {
    const before = kind.references(example);
    const after = kind.rewrite(example, renamesOf(before));
    expect(kind.references(after)).toEqual(before.map(renamed));
    expect(kind.config.safeParse(after).error).toBeUndefined();
  });

  test('goes on without a problem where a field upstream has a new name', () => {
    for (const { input, from, to, rows } of upstreamRenames(here)) {
      const next = kind.rewrite(example, { fields: { [input]: new Map([[from, to]]) } });
      expect(kind.check(next, { ...here, inputs: { ...here.inputs, [input]: rows } })).toEqual([]);
    }
  });

  test('gives the fields it makes other names where it is told to', () => {
    const made = Object.values(kind.flow(example, here)).flatMap((rows) => rows.fields).flatMap((each) => each.origins.filter((origin) => origin.node === 'here'));
    const names = [...new Set(made.map((origin) => origin.field))].filter((each) => !fixedNames.has(each));
    const next = kind.rewrite(example, { own: new Map(names.map((each) => [each, other(each)])) });
    const fields = Object.values(kind.flow(next, here)).flatMap((rows) => rows.fields).map((each) => each.name);
    for (const each of names) expect(fields).toContain(other(each));
    expect(kind.check(next, here)).toEqual([]);
  });

  test('rewrites nothing where nothing has a new name', () => {
    expect(kind.rewrite(example, {})).toEqual(example);
  });

  test('describes itself in one line of each language', () => {
    for (const lang of languages) expect(kind.describe(example, here, lang)).toMatch(/^[^\n]+[^.。\n]$/);
    expect(kind.describe(example, here, 'en')).not.toMatch(/\p{Script=Han}/u);
    expect(kind.describe(example, here, 'zh')).toMatch(/\p{Script=Han}/u);
  });
});

/** Names that no config sets. */
const fixedNames = new Set(['reason', 'line', 'reasons']);

/** Each field of each input, once, under another name. */
function upstreamRenames(here: Surroundings) {
  return Object.entries(here.inputs).flatMap(([input, rows]) =>
    rows.fields.map(({ name: from }) => {
      const to = other(from);
      const next = (each: string | undefined): string | undefined => (each === from ? to : each);
      const fields = rows.fields.map((each) => (each.name === from ? { ...each, name: to } : each));
      return { input, from, to, rows: { ...rows, fields, time: next(rows.time), id: next(rows.id) } };
    }),
  );
}

const other = (name: string): string => `${name}_2`;

const renamed = (reference: Reference): Reference =>
  reference.to === 'field' ? { ...reference, name: other(reference.name) } : { ...reference, id: other(reference.id) };

function renamesOf(references: readonly Reference[]): Renames {
  const fields: Record<string, Map<string, string>> = {};
  const ids = { set: new Map<string, string>(), table: new Map<string, string>(), node: new Map<string, string>() };
  for (const reference of references) {
    if (reference.to === 'field') (fields[reference.input] ??= new Map()).set(reference.name, other(reference.name));
    else ids[reference.to].set(reference.id, other(reference.id));
  }
  return { fields, sets: ids.set, tables: ids.table, nodes: ids.node };
}
