import { expect, test } from 'vitest';
import { valueAt } from '../data/columns.ts';
import type { Field } from '../data/field.ts';
import { readCsv } from '../data/read/csv.ts';
import { emptyTable, tableFrom } from './tables.ts';

const columns: readonly Field[] = [
  { name: 'device', type: 'text', required: true },
  { name: 'risk', type: 'number', min: 0 },
  { name: 'tags', type: 'list' },
];

const tableOf = async (text: string, batchRows: number): Promise<readonly unknown[]> => {
  const { batch: table } = await tableFrom(readCsv([new TextEncoder().encode(text)], columns, { batchRows }), columns);
  return Array.from({ length: table.length }, (_, row) => table.columns.map((column) => valueAt(column, row)));
};

test.each([1, 2, 100])('rows keep the order of their file, and a cell that does not fit is missing (%i in a batch)', async (batchRows) => {
  const text = 'device,risk,tags\nd-1,high,"[""a""]"\nd-2,2,\nd-3,-1,\n,4,\nd-5,5,"[""b"",""c""]"\nd-6,six,\n';
  expect(await tableOf(text, batchRows)).toEqual([
    ['d-1', null, ['a']],
    ['d-2', 2, null],
    ['d-3', null, null],
    [null, 4, null],
    ['d-5', 5, ['b', 'c']],
    ['d-6', null, null],
  ]);
});

test('a table without rows', async () => {
  expect(await tableOf('device,risk,tags\n', 10)).toEqual([]);
  expect(emptyTable(columns)).toMatchObject({ length: 0, columns: [{ type: 'text' }, { type: 'number' }, { type: 'list' }] });
});

test('what does not fit is counted, and the table as a whole is told of', async () => {
  const read = await tableFrom(readCsv([new TextEncoder().encode('device,risk\nd-1,1\nd-2,high\n,2\n')], columns), columns);
  expect([read.broken, read.first?.line, read.notes.map(({ code, name }) => [code, name])]).toEqual([2, 3, [['missing-column', 'tags']]]);
});
