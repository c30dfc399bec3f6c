import fc from 'fast-check';
import type { Json } from '../data/json.ts';
import type { RuleDocument } from './document.ts';
import { documentFormat, documentVersion } from './document.ts';

/** What tests of the graph share: documents made at random. */

const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom('Card payments', '刷卡频次', '', 'a “quoted” name', '\u2028 "\\'),
);
const words = fc.oneof(text, fc.record({ en: text, zh: text }, { requiredKeys: [] }));
const id = fc.stringMatching(/^[a-z][a-z0-9_-]{0,6}$/).filter((each) => !(each in Object.prototype));
const coordinate = fc.integer({ min: -5000, max: 5000 });
const point = fc.tuple(coordinate, coordinate);
const key = fc.oneof(fc.constantFrom('when', 'key', 'fields', '7'), fc.string({ maxLength: 8 })).filter((each) => each !== '__proto__');
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom(0.1, 1e-15, 1e15, -2.5)),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value;
const config = fc.dictionary(key, anyJson, { maxKeys: 4, noNullPrototype: true });
const unique = <Item extends { id: string }>(item: fc.Arbitrary<Item>, maxLength: number): fc.Arbitrary<Item[]> =>
  fc.uniqueArray(item, { selector: (each) => each.id, maxLength });

export const anyDocument: fc.Arbitrary<RuleDocument> = unique(
  fc.record({ id, kind: fc.constantFrom('source', 'filter', 'later'), name: words, at: point, config }),
  8,
).chain((nodes) => {
  const ids = nodes.map((node) => node.id);
  const node = fc.constantFrom('nowhere', ...ids);
  const end = fc.tuple(node, fc.constantFrom('', '.rest')).map((parts) => parts.join(''));
  return fc.record({
    format: fc.constant(documentFormat),
    version: fc.constant(documentVersion),
    id,
    name: words,
    nodes: fc.constant(nodes),
    edges: fc.array(fc.record({ from: end, to: end }), { maxLength: 10 }),
    groups: unique(fc.record({ id, name: words, nodes: fc.uniqueArray(node, { maxLength: 4 }), collapsed: fc.boolean() }), 3),
    notes: unique(fc.record({ id, text: words, at: point, size: point }), 3),
    sets: unique(fc.record({ id, name: words, type: fc.constant('text'), values: fc.array(text) }), 2),
    tables: fc.constant([]),
    tests: fc.array(
      fc.record({
        name: words,
        given: fc.dictionary(node, fc.array(config, { maxLength: 2 }), { maxKeys: 2, noNullPrototype: true }),
        match: fc.constantFrom('exact', 'subset', 'none'),
        expect: fc.array(fc.record({ alert: node, key: text }, { requiredKeys: ['alert'] }), { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
  });
});
