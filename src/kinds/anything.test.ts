import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longer, runs } from '../../test/support/runs.ts';
import { fieldTypes, roles } from '../data/field.ts';
import type { Field } from '../data/field.ts';
import { languages } from '../data/text.ts';
import { examples } from './examples.ts';
import { kinds } from './registry.ts';
import type { AnyKind, KindName } from './registry.ts';
import { around, streamOf, wiring } from './testing.ts';

/** A config that its schema lets through never crashes its kind, whatever stands in it and whatever surrounds it. */

const name = fc.constantFrom('', 'a', 'a.b', 'card', 'amount', '__proto__', 'constructor', 'x'.repeat(300), '金额', '{', 'payments_10m', 'in');

const leaf = fc.oneof(
  name,
  fc.constantFrom<unknown>('10m', '0s', '1d', '2w', null, true, 0, -1, 1.5, 1e300, [], {}, { logic: { var: 'a' } }, { raw: {} }, { logic: { '>': [{ var: 'card' }, 1] } }),
);

type Path = readonly (string | number)[];

/** The place of every part of a JSON value. */
function placesIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, each]: [string, unknown]) => placesIn(each, [...at, Array.isArray(value) ? Number(key) : key]));
  return at.length === 0 ? inner : [at, ...inner];
}

type Change = { readonly put: unknown } | 'leave out' | 'double';

function changed(value: unknown, [key, ...rest]: Path, change: Change): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const at = Number(key);
    const next = rest.length > 0 ? [changed(value[at], rest, change)] : change === 'leave out' ? [] : change === 'double' ? [value[at], value[at]] : [change.put];
    return value.toSpliced(at, 1, ...next);
  }
  const { [key]: old, ...others } = value as Readonly<Record<string, unknown>>;
  if (rest.length > 0) return { ...others, [key]: changed(old, rest, change) };
  return change === 'leave out' ? others : change === 'double' ? value : { ...others, [key]: change.put };
}

/** The same JSON with a few of its parts exchanged, left out or doubled. */
function mangled(value: unknown): fc.Arbitrary<unknown> {
  const change = fc.oneof(leaf.map((put) => ({ put })), fc.constantFrom<Change>('leave out', 'double'));
  const edits = fc.array(fc.tuple(fc.constantFrom(...placesIn(value)), change), { minLength: 1, maxLength: 3 });
  return edits.map((all) => all.reduce((config, [at, how]) => changed(config, at, how), value));
}

const field: fc.Arbitrary<Field> = fc.record(
  { name: name.filter((each) => each !== ''), type: fc.constantFrom(...fieldTypes), roles: fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 2 }), required: fc.boolean() },
  { requiredKeys: ['name', 'type'] },
);
const stream = fc.uniqueArray(field, { selector: (each) => each.name, maxLength: 6 }).map((fields) => streamOf(fields, 'before'));

describe.each(Object.entries<AnyKind>(kinds))('%s', (kindName, kind) => {
  test('takes anything its schema takes', () => {
    let taken = 0;
    fc.assert(
      fc.property(mangled(examples[kindName as KindName]), stream, fc.boolean(), (config, rows, connected) => {
        const parsed = kind.config.safeParse(config);
        if (!parsed.success) return;
        taken += 1;
        const { inputs } = kind.ports(parsed.data);
        const here = around(connected ? Object.fromEntries(inputs.map((port) => [port.id, rows])) : {});
        const found = kind.check(parsed.data, here);
        for (const each of found) expect(each.message.en).not.toMatch(/undefined|\[object/);
        const streams = kind.flow(parsed.data, here);
        if (connected && !found.some((each) => each.severity === 'error')) {
          expect(Object.keys(kind.steps(parsed.data, here, wiring).outputs).sort()).toEqual(Object.keys(streams).sort());
        }
        for (const lang of languages) expect(kind.describe(parsed.data, here, lang)).toMatch(/\S/);
        for (const reference of kind.references(parsed.data)) expect(reference.at.length).toBeGreaterThan(0);
        expect(kind.config.safeParse(kind.rewrite(parsed.data, { fields: { in: new Map([['card', 'a']]) }, own: new Map([['a', 'b']]) })).success).toBe(true);
      }),
      runs(300),
    );
    expect(taken).toBeGreaterThan(30 * longer);
  });
});
