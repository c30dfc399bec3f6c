import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examples } from '../../../test/support/examples.ts';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import { valueAt } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { filesNamedIn } from '../files/named-files.ts';
import type { RowsPage } from '../state/contract/rows.ts';
import type { SampleFiles } from './protocol.ts';
import { simulating } from './testing.ts';

const values = ({ fields, batch }: RowsPage, name: string): readonly Value[] => {
  const column = batch.columns[fields.findIndex((field) => field.name === name)];
  return column === undefined ? [] : Array.from({ length: batch.length }, (_, row) => valueAt(column, row));
};

const alert = { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: [] };
/** As the generator calls them. */
const madeUp = [
  { name: 'id', from: 'payment_id', type: 'text' },
  { name: 'at', from: 'time', type: 'time' },
  { name: 'card', type: 'text' },
  { name: 'amount', type: 'number' },
];
const generator = (events: number): object => ({ type: 'generator', preset: 'payments', stream: 'payments', events, seed: 1 });

function graph(sample: object): RuleDocument {
  const [id, kind, settings] = payments('pay');
  return documentOf([[id, kind, { ...settings, fields: madeUp, sample }], ['large', 'filter', { when: above('amount', 100) }], ['warn', 'alert', alert]], ['pay > large', 'large.match > warn'], {});
}

const row = (id: string, minute: number, amount: number | null): object => ({ id, at: `2026-03-01T09:0${minute}:00Z`, card: `c-${id}`, amount });
const few = graph({ type: 'rows', rows: [row('1', 0, 150), row('2', 3, 90), row('3', 4, null), row('4', 1, 300), { id: '5' }] });

test('runs what is given inline and tells its counts, alerts and rows', async () => {
  const { take, hear, rows } = simulating();
  take({ type: 'run', run: 1, document: few, files: {} });
  const { statistics, summary, alerts } = await hear('ended');
  expect(summary).toMatchObject({ read: 5, stopped: false });
  expect(statistics.rows['warn.sent']).toBe(alerts.total);
  expect(alerts.topKeys).toEqual([{ key: 'c-1', of: ['card'], alerts: 1 }]);
  expect((await hear('alerts')).alerts.map(({ key }) => key)).toContain('c-1');
  const page = await rows('large.match', 0, 10);
  expect(page.total).toBe(statistics.rows['large.match']);
  expect(values(page, 'card')).toContain('c-1');
  const rejected = await rows('pay.rejected', 0, 10);
  expect(rejected.total).toBeGreaterThan(0);
  expect(rejected.fields.at(-2)?.name).toBe('reason');
  expect(String(values(rejected, 'reason')[0])).not.toBe('');
});

test('counts in how many rows of each stream the label says yes', async () => {
  const [id, kind, settings] = payments('pay');
  const labelled = [row('1', 0, 150), row('2', 1, 90), row('3', 2, 300), row('4', 3, 400)].map((each, at) => ({ ...each, country: null, fraud: [true, false, null, true][at] }));
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: documentOf([[id, kind, { ...settings, sample: { type: 'rows', rows: labelled } }], ['large', 'filter', { when: above('amount', 200) }]], ['pay > large'], {}), files: {} });
  const { labels } = await hear('ended');
  expect([labels.get('pay.events'), labels.get('large.match'), labels.get('large.rest')]).toEqual([{ yes: 2, known: 3 }, { yes: 1, known: 1 }, { yes: 1, known: 2 }]);
});

const some = examples.filter(({ id }) => ['card-fraud', 'consumer-group'].includes(id));

for (const { id, folder, document } of some) {
  test(`${id} runs to the counts of its own engine, with the rows behind each`, async () => {
    const files: SampleFiles = Object.fromEntries(filesNamedIn(document).map((path) => [path, new Blob([readFileSync(join(folder, path))])]));
    const { take, hear, rows } = simulating();
    take({ type: 'run', run: 1, document, files });
    const { statistics, alerts } = await hear('ended');
    expect(alerts.total).toBeGreaterThan(0);
    expect(Object.keys(statistics.rows).length).toBeGreaterThan(compile(document).plan.steps.length - 1);
    for (const [stream, count] of Object.entries(statistics.rows)) {
      const page = await rows(stream, Math.max(0, count - 20), count);
      expect([stream, page.total, page.batch.length]).toEqual([stream, count, Math.min(20, count)]);
      expect(page.batch.columns.map(({ type }) => type)).toEqual(page.fields.map(({ type }) => type));
    }
  });
}

test('rows are found, sorted and filtered among all that there are', async () => {
  const { take, hear, rows } = simulating();
  take({ type: 'run', run: 1, document: graph(generator(30_000)), files: {} });
  const { statistics } = await hear('ended');
  const count = statistics.rows['large.match'] ?? 0;
  expect(count).toBeGreaterThan(600);
  const all = values(await rows('large.match', 0, count), 'amount').map(Number);
  expect(all).toHaveLength(count);
  const descending = await rows('large.match', 0, 50, { sort: { field: 'amount', descending: true }, filters: [] });
  expect(values(descending, 'amount')).toEqual(all.toSorted((a, b) => b - a).slice(0, 50));
  const filtered = await rows('large.match', 0, 5, { filters: [{ field: 'amount', from: 200, to: 300 }] });
  expect(filtered.total).toBe(all.filter((amount) => amount >= 200 && amount <= 300).length);
  expect(filtered.all).toBe(count);
  expect(values(filtered, 'amount')).toEqual(all.filter((amount) => amount >= 200 && amount <= 300).slice(0, 5));
});

test('a later page of a stopped run has the rows that were counted', async () => {
  const { take, hear, rows } = simulating();
  take({ type: 'run', run: 1, document: graph(generator(1_000_000)), files: {} });
  await hear('progress', ({ rows: read }) => read > 20_000);
  take({ type: 'stop', run: 1 });
  const { summary, statistics } = await hear('ended');
  expect(summary.stopped).toBe(true);
  expect(summary.read).toBeLessThan(1_000_000);
  const count = statistics.rows['pay.events'] ?? 0;
  const page = await rows('pay.events', count - 10, count + 10);
  expect([page.total, page.batch.length]).toEqual([count, 10]);
});

test('a run takes the place of the one before, and is the only one that ends', async () => {
  const { take, hear, heard, rows } = simulating();
  take({ type: 'run', run: 1, document: graph(generator(1_000_000)), files: {} });
  await hear('progress');
  take({ type: 'run', run: 2, document: few, files: {} });
  expect((await hear('ended')).run).toBe(2);
  expect(heard.filter(({ type }) => type === 'ended' || type === 'failed')).toHaveLength(1);
  expect((await rows('pay.events', 0, 10)).total).toBe(3);
});

test('says what keeps a graph from running', async () => {
  const { take, hear } = simulating();
  const files = graph({ type: 'file', path: 'payments.csv' });
  take({ type: 'run', run: 1, document: files, files: {} });
  expect((await hear('failed', ({ run }) => run === 1)).failure.en).toContain('“payments.csv” is not here');
  take({ type: 'run', run: 2, document: files, files: { 'payments.csv': new Blob(['PAR1']) } });
  expect((await hear('failed', ({ run }) => run === 2)).failure.en).toContain('payments.csv');
  take({ type: 'run', run: 3, document: documentOf([], [], {}), files: {} });
  expect((await hear('failed', ({ run }) => run === 3)).failure.zh).toContain('数据源');
});
