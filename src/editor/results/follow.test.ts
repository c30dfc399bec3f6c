import { expect, test } from 'vitest';
import { above, documentOf, payments } from '../../compile/testing.ts';
import { compile } from '../../compile/compile.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { toStored } from '../../logic/stored.ts';
import { matchesAsked } from '../sample/questions.ts';
import { simulating } from '../simulate/testing.ts';
import { followFrom } from './follow.ts';

const [id, kind, settings] = payments('pay');
const fields = [
  { name: 'id', from: 'payment_id', type: 'text' },
  { name: 'at', from: 'time', type: 'time' },
  { name: 'card', type: 'text' },
  { name: 'amount', type: 'number' },
];
const sample = { type: 'generator', preset: 'payments', stream: 'payments', events: 5000, seed: 1 };
const small = { logic: { '<': [{ var: 'twice' }, 300] } };
const graph: RuleDocument = documentOf(
  [
    [id, kind, { ...settings, fields, sample }],
    ['large', 'filter', { when: above('amount', 60) }],
    ['double', 'compute', { changes: [{ set: { name: 'twice', type: 'number' }, to: { logic: { '*': [{ var: 'amount' }, 2] } } }] }],
    ['route', 'switch', { branches: [{ id: 'low', name: 'low', when: small }, { id: 'card', name: 'card', when: { logic: { '>': [{ var: 'amount' }, 90] } } }] }],
    ['points', 'scorecard', { items: [{ when: above('amount', 100), points: 30, label: 'a' }, { when: above('amount', 200), points: 40, label: 'b' }], score: 'score', band: 'band', bands: [{ id: 'ok', name: 'ok' }, { id: 'bad', name: 'bad', from: 50 }] }],
    ['warn', 'alert', { severity: 'high', key: ['card'], title: 'Look', message: '', channels: [] }],
    ['after', 'filter', { when: above('amount', 10) }],
  ],
  ['pay > large', 'large.match > double', 'double > route', 'route.card > points', 'points.bad > warn', 'warn.sent > after'],
  {},
);

test('what a node and those after it let through is known from the rows that enter it, as a run counts it', async () => {
  const compilation = compile(graph);
  const followed = followFrom(compilation, 'large');
  expect(followed.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['large.match', 'large.rest', 'double', 'route.low', 'route.card', 'route.rest', 'points.bad', 'points.rest']));
  expect(followed.some(({ stream }) => stream.startsWith('warn') || stream.startsWith('after'))).toBe(false);
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: graph, files: {} });
  const { statistics } = await hear('ended');
  const asking = matchesAsked(compilation, { node: 'large', port: 'in', side: 'in' }, followed.map(({ when }) => toStored(when)));
  if (asking === undefined) throw new Error('Nothing leads there.');
  take({ type: 'ask', request: 1, question: { ...asking, files: {} } });
  const { answer } = await hear('answer');
  if (answer === undefined || !('hits' in answer)) throw new Error('There is no answer.');
  expect(Object.fromEntries(followed.map(({ stream }, at) => [stream, answer.hits[at]]))).toEqual(Object.fromEntries(followed.map(({ stream }) => [stream, statistics.rows[stream]])));
  expect(answer.hits.filter((hits) => hits !== undefined && hits > 0).length).toBeGreaterThan(4);
});

test('values are parted into those of rows that entered an alert and the rest', async () => {
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: graph, files: {} });
  const { statistics } = await hear('ended');
  take({ type: 'study', request: 1, asked: { name: 'values', question: { at: { node: 'large', port: 'in', side: 'in' }, field: 'amount' } } });
  const { answer } = await hear('study');
  if (!('bins' in answer)) throw new Error('There is no answer.');
  const entered = (statistics.rows['warn.sent'] ?? 0) + (statistics.rows['warn.held'] ?? 0);
  expect([answer.rows, answer.alerted]).toEqual([statistics.rows['pay.events'], entered]);
  expect(answer.bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(answer.rows - answer.missing);
  expect(answer.bins.reduce((sum, { alerted }) => sum + alerted, 0)).toBe(entered);
  expect(answer.bins.every(({ to, alerted }) => alerted === 0 || to > 200)).toBe(true);
});
