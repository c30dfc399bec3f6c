import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import { documentOf, payments } from '../compile/testing.ts';
import { valueAt } from '../data/columns.ts';
import type { RuleDocument } from '../graph/document.ts';
import { openInputs } from './inputs.ts';
import type { Inputs } from './inputs.ts';
import { WrongUse } from './io.ts';
import { testFolder } from './testing.ts';

const folder = testFolder();

const [, kind, config] = payments('pay');
const withSample = (sample: unknown, id = 'pay'): RuleDocument => documentOf([[id, kind, { ...config, sample }]], []);

const open = (document: RuleDocument, asked: readonly string[] = [], stdin: Iterable<Uint8Array> = []): Promise<Inputs> =>
  openInputs(document, compile(document).plan, asked, { path: join(folder.path(), 'graph.rules.json'), cwd: folder.path(), lang: 'en' }, () => stdin);

/** The first field of each row, and how many were rejected. */
async function idsOf(inputs: Inputs, id = 'pay'): Promise<{ ids: unknown[]; rejected: number }> {
  const ids: unknown[] = [];
  let rejected = 0;
  for await (const reading of inputs.sources.get(id)?.input ?? []) {
    const [column] = reading.batch.columns;
    for (let row = 0; row < reading.batch.length; row += 1) ids.push(column === undefined ? null : valueAt(column, row));
    rejected += reading.rejected.length;
  }
  return { ids, rejected };
}

async function amountsOf(inputs: Inputs): Promise<unknown[]> {
  const amounts: unknown[] = [];
  for await (const { batch } of inputs.sources.get('pay')?.input ?? []) {
    const column = batch.columns[3];
    for (let row = 0; row < batch.length; row += 1) amounts.push(column === undefined ? null : valueAt(column, row));
  }
  return amounts;
}

const csv = 'id,at,card,amount\np1,2026-03-01T09:00:00Z,c-1,12.50\np2,2026-03-01T09:00:01Z,c-1,many\np3,2026-03-01T09:00:02Z,c-2,3\n';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('where rows come from', () => {
  test('the rows in the graph', async () => {
    const inputs = await open(withSample({ type: 'rows', rows: [{ id: 'p1', at: '2026-03-01' }, { id: 'p2' }] }));
    expect(await idsOf(inputs)).toEqual({ ids: ['p1'], rejected: 1 });
  });

  test('a file beside the graph, whose length is known', async () => {
    await mkdir(join(folder.path(), 'data'));
    await folder.write('data/a.csv', csv);
    const inputs = await open(withSample({ type: 'file', path: 'data/a.csv' }));
    expect(inputs.sources.get('pay')?.bytes).toEqual({ read: 0, all: csv.length });
    expect(await idsOf(inputs)).toEqual({ ids: ['p1', 'p3'], rejected: 1 });
    expect(inputs.sources.get('pay')?.bytes.read).toBe(csv.length);
  });

  test('the generator', async () => {
    const fields = [{ name: 'id', type: 'text', roles: ['id'], from: 'payment_id' }, { name: 'at', type: 'time', roles: ['time'], from: 'time' }];
    const document = documentOf([['pay', 'source', { event: { one: 'payment' }, fields, sample: { type: 'generator', preset: 'payments', events: 3, seed: 1 } }]], []);
    expect(await idsOf(await open(document))).toEqual({ ids: ['p-00000001', 'p-00000002', 'p-00000003'], rejected: 0 });
  });

  test('another file instead, from the folder the command runs in, packed or not', async () => {
    await folder.write('b.gz', gzipSync(csv.replaceAll(',', ';')));
    const inputs = await open(withSample({ type: 'file', path: 'gone.csv' }), ['pay=b.gz']);
    expect(await idsOf(inputs)).toEqual({ ids: ['p1', 'p3'], rejected: 1 });
  });

  test('standard input, whatever its format', async () => {
    const inputs = await open(withSample(undefined), ['pay=-'], [bytes('{"id":"p1","at":'), bytes('"2026-03-01T09:00:00Z"}\n')]);
    expect(await idsOf(inputs)).toEqual({ ids: ['p1'], rejected: 0 });
  });

  test('how columns write their values goes with the source, how a file is laid out with the file', async () => {
    const options = { separator: '|', skip: 1, forms: { amount: { type: 'number', decimal: ',', group: '.' } } };
    const document = withSample({ type: 'file', path: 'a.txt', format: 'csv', options });
    await folder.write('a.txt', 'Payments of March\nid|at|amount\np1|2026-03-01|1.234,50\n');
    await folder.write('b.csv', 'id;at;amount\np2;2026-03-01;2.000,00\n');
    expect(await amountsOf(await open(document))).toEqual([1234.5]);
    expect(await amountsOf(await open(document, ['pay=b.csv']))).toEqual([2000]);
  });

  test('a file that is read here and there', async () => {
    const fields = [{ name: 'id', type: 'text' }];
    const document = documentOf([['pay', 'source', { event: { one: 'payment' }, fields }]], []);
    await folder.write('a.parquet', await readFile(new URL('../data/read/fixtures/arrow-snappy.parquet', import.meta.url)));
    const inputs = await open(document, ['pay=a.parquet']);
    expect((await idsOf(inputs)).ids.length).toBeGreaterThan(0);
    expect(inputs.sources.get('pay')?.bytes.read).toBeGreaterThan(0);
  });

  test('a path may have an equals sign', async () => {
    await folder.write('day=1.csv', csv);
    expect((await idsOf(await open(withSample(undefined), ['pay=day=1.csv']))).ids).toHaveLength(2);
  });

  test('nowhere: then it is said', async () => {
    expect((await open(withSample(undefined))).without).toEqual(['pay']);
  });

  test('a source that does not run is not opened', async () => {
    const inputs = await open(documentOf([['pay', kind, { ...config, sample: { type: 'file', path: '../a.csv' } }]], []));
    expect([...inputs.sources.keys(), ...inputs.without]).toEqual([]);
  });
});

describe('wrong use', () => {
  const document = withSample({ type: 'file', path: 'data/gone.csv' }, 'payments');
  test.each([
    [[], 'There is no file “data/gone.csv”. Put it there, or name another: --source payments=PATH'],
    [['payments'], '--source takes ID=PATH, such as payments=events.csv'],
    [['payments='], '--source takes ID=PATH'],
    [['=a.csv'], '--source takes ID=PATH'],
    [['payment=a.csv'], 'There is no source “payment” in the graph; its sources: payments. Did you mean “payments”?'],
    [['payments=a.csv', 'payments=b.csv'], '--source names “payments” twice'],
    [['payments=a.csv'], 'There is no file “a.csv”.'],
    [['payments=.'], '“.” is a folder'],
  ])('%j', async (asked, message) => {
    const failure = await open(document, asked).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WrongUse);
    expect(String(failure)).toContain(message);
  });

  test('two sources from one standard input', async () => {
    const both = documentOf([['a', kind, config], ['b', kind, config]], []);
    await expect(open(both, ['a=-', 'b=-'])).rejects.toThrow('Only one source can read from standard input.');
  });

  test('a file that cannot be read is named', async () => {
    await folder.write('a.gz', gzipSync(csv).subarray(0, 40));
    const inputs = await open(withSample(undefined), ['pay=a.gz']);
    const failure = await idsOf(inputs).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WrongUse);
    expect(String(failure)).toContain('“a.gz” cannot be read: ');
  });
});
