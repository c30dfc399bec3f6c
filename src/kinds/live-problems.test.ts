import { expect, test } from 'vitest';
import type { RuleDocument } from '../graph/document.ts';
import { documentSchema } from '../graph/document.ts';
import { liveProblems } from './live-problems.ts';

const graph = (live: unknown, target: unknown = { type: 'file', settings: { path: 'out.csv' } }): RuleDocument =>
  documentSchema.parse({
    format: 'ruleloom/graph', version: 1, id: 'g', name: 'G', edges: [{ from: 'pay', to: 'out' }],
    nodes: [
      { id: 'pay', kind: 'source', name: 'Pay', at: [0, 0], config: { event: { one: 'payment' }, fields: [{ name: 'amount', type: 'number' }], ...(live === undefined ? {} : { live }) } },
      { id: 'out', kind: 'output', name: 'Out', at: [300, 0], config: { target } },
    ],
  });

const told = (document: RuleDocument) => liveProblems(document).map(({ code, node, at, message }) => [code, node, at?.join('.'), message.en]);

test('nothing is asked of a source that says nothing, or all that is needed', () => {
  expect(told(graph(undefined))).toEqual([]);
  expect(told(graph({ connector: 'kafka', settings: { topic: 'payments' } }))).toEqual([]);
});

test('what will not do is told where it stands', () => {
  expect(told(graph({ connector: 'kafka', settings: {} }, { type: 'topic', settings: { topic: 'x', kye: 'card' } }))).toEqual([
    ['bad-live-setting', 'pay', 'live.settings.topic', '“Topic” is missing'],
    ['bad-live-setting', 'out', 'target.settings.kye', 'There is no setting “kye”: is it “key”?'],
  ]);
  expect(told(graph({ connector: 'kafak', settings: {} }))).toEqual([['unknown-connector', 'pay', 'live.connector', 'There is no connector “kafak”: is it kafka?']]);
});
