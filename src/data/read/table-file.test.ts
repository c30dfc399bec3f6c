import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Field, Row } from '../field.ts';
import type { ReadNote } from './reading.ts';
import { readTable } from './table-file.ts';
import type { TableOptions } from './table-file.ts';
import { rowsOf } from './testing.ts';

const fields: readonly Field[] = [{ name: '商户', type: 'text' }, { name: 'n', type: 'number' }];
const wanted = [{ 商户: '茶', n: 1 }, { 商户: 'a;b', n: 2 }];

async function rows(bytes: Uint8Array, options?: TableOptions): Promise<{ rows: Row[]; notes: readonly ReadNote[] }> {
  const found: Row[] = [];
  const readings = readTable([bytes.subarray(0, 3), bytes.subarray(3)], fields, options);
  for (;;) {
    const next = await readings.next();
    if (next.done === true) return { rows: found, notes: next.value };
    expect(next.value.rejected).toEqual([]);
    found.push(...rowsOf(next.value, fields));
  }
}

test('a file is read for what it is, packed or not, in any encoding', async () => {
  const csv = 'Report\n商户;n\n茶;1\n"a;b";2\nTotal;3\n';
  const json = JSON.stringify(wanted);
  const encoder = new TextEncoder();
  const files = [
    encoder.encode(csv), gzipSync(csv), Buffer.from(`\ufeff${csv}`, 'utf16le'), encoder.encode(json), gzipSync(json), Buffer.from(json, 'utf16le'),
  ];
  for (const file of files) expect(await rows(new Uint8Array(file))).toEqual({ rows: wanted, notes: [] });
});

test('what is said counts more than what is found', async () => {
  const bytes = new TextEncoder().encode('商户,n,x\n1;2,3,4\n');
  const { rows: read, notes } = await rows(bytes, { separator: ',', header: true, skip: undefined });
  expect([read, notes.map(({ name }) => name)]).toEqual([[{ 商户: '1;2', n: 3 }], ['x']]);
  await expect(rows(new TextEncoder().encode('PAR1....'))).rejects.toThrow('A parquet file is no text');
});
