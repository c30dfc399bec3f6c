import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import { explainAlert, explainRow } from '../../lab/explain/explain.ts';
import type { Explanation } from '../../lab/explain/model.ts';
import type { Inquiry } from '../../lab/explain/runs.ts';
import { lookedAt } from './looked-at.ts';
import { neighboursOf } from './neighbours.ts';
import { toldOf } from './told-of.ts';

const alert = { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: [] };
const often = { key: ['card'], features: [
  { name: 'often', fn: 'count', within: '10m' },
  { name: 'countries', fn: 'distinct', of: 'country', within: '10m' },
] };
const row = (id: string, minute: number, amount: number, country: string): object => ({ id, at: `2026-03-01T09:${String(minute).padStart(2, '0')}:00Z`, card: 'c-1', amount, country, fraud: null });
const rows = [row('1', 0, 10, 'FR'), row('2', 12, 20, 'FR'), row('3', 14, 30, 'FR'), row('4', 16, 40, 'NL')];

const [source, kind, settings] = payments('pay');
const document = documentOf(
  [[source, kind, settings], ['habits', 'rolling', often], ['burst', 'condition', { when: above('often', 2), reason: '' }], ['warn', 'alert', alert]],
  ['pay > habits', 'habits > burst', 'burst.match > warn'],
  {},
);
const compilation = compile(document);
const inquiry: Inquiry = {
  compilation,
  inputs: () => {
    const step = compilation.plan.steps.find((each) => each.op === 'source');
    const fields = step?.op === 'source' ? step.fields : [];
    return Promise.resolve(new Map([['pay', (async function* read() { yield await Promise.resolve(readingOf(rows, fields)); return []; })()]]));
  },
};

async function explained(place: number): Promise<Explanation> {
  const { found } = await explainRow(inquiry, 'habits', place);
  const [first] = found ?? [];
  if (first === undefined) throw new Error('nothing found');
  return first;
}

test('a row anywhere in the graph is explained by its place in the stream', async () => {
  const [third, fourth] = [await explained(2), await explained(3)];
  expect([third.about, fourth.about].map((about) => (about.type === 'event' ? about.event : ''))).toEqual(['3', '4']);
  expect([third.alerts.length, fourth.alerts.length]).toEqual([0, 1]);
  expect(third.silences[0]?.stops[0]?.needs[0]?.bound).toMatchObject({ field: 'often', value: 2 });
});

test('the canvas tells where the row went, with what it had there', async () => {
  const told = toldOf(await explained(3), 'en');
  expect([...told.nodes].map(([id, { state }]) => `${id} ${state}`)).toEqual(['pay led', 'habits led', 'burst led', 'warn led']);
  expect(told.nodes.get('habits')?.values[0]?.value).toBe('3');
  expect(told.nodes.get('burst')?.ports.get('match')).toBe('3');
  expect([...told.edges.values()]).toEqual(['led', 'led', 'led']);
});

test('the rows that the rule counted stand on lanes of what changes, those too old apart', async () => {
  const explanation = await explained(3);
  const [looked] = lookedAt(explanation, (node) => Object.values(compilation.analysis.nodes.get(node)?.outputs ?? {})[0]?.fields ?? [], 'en');
  expect(looked?.lanes).toEqual(['FR', 'NL']);
  expect(looked?.count).toBe(3);
  expect(looked?.rows.map(({ is, lane, amount }) => `${is} ${lane} ${amount}`)).toEqual(['inside 0 20', 'inside 0 30', 'row 1 40']);
});

test('the alerts before and after are those that were sent before and after', async () => {
  const [sent] = (await explained(3)).alerts;
  const alerts = ['a', 'b', 'c'].flatMap((id) => (sent === undefined ? [] : [{ ...sent, id }]));
  expect(neighboursOf({ type: 'alert', id: 'b' }, alerts)).toMatchObject({ previous: { type: 'alert', id: 'a' }, next: { type: 'alert', id: 'c' } });
  expect(neighboursOf({ type: 'alert', id: 'a' }, alerts).previous).toBeUndefined();
  expect((await explainAlert(inquiry, sent?.id ?? '')).found).toHaveLength(1);
});
