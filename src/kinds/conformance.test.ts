import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldTypes, roles } from '../data/field.ts';
import type { Field } from '../data/field.ts';
import { languages } from '../data/text.ts';
import { z } from '../data/zod.ts';
import type { Reference, Renames, Stream } from './contract.ts';
import { kinds } from './registry.ts';
import type { AnyKind } from './registry.ts';
import { around, logins, payments, streamOf } from './testing.ts';

/** What every kind owes, whatever it does. A new kind is held to it by standing in the registry. */

const runs = 100 * Number(process.env['RULELOOM_RUNS'] ?? 1);

const everywhere = (kind: AnyKind, stream: Stream) => {
  const empty = around();
  const { inputs } = kind.ports(kind.blank(empty));
  const streams = inputs.map((port, index) => [port.id, index === 1 && stream === payments ? logins : stream] as const);
  return around(Object.fromEntries(streams), {
    tables: [{ id: 'watch', name: 'Watch list', columns: [{ name: 'card', type: 'text' }], data: { rows: [] } }],
  });
};

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

describe.each(Object.entries<AnyKind>(kinds))('%s', (_, kind) => {
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
        for (const here of [around(), everywhere(kind, rows)]) {
          const blank = kind.blank(here);
          expect(kind.config.safeParse(blank).error).toBeUndefined();
          expect(JSON.parse(JSON.stringify(blank))).toEqual(blank);
          const outputs = kind.ports(blank).outputs.filter((port) => port.role !== 'outcome').map((port) => port.id);
          expect(Object.keys(kind.flow(blank, here)).sort()).toEqual(outputs.sort());
          for (const found of kind.check(blank, here)) {
            expect(found.node).toBe('here');
            for (const lang of languages) expect(found.message[lang]).not.toBe('');
          }
          for (const lang of languages) expect(kind.describe(blank, here, lang)).not.toMatch(/^\s*$|undefined|NaN|\[object|[.。]$/);
        }
      }),
      { seed: 1, numRuns: runs },
    );
  });

  test('rewrites everything it refers to', () => {
    const blank = kind.blank(everywhere(kind, payments));
    const before = kind.references(blank);
    const after = kind.references(kind.rewrite(blank, renamesOf(before)));
    expect(after).toEqual(before.map(renamed));
    expect(kind.config.safeParse(kind.rewrite(blank, renamesOf(before))).error).toBeUndefined();
  });

  test('rewrites nothing where nothing has a new name', () => {
    const blank = kind.blank(everywhere(kind, payments));
    expect(kind.rewrite(blank, {})).toEqual(blank);
  });
});

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
