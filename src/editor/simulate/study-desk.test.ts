import { expect, test } from 'vitest';
import { above, documentOf, payments } from '../../compile/testing.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { StepAsked, StepState } from './studies/step.ts';
import { simulating } from './testing.ts';

const alert = { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: [] };

function graph(events: number, seed = 1): RuleDocument {
  const [id, kind, settings] = payments('pay');
  const fields = [
    { name: 'id', from: 'payment_id', type: 'text' },
    { name: 'at', from: 'time', type: 'time' },
    { name: 'card', type: 'text' },
    { name: 'amount', type: 'number' },
  ];
  const sample = { type: 'generator', preset: 'payments', stream: 'payments', events, seed };
  return documentOf([[id, kind, { ...settings, fields, sample }], ['large', 'filter', { when: above('amount', 100) }], ['warn', 'alert', alert]], ['pay > large', 'large.match > warn'], {});
}

test('what is asked of a run is answered from its data, as they were', async () => {
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: graph(20_000), files: {} });
  const [first] = (await hear('alerts')).alerts;
  await hear('ended');
  take({ type: 'study', request: 1, asked: { name: 'explain', question: { type: 'alert', id: first?.id ?? '' } } });
  const { answer } = await hear('study');
  const [why] = ('found' in answer ? answer.found : undefined) ?? [];
  expect(why?.about.type === 'alert' ? why.about.alert.id : undefined).toBe(first?.id);
  expect(why?.nodes.map(({ node, state }) => `${node} ${state}`)).toEqual(['pay led', 'large led', 'warn led']);
});

test('without a run it says what to do', async () => {
  const { take, hear } = simulating();
  take({ type: 'study', request: 1, asked: { name: 'explain', question: { type: 'alert', id: 'x' } } });
  expect((await hear('no-study')).failure.en).toBe('Run the graph first');
});

test('of a run that was stopped it reads no more than that did', async () => {
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: graph(200_000), files: {} });
  await hear('progress', ({ rows }) => rows > 0);
  take({ type: 'stop', run: 1 });
  const { summary } = await hear('ended');
  expect(summary.stopped).toBe(true);
  take({ type: 'study', request: 1, asked: { name: 'explain', question: { type: 'event', source: 'pay', id: 'nobody' } } });
  const { answer } = await hear('study');
  expect('count' in answer ? answer.count : undefined).toBe(summary.read);
});

test('what nobody waits for stays unanswered, and what another run has replaced is told', async () => {
  const { take, hear, heard } = simulating();
  const asked = { name: 'explain', question: { type: 'event', source: 'pay', id: 'nobody' } } as const;
  take({ type: 'run', run: 1, document: graph(100_000), files: {} });
  await hear('ended');
  take({ type: 'study', request: 1, asked });
  take({ type: 'study', request: 2, asked });
  expect((await hear('study-part', ({ request }) => request === 1)).part).toBeGreaterThan(0);
  take({ type: 'forget', request: 1 });
  take({ type: 'run', run: 2, document: graph(1000, 2), files: {} });
  expect((await hear('no-study', ({ request }) => request === 2)).failure.en).toBe('Another run has taken its place');
  expect(heard.some((message) => (message.type === 'study' || message.type === 'no-study') && message.request === 1)).toBe(false);
});

test('a run is gone through event by event, to the next alert and to a moment, and ends where the run ended', async () => {
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: graph(3000), files: {} });
  const { statistics } = await hear('ended');
  const [first, second] = (await hear('alerts')).alerts;
  let request = 0;
  const step = async (question: StepAsked): Promise<StepState> => {
    const number = (request += 1);
    take({ type: 'study', request: number, asked: { name: 'step', question } });
    const { answer } = await hear('study', (message) => message.request === number);
    if (!('read' in answer)) throw new Error('another answer');
    return answer;
  };
  const one = await step({ from: 'beginning', until: { type: 'events', count: 1 } });
  expect(one.counts.get('pay.events')).toBe(1);
  expect(one.path[0]).toBe('pay.events');
  const alerted = await step({ from: 'here', until: { type: 'alert', at: first?.time ?? 0 } });
  expect(alerted.alerts.map(({ id }) => id)).toEqual([first?.id]);
  expect(alerted.path).toContain('warn.sent');
  const later = await step({ from: 'here', until: { type: 'time', at: second?.time ?? 0 } });
  expect(later.time).toBe(second?.time);
  expect(later.alerts.map(({ id }) => id)).toEqual([second?.id]);
  const all = await step({ from: 'beginning', until: { type: 'events', count: 1_000_000 } });
  expect([all.ended, Object.fromEntries(all.counts)]).toEqual([true, statistics.rows]);
});

test('rows are found by ids and keys, with the alerts raised for them, and what they have in common can be a rule', async () => {
  const { take, hear, rows } = simulating();
  take({ type: 'run', run: 1, document: graph(3000), files: {} });
  await hear('ended');
  const [first] = (await hear('alerts')).alerts;
  const key = first?.key ?? '';
  take({ type: 'study', request: 101, asked: { name: 'find', question: { values: ['nobody', key] } } });
  const { answer } = await hear('study', ({ request }) => request === 101);
  if (!('values' in answer)) throw new Error('another answer');
  const page = await rows('pay.events', 0, 3000, { filters: [{ field: 'card', contains: key }] });
  const [found] = answer.sources;
  expect(answer.values.map(({ value, rows: count }) => [value, count])).toEqual([['nobody', 0], [key, page.total]]);
  expect(answer.values[1]?.alerts).toBeGreaterThan(0);
  expect([...(found?.places ?? [])]).toEqual([...(page.places ?? [])]);
  take({ type: 'study', request: 102, asked: { name: 'common', question: { source: 'pay', places: [...(found?.places ?? [])], except: [] } } });
  const common = (await hear('study', ({ request }) => request === 102)).answer;
  if (!('conditions' in common)) throw new Error('another answer');
  expect(common.these).toBe(page.total);
  expect(common.conditions.some(({ said }) => said.en.includes(key))).toBe(true);
});
