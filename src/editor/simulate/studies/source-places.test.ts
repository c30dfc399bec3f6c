import { expect, test } from 'vitest';
import { above, documentOf, payments } from '../../../compile/testing.ts';
import { valueAt } from '../../../data/columns.ts';
import type { RowsPage } from '../../state/contract/rows.ts';
import { simulating } from '../testing.ts';

const [id, kind, settings] = payments('pay');
const fields = [
  { name: 'id', from: 'payment_id', type: 'text' },
  { name: 'at', from: 'time', type: 'time' },
  { name: 'card', type: 'text' },
  { name: 'amount', type: 'number' },
];
const source = { ...settings, fields, id: 'id' };
const sample = (seed: number): object => ({ type: 'generator', preset: 'payments', stream: 'payments', events: 1500, seed });

const graph = documentOf(
  [
    [id, kind, { ...source, sample: sample(1) }],
    ['other', kind, { ...source, sample: sample(2) }],
    ['all', 'merge', {}],
    ['habits', 'rolling', { key: ['card'], features: [{ name: 'recent', fn: 'count', within: '1h' }] }],
    ['large', 'condition', { when: above('amount', 100) }],
    ['sums', 'window', { key: ['card'], shape: { type: 'tumbling', size: '1d' }, aggregates: [{ name: 'n', fn: 'count' }] }],
  ],
  ['pay > all', 'other > all', 'all > habits', 'habits > large', 'all > sums'],
  {},
);

/** The two sources have the same ids: rows are told by all that they have. */
const told = ({ fields: all, batch }: RowsPage): readonly string[] => {
  const columns = fields.map(({ name }) => batch.columns[all.findIndex((field) => field.name === name)]);
  return Array.from({ length: batch.length }, (_, row) => JSON.stringify(columns.map((column) => (column === undefined ? null : valueAt(column, row)))));
};

test('rows of a stream are found again among the events of their source', async () => {
  const { take, hear, rows } = simulating();
  take({ type: 'run', run: 1, document: graph, files: {} });
  const { statistics } = await hear('ended');
  const count = statistics.rows['large.match'] ?? 0;
  expect(count).toBeGreaterThan(20);
  const places = [0, 3, 4, 11, count - 1];
  take({ type: 'study', request: 1, asked: { name: 'sourcePlaces', question: { stream: 'large.match', places } } });
  const { answer } = await hear('study', ({ request }) => request === 1);
  if (!('source' in answer) || !('places' in answer)) throw new Error('another answer');
  const large = told(await rows('large.match', 0, count));
  const own = told(await rows(`${String(answer.source)}.events`, 0, 1500));
  const found = [...answer.places].map((place) => own[place]);
  expect(found.length).toBeGreaterThan(0);
  // Of two sources those of one are told, in their order.
  expect(found).toEqual(places.map((place) => large[place] ?? '').filter((each) => own.includes(each)));

  take({ type: 'study', request: 2, asked: { name: 'sourcePlaces', question: { stream: 'sums', places: [0, 1] } } });
  expect(await hear('no-study', ({ request }) => request === 2)).toMatchObject({ failure: { en: expect.stringContaining('no events of a source') } });
});
