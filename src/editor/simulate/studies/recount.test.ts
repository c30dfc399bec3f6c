import { expect, test } from 'vitest';
import { compile } from '../../../compile/compile.ts';
import { above, documentOf, payments } from '../../../compile/testing.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import { thresholdsOf, withThreshold } from '../../../lab/suggest/thresholds.ts';
import { simulating } from '../testing.ts';

const [id, kind, settings] = payments('pay');
const fields = [
  { name: 'id', from: 'payment_id', type: 'text' },
  { name: 'at', from: 'time', type: 'time' },
  { name: 'card', type: 'text' },
  { name: 'amount', type: 'number' },
];
const sample = { type: 'generator', preset: 'payments', stream: 'payments', events: 2000, seed: 1 };
const alert = { severity: 'high', key: ['card'], title: 'Look', message: '', channels: [] };

/** Rows part at `large`, are changed on one of the ways, and meet again; others come from beside it. */
const graph: RuleDocument = documentOf(
  [
    [id, kind, { ...settings, fields, sample }],
    ['small', 'filter', { when: { logic: { '<': [{ var: 'amount' }, 20] } } }],
    ['large', 'condition', { when: above('amount', 60), reason: '{amount} is a lot' }],
    ['double', 'compute', { changes: [{ set: { name: 'twice', type: 'number' }, to: { logic: { '*': [{ var: 'amount' }, 2] } } }] }],
    ['look', 'filter', { when: above('twice', 300) }],
    ['told', 'filter', { when: { logic: { '!==': [{ var: 'card' }, 'x'] } } }],
    ['warn', 'alert', alert],
    ['once', 'alert', { ...alert, once: '1h' }],
    ['habits', 'rolling', { key: ['card'], features: [{ name: 'recent', fn: 'count', within: '1h', where: above('amount', 5) }] }],
    ['often', 'condition', { when: above('recent', 3) }],
  ],
  ['pay > small', 'pay > large', 'large.match > double', 'double > look', 'look.match > told', 'large.rest > told', 'small.match > told', 'told.match > warn', 'told.match > once', 'told.match > habits', 'habits > often'],
  {},
);

test('a threshold counts what a run with it counts, as far as rows are dealt with one by one', async () => {
  const compilation = compile(graph);
  expect(compilation.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const threshold = thresholdsOf(compilation).find(({ node }) => node === 'large');
  if (threshold === undefined) throw new Error('no threshold');
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: graph, files: {} });
  await hear('ended');
  for (const value of [60, 10, 75.5, 1e9]) {
    take({ type: 'study', request: value, asked: { name: 'recount', question: { threshold, value } } });
    const { answer } = await hear('study', ({ request }) => request === value);
    if (!('counts' in answer)) throw new Error('another answer');
    const tried = simulating();
    tried.take({ type: 'run', run: 1, document: withThreshold(graph, threshold, value), files: {} });
    const { rows } = (await tried.hear('ended')).statistics;
    expect([...answer.counts.keys()].sort()).toEqual(['double', 'large.match', 'large.rest', 'look.match', 'look.rest', 'told.match', 'told.rest', 'warn.held', 'warn.sent']);
    for (const [stream, count] of answer.counts) expect([stream, count]).toEqual([stream, rows[stream]]);
  }
});

test('a threshold in what is remembered of rows counts nothing before a run', async () => {
  const habits = thresholdsOf(compile(graph)).find(({ node }) => node === 'habits');
  if (habits === undefined) throw new Error('no threshold');
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: graph, files: {} });
  await hear('ended');
  take({ type: 'study', request: 1, asked: { name: 'recount', question: { threshold: habits, value: 9 } } });
  const { answer } = await hear('study');
  expect('counts' in answer ? answer.counts.size : undefined).toBe(0);
});
