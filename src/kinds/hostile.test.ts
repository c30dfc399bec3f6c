import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { languages } from '../data/text.ts';
import { kinds } from './registry.ts';
import type { AnyKind } from './registry.ts';
import { around, payments, wiring } from './testing.ts';

/** Settings that fit their schema and make no sense: a problem perhaps, but an answer always. */

const names = fc.constantFrom('', ' ', '__proto__', 'constructor', 'card', 'amount', 'tags', 'is_fraud', 'reasons', 'a.b', 'a', 'x'.repeat(200), '{', '金额');
const words = fc.oneof(names, fc.string(), fc.constantFrom('{amount', '{}', '{{', '}', '{__proto__}', { en: '{card}' }, { zh: '{金额}' }, {}));
const numbers = fc.constantFrom(0, -0, 1, -1, 0.1, 1e-15, 1e15, -1e15, 1e300, 5e-324, 12345.678);
const ids = fc.constantFrom('a', 'b', 'rest', 'match', 'constructor', 'a-b');
const expressions = fc.constantFrom(
  { logic: { '>': [{ var: 'amount' }, 5] } },
  { logic: { var: 'is_fraud' } },
  { logic: { var: '__proto__' } },
  { logic: null },
  { logic: { nonsense: [1] } },
  { logic: { in: [{ var: 'country' }, { set: 'gone' }] } },
  { raw: { '==': [1, '1'] } },
);
const cells = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('-', '> 5', '1..5', '@gone', '@home', 'not @home', 'missing', '5..5', '<', '"', 'in', 'yes'));
const results = fc.oneof(fc.string({ maxLength: 5 }), numbers, fc.boolean(), fc.constant(null));
const durations = fc.constantFrom('0s', '1h', '7d', '36500d');
const json = fc.oneof(fc.string(), numbers, fc.constant({ password: 'x', deep: [{ token: 'y' }] }));
const some = <T>(of: fc.Arbitrary<T>, most = 4): fc.Arbitrary<T[]> => fc.array(of, { maxLength: most });

const configs = {
  condition: fc.record({ when: expressions, reason: words }, { requiredKeys: [] }),
  table: fc.record(
    {
      inputs: some(fc.record({ field: names })),
      outputs: some(fc.record({ name: names, type: fc.constantFrom('text', 'number', 'boolean'), values: some(fc.string()), decimals: fc.nat(9) }, { requiredKeys: ['name', 'type'] })),
      rows: some(fc.record({ when: some(cells), set: some(results) }), 6),
      otherwise: some(results),
      hit: fc.constantFrom('first', 'all', 'sum'),
      row: names,
      reason: words,
      meant: some(fc.tuple(fc.integer(), fc.integer())),
    },
    { requiredKeys: ['inputs', 'outputs', 'rows', 'hit'] },
  ),
  scorecard: fc.record(
    {
      items: some(fc.record({ when: expressions, points: numbers, label: words, reason: words }, { requiredKeys: ['points'] })),
      start: numbers,
      cap: fc.record({ min: numbers, max: numbers }, { requiredKeys: [] }),
      score: names,
      band: names,
      bands: some(fc.record({ id: ids, name: words, from: numbers }, { requiredKeys: ['id', 'name'] })),
    },
    { requiredKeys: ['items', 'score', 'band', 'bands'] },
  ),
  switch: fc.record({ branches: some(fc.record({ id: ids, name: words, when: expressions, reason: words }, { requiredKeys: ['id', 'name'] })) }),
  anomaly: fc.record(
    {
      key: some(names), of: names, within: durations, method: fc.constantFrom('z', 'ratio'), direction: fc.constantFrom('above', 'below', 'both'),
      threshold: numbers, min: fc.integer({ min: 2, max: 1000 }), score: names, usual: names, reason: words,
    },
    { requiredKeys: ['key', 'of', 'within', 'method', 'direction', 'threshold', 'score'] },
  ),
  alert: fc.record(
    { severity: fc.constantFrom('low', 'critical'), key: some(names), title: words, message: words, once: durations, channels: some(fc.string()) },
    { requiredKeys: ['severity', 'key', 'title', 'message', 'channels'] },
  ),
  output: fc.record(
    {
      target: fc.record({ type: fc.constantFrom('file', 'webhook', 'topic', 'list', 'table'), settings: fc.dictionary(fc.constantFrom('path', 'url', 'topic', 'list', 'table', 'token'), json) }),
      fields: some(names),
      outcome: fc.record({ type: fc.constantFrom('tag', 'price', 'constructor', 'x'), values: some(fc.record({ name: names, to: expressions })) }),
    },
    { requiredKeys: ['target'] },
  ),
} satisfies Partial<Record<keyof typeof kinds, fc.Arbitrary<unknown>>>;

const places = [around(), around({ in: payments }, { sets: [{ id: 'home', name: 'home', type: 'text', values: ['CN', 'HK'] }] })];

describe.each(Object.entries(configs))('%s', (name, arbitrary: fc.Arbitrary<unknown>) => {
  const kind: AnyKind = kinds[name as keyof typeof configs];

  test('answers whatever its settings are', () => {
    fc.assert(
      fc.property(arbitrary, (settings) => {
        const parsed = kind.config.safeParse(settings);
        expect(parsed.error).toBeUndefined();
        const config = parsed.data;
        for (const here of places) {
          const ports = kind.ports(config).outputs;
          expect(new Set(ports.map((port) => port.id)).size).toBe(ports.length);
          const outputs = ports.filter((port) => port.role !== 'outcome').map((port) => port.id);
          expect(Object.keys(kind.flow(config, here)).sort()).toEqual([...outputs].sort());
          const problems = kind.check(config, here);
          for (const { message } of problems) for (const lang of languages) expect(message[lang]).not.toMatch(/^$|undefined|\[object|NaN/);
          for (const lang of languages) expect(kind.describe(config, here, lang)).not.toMatch(/^$|undefined|\[object|NaN/);
          if (!problems.some((each) => each.severity === 'error')) kind.steps(config, here, wiring);
        }
        const renames = { fields: { in: new Map([['amount', 'total']]) }, own: new Map([['a', 'b']]), sets: new Map([['home', 'inland']]) };
        expect(kind.config.safeParse(kind.rewrite(config, renames)).error).toBeUndefined();
        kind.references(config);
      }),
      runs(150),
    );
  });
});
