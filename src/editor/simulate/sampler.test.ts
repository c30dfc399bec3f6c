import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examples } from '../../../test/support/examples.ts';
import { compile } from '../../compile/compile.ts';
import { documentOf, payments } from '../../compile/testing.ts';
import { valueAt } from '../../data/columns.ts';
import type { Row } from '../../data/field.ts';
import type { StoredExpression } from '../../data/schema.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { filesNamedIn } from '../files/named-files.ts';
import type { RowsAround, SampleQueries } from '../state/contract/sample.ts';
import type { FromWorker, SampleFiles, ToWorker } from './protocol.ts';
import { createSampleQueries } from './sample-queries.ts';
import { createSimulator } from './simulator.ts';
import { noWorld } from './testing.ts';
import { linkWorker } from './worker-link.ts';

/** What is asked of a document's sample goes through all there is, but for the worker around it. */
function sampleOf(first: RuleDocument, files: SampleFiles = {}): { readonly ask: SampleQueries; readonly draw: (document: RuleDocument) => void; readonly posted: ToWorker[]; readonly told: FromWorker[] } {
  let document = first;
  const posted: ToWorker[] = [];
  const told: FromWorker[] = [];
  const link = linkWorker((events) => {
    let time = 0;
    const take = createSimulator({
      ...noWorld,
      now: () => (time += 10),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      post: (message) => {
        told.push(message);
        events.told(message);
      },
    });
    return {
      post: (message) => {
        posted.push(message);
        take(structuredClone(message));
      },
      end: () => undefined,
    };
  });
  const ask = createSampleQueries({ now: () => ({ document, compilation: compile(document) }), files: () => Promise.resolve(files), link });
  return { ask, posted, told, draw: (next) => void (document = next) };
}

const above = (field: string, limit: number): StoredExpression => ({ logic: { '>': [{ var: field }, limit] } });

const out = (node: string, port: string): { node: string; port: string; side: 'out' } => ({ node, port, side: 'out' });
const into = (node: string, port = 'in'): { node: string; port: string; side: 'in' } => ({ node, port, side: 'in' });

const row = (id: string, minute: number, amount: number | null, country: string, fraud: boolean | null = null): object => ({ id, at: `2026-03-01T09:${String(minute).padStart(2, '0')}:00Z`, card: `c-${Number(id) % 3}`, amount, country, fraud });
const rows = Array.from({ length: 60 }, (_, at) => row(String(at), at, at % 10 === 0 ? null : at * 10, at % 4 === 0 ? 'FR' : 'DE', at % 2 === 0 ? at % 4 === 0 : null));
const [id, kind, settings] = payments('pay');
const source = [id, kind, { ...settings, sample: { type: 'rows', rows } }] as const;

function rowsOf({ fields, batch }: { readonly fields: RowsAround['before']['fields']; readonly batch: RowsAround['before']['batch'] }): readonly Row[] {
  return Array.from({ length: batch.length }, (_, at) => Object.fromEntries(fields.map(({ name }, place) => {
    const column = batch.columns[place];
    return [name, column === undefined ? null : valueAt(column, at)];
  })));
}

test('tells how the values of each type lie', async () => {
  const { ask } = sampleOf(documentOf([source], []));
  const amounts = await ask.distribution(out('pay', 'events'), 'amount');
  expect(amounts).toMatchObject({ type: 'number', rows: 60, missing: 6, least: 10, most: 590, middle: 300 });
  expect(amounts?.type === 'number' ? amounts.bins.reduce((sum, bin) => sum + bin.rows, 0) : 0).toBe(54);
  expect(await ask.distribution(out('pay', 'events'), 'country')).toEqual({ type: 'text', rows: 60, missing: 0, different: 2, top: [{ value: 'DE', rows: 45 }, { value: 'FR', rows: 15 }] });
  expect(await ask.distribution(out('pay', 'events'), 'fraud')).toEqual({ type: 'boolean', rows: 60, missing: 30, yes: 15 });
  expect(await ask.distribution(out('pay', 'events'), 'at')).toMatchObject({ type: 'time', rows: 60, least: Date.parse('2026-03-01T09:00:00Z') });
  expect(await ask.distribution(out('pay', 'events'), 'nothing')).toBeUndefined();
});

test('finds when the rows of one key were, in order', async () => {
  const { ask } = sampleOf(documentOf([source], []));
  const from = Date.parse('2026-03-01T09:10:00Z');
  const to = Date.parse('2026-03-01T09:20:00Z');
  const beside = await ask.beside(out('pay', 'events'), { key: [['card', 'c-1']], from, to });
  expect(beside?.times).toEqual([10, 13, 16, 19].map((minute) => Date.parse(`2026-03-01T09:${minute}:00Z`)));
  expect((await ask.beside(out('pay', 'events'), { key: [], from, to }))?.times).toHaveLength(11);
  expect((await ask.beside(out('pay', 'events'), { key: [['card', 'nobody']], from, to }))?.times).toEqual([]);
  expect(await ask.beside(out('pay', 'events'), { key: [['nothing', 1]], from, to })).toBeUndefined();
});

test('counts what conditions hold for, each for itself', async () => {
  const { ask } = sampleOf(documentOf([source, ['large', 'filter', { when: above('amount', 300) }]], ['pay > large']));
  const conditions = [above('amount', 300), above('country', 1), { logic: { '===': [{ var: 'country' }, 'FR'] } }];
  const matches = await ask.matches(into('large'), conditions);
  expect(matches).toEqual({ rows: 60, hits: [rows.filter((each) => Number((each as { amount: unknown }).amount) > 300).length, undefined, 15] });
  const after = await ask.matches(out('large', 'match'), [{ logic: { '===': [{ var: 'country' }, 'FR'] } }]);
  expect(after?.rows).toBe(matches?.hits[0]);
});

test('what enters a broken node is known, what leaves it is not', async () => {
  const { ask } = sampleOf(documentOf([source, ['large', 'filter', { when: above('country', 300) }], ['warn', 'alert', { severity: 'high', key: [], title: 'x', message: '', channels: [] }]], ['pay > large', 'large.match > warn']));
  expect((await ask.matches(into('large'), []))?.rows).toBe(60);
  expect(await ask.matches(out('large', 'match'), [])).toBeUndefined();
  expect(await ask.matches(into('warn'), [])).toBeUndefined();
  expect(await ask.around('large')).toBeUndefined();
  expect(ask.trouble.getState().why).toBeUndefined();
});

test('says which file is not here, and is silent again once it is', async () => {
  const files: Record<string, Blob> = {};
  const { ask } = sampleOf(documentOf([[id, kind, { ...settings, sample: { type: 'file', path: 'mine.csv' } }]], []), files);
  expect(await ask.distribution(out('pay', 'events'), 'amount')).toBeUndefined();
  expect(ask.trouble.getState().why?.en).toContain('“mine.csv” is not here');
  files['mine.csv'] = new Blob(['id,at,card,amount,country,fraud\n1,2026-03-01T09:00:00Z,c,5.5,FR,\n']);
  expect(await ask.distribution(out('pay', 'events'), 'amount')).toMatchObject({ rows: 1, least: 5.5 });
  expect(ask.trouble.getState().why).toBeUndefined();
});

test('shows the same rows before and after a filter: the first ones, and ones that pass', async () => {
  const { ask } = sampleOf(documentOf([source, ['large', 'filter', { when: above('amount', 450) }]], ['pay > large']));
  const around = await ask.around('large');
  if (around === undefined) throw new Error('nothing is known');
  const [before, after] = [rowsOf(around.before), rowsOf(around.after)];
  expect(around.same).toBe(true);
  expect([around.before.total, around.after.total]).toEqual([60, 60]);
  expect(before).toHaveLength(20);
  expect(after).toEqual(before);
  expect(before.slice(0, 10).map((each) => each['id'])).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  expect(around.ports).toEqual(before.map((each) => (Number(each['amount']) > 450 ? 'match' : 'rest')));
  expect(around.ports.filter((port) => port === 'match')).toHaveLength(10);
});

const rolling = { key: ['card'], features: [{ name: 'many', fn: 'count', within: '10m' }] };

test('rows of a node that adds to them hit where a rule after it takes them', async () => {
  const { ask } = sampleOf(documentOf([source, ['habits', 'rolling', rolling], ['rule', 'condition', { when: above('amount', 560), reason: '' }]], ['pay > habits', 'habits > rule']));
  const around = await ask.around('habits');
  if (around === undefined) throw new Error('nothing is known');
  const after = rowsOf(around.after);
  expect(around.same).toBe(true);
  expect(after.map((each) => each['id'])).toEqual([...Array.from({ length: 10 }, (_, at) => String(at)), '57', '58', '59']);
  expect(after.every((each) => typeof each['many'] === 'number')).toBe(true);
});

test('a node that makes rows of its own shows some of either', async () => {
  const window = { key: ['card'], shape: { type: 'tumbling', size: '10m' }, aggregates: [{ name: 'many', fn: 'count' }] };
  const { ask } = sampleOf(documentOf([source, ['each', 'window', window]], ['pay > each']));
  const around = await ask.around('each');
  expect(around).toMatchObject({ same: false, before: { total: 60 }, after: { total: 18 } });
  expect([around?.before.batch.length, around?.after.batch.length, new Set(around?.ports)]).toEqual([20, 18, new Set(['rows'])]);
});

test('several edges into one input are asked about as one', async () => {
  const { ask } = sampleOf(documentOf([source, ['large', 'filter', { when: above('amount', 450) }], ['french', 'filter', { when: { logic: { '===': [{ var: 'country' }, 'FR'] } } }], ['rule', 'condition', { when: above('amount', 0), reason: '' }]], ['pay > large', 'pay > french', 'large.match > rule', 'french.match > rule']));
  const both = rows.filter((each) => Number((each as { amount: unknown }).amount) > 450 || (each as { country: unknown }).country === 'FR');
  expect((await ask.matches(into('rule'), []))?.rows).toBe(both.length);
  expect((await ask.around('rule'))?.before.total).toBe(both.length);
});

test('a sample that was read once answers other conditions and fields without an engine, until something upstream changes', async () => {
  const generator = { type: 'generator', preset: 'payments', stream: 'payments', events: 40_000, seed: 1 };
  const fields = [{ name: 'id', from: 'payment_id', type: 'text' }, { name: 'at', from: 'time', type: 'time' }, { name: 'card', type: 'text' }, { name: 'amount', type: 'number' }];
  const graph = (limit: number): RuleDocument => documentOf([[id, kind, { ...settings, fields, sample: generator }], ['large', 'filter', { when: above('amount', 100) }], ['rule', 'condition', { when: above('amount', limit), reason: '' }]], ['pay > large', 'large.match > rule']);
  const { ask, draw } = sampleOf(graph(100));
  const [first, other] = await Promise.all([ask.matches(into('rule'), [above('amount', 200)]), ask.distribution(into('rule'), 'amount')]);
  expect(first?.rows).toBe(other?.rows);
  draw(graph(300));
  const again = await ask.matches(into('rule'), [above('amount', 200), above('amount', 300)]);
  expect([again?.rows, again?.hits[0]]).toEqual([first?.rows, first?.hits[0]]);
  expect(again?.hits[1]).toBe((await ask.matches(out('rule', 'match'), []))?.rows);
});

test('the same rows that several parts of a panel ask for are found once, and remembered', async () => {
  const { ask, draw } = sampleOf(documentOf([source, ['large', 'filter', { when: above('amount', 450) }]], ['pay > large']));
  const [one, other] = await Promise.all([ask.around('large'), ask.around('large')]);
  expect(one).toBe(other);
  draw(documentOf([source, ['large', 'filter', { when: above('amount', 10) }]], ['pay > large']));
  expect(await ask.around('large')).not.toEqual(one);
  draw(documentOf([source, ['large', 'filter', { when: above('amount', 450) }]], ['pay > large']));
  expect(await ask.around('large')).toBe(one);
});

test('who no longer wants to know hears nothing, and holds nobody up', async () => {
  const { ask, told } = sampleOf(documentOf([source, ['large', 'filter', { when: above('amount', 450) }]], ['pay > large']));
  const stop = new AbortController();
  const dropped = ask.distribution(out('pay', 'events'), 'amount', stop.signal);
  await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  expect(await dropped).toBeUndefined();
  expect((await ask.matches(into('large'), []))?.rows).toBe(60);
  expect(told.filter(({ type }) => type === 'answer')).toHaveLength(1);
});

for (const { id: name, folder, document } of examples.filter((each) => each.id === 'account-takeover')) {
  test(`${name}: the rows at every port are as many as a run counts, and every node shows some`, async () => {
    const files: SampleFiles = Object.fromEntries(filesNamedIn(document).map((path) => [path, new Blob([readFileSync(join(folder, path))])]));
    const { ask } = sampleOf(document, files);
    const { analysis, streams } = compile(document);
    const told: FromWorker[] = [];
    const counts = await new Promise<Readonly<Record<string, number>>>((resolve) => {
      const take = createSimulator({ ...noWorld, now: () => 0, pause: () => Promise.resolve(), post: (message) => (message.type === 'ended' ? resolve(message.statistics.rows) : void told.push(message)) });
      take({ type: 'run', run: 1, document, files });
    });
    for (const { id: node } of document.nodes) {
      for (const { id: port } of analysis.nodes.get(node)?.ports.outputs ?? []) {
        const matches = await ask.matches(out(node, port), []);
        expect([node, port, matches?.rows]).toEqual([node, port, counts[streams.get(node)?.[port] ?? `${node}.${port}`]]);
      }
      const around = await ask.around(node);
      expect([node, around?.before.batch.length === around?.after.batch.length || around?.same === false, around?.ports.length]).toEqual([node, true, around?.after.batch.length]);
    }
  }, 60_000);
}
