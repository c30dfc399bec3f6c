import { expect, test } from 'vitest';
import { above, documentOf, payments } from '../../../compile/testing.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import { simulating } from '../testing.ts';
import { fates } from './compared-alerts.ts';
import type { StudyAsked } from './registry.ts';

const alert = { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: [] };

function graph(limit: number, more: readonly { readonly name: string; readonly type: string }[] = [], severity = 'high'): RuleDocument {
  const [id, kind, settings] = payments('pay');
  const fields = [
    { name: 'id', from: 'payment_id', type: 'text', roles: ['id'] },
    { name: 'at', from: 'time', type: 'time' },
    { name: 'card', type: 'text' },
    { name: 'amount', type: 'number' },
    { name: 'is_fraud', type: 'boolean', roles: ['label'] },
    ...more,
  ];
  const sample = { type: 'generator', preset: 'payments', stream: 'payments', events: 6000, seed: 1 };
  return documentOf([[id, kind, { ...settings, fields, sample }], ['large', 'filter', { when: above('amount', limit) }], ['warn', 'alert', { ...alert, severity }]], ['pay > large', 'large.match > warn'], {});
}

async function opened(after: RuleDocument) {
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: after, files: {} });
  await hear('ended');
  let request = 0;
  return async (asked: StudyAsked) => {
    const number = (request += 1);
    take({ type: 'study', request: number, asked });
    return (await hear('study', (message) => message.request === number)).answer;
  };
}

async function compared(before: RuleDocument, after: RuleDocument) {
  const ask = await opened(after);
  const told = await ask({ name: 'compare', question: { against: before, files: {} } });
  if (!('raisedBy' in told)) throw new Error('another answer');
  return { ask, told };
}

test('a page is told what the lab finds, and every number opens its alerts and rows', async () => {
  const [before, after] = [graph(100), graph(150)];
  const { ask, told } = await compared(before, after);
  const alerts = async (fate: (typeof fates)[number]) => {
    const answer = await ask({ name: 'comparedAlerts', question: { against: before, files: {}, fate } });
    if (!('alerts' in answer) || !('total' in answer)) throw new Error('another answer');
    return answer;
  };
  expect((await alerts('onlyBefore')).total).toBe(told.only.before.length);
  expect(told.only.before.length).toBeGreaterThan(0);
  expect((await alerts('changed')).total).toBe(told.changed.length);
  const sums: number[] = [];
  for (const fate of fates) sums.push((await alerts(fate)).total);
  expect(sums.slice(0, 4).reduce((sum, each) => sum + each, 0)).toBe(told.graphs.before.alerts);
  expect(sums.slice(1).reduce((sum, each) => sum + each, 0)).toBe(told.graphs.after.alerts);

  const [labels] = told.labels;
  const lost = await ask({ name: 'comparedRows', question: { against: before, files: {}, rows: { type: 'label', source: 'pay', which: 'newlyLost' } } });
  if (!('bySource' in lost)) throw new Error('another answer');
  const [rows] = lost.bySource;
  expect(rows?.batch.length).toBe(labels?.newlyLost.length);
  const at = rows?.fields.findIndex(({ name }) => name === 'is_fraud') ?? -1;
  const fraud = rows?.batch.columns[at];
  expect(fraud?.type === 'boolean' && fraud.values.length > 0 && fraud.values.every((value) => value === 1)).toBe(true);

  const rule = told.rules.find(({ port }) => port === 'match');
  if (rule === undefined) throw new Error('no rule');
  const gone = await ask({ name: 'comparedRows', question: { against: before, files: {}, rows: { type: 'rule', rule, side: 'before' } } });
  if (!('bySource' in gone)) throw new Error('another answer');
  const amounts = gone.bySource[0]?.batch.columns[gone.bySource[0].fields.findIndex(({ name }) => name === 'amount')];
  expect(gone.bySource[0]?.places.length).toBe(rule.only?.before);
  expect(amounts?.type === 'number' && amounts.values.every((amount) => amount > 100 && amount <= 150)).toBe(true);
});

test('a graph that reads its source in another way reads it for itself, and one that cannot run is told', async () => {
  const { told } = await compared(graph(100, [{ name: 'country', type: 'text' }], 'low'), graph(100));
  expect(told.only.before.length + told.only.after.length).toBe(0);
  expect(told.changed.length).toBe(told.graphs.after.alerts);
  expect(told.notes).toEqual([]);
  const empty = await compared({ ...graph(100), nodes: [], edges: [] }, graph(100));
  expect(empty.told.graphs.before.alerts).toBe(0);
  expect(empty.told.only.after.length).toBe(empty.told.graphs.after.alerts);
});

test('its report is one file in the language asked for', async () => {
  const before = graph(100);
  const { ask } = await compared(before, graph(150));
  const answer = await ask({ name: 'comparisonReport', question: { against: before, files: {}, lang: 'zh', names: { before: 'v1', after: '现在' }, changes: ['改了阈值'], capacity: 5, alerts: 0, made: 0 } });
  expect('html' in answer ? answer.html : '').toContain('改了阈值');
  expect('html' in answer ? answer.html : '').toContain('lang="zh');
});
