import { expect, test } from 'vitest';
import { above, documentOf, payments } from '../../../compile/testing.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import { simulating } from '../testing.ts';

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
