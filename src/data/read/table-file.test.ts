import { readFileSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Field, Row } from '../field.ts';
import type { TableSource } from './access.ts';
import type { ReadNote, Reading } from './reading.ts';
import { readTable } from './table-file.ts';
import type { TableOptions } from './table-file.ts';
import { rowsOf } from './testing.ts';
import { Unreadable } from './unreadable.ts';
import { accessTo, workbookOf, zipOf } from './zip-testing.ts';

const fields: readonly Field[] = [{ name: '商户', type: 'text' }, { name: 'n', type: 'number' }];
const wanted = [{ 商户: '茶', n: 1 }, { 商户: 'a;b', n: 2 }];

async function read(source: TableSource, options?: TableOptions, these = fields): Promise<{ rows: Row[]; readings: Reading[]; notes: readonly ReadNote[] }> {
  const readings: Reading[] = [];
  const all = readTable(source, these, options);
  for (;;) {
    const next = await all.next();
    if (next.done === true) return { readings, rows: readings.flatMap((reading) => rowsOf(reading, these)), notes: next.value };
    readings.push(next.value);
  }
}

const pieces = (bytes: Uint8Array): Uint8Array[] => [bytes.subarray(0, 3), bytes.subarray(3)];
const rows = async (bytes: Uint8Array, options?: TableOptions): Promise<readonly Row[]> => (await read(pieces(bytes), options)).rows;

const encoder = new TextEncoder();
const csv = 'Report\n商户;n\n茶;1\n"a;b";2\nTotal;3\n';
const json = JSON.stringify(wanted);
const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const workbook = workbookOf([{ name: 'S', rows: `<row>${cell('Report')}</row><row>${cell('商户')}${cell('n')}</row><row>${cell('茶')}<c><v>1</v></c></row><row>${cell('a;b')}<c><v>2</v></c></row>` }]);
const zipped = (name: string, bytes: Uint8Array): Uint8Array => zipOf({ 'read me.txt': 'x', [name]: bytes }, { pack: deflateRawSync });

test('a file is read for what it is, packed or not, in any encoding, as a file or as it comes', async () => {
  const files = [
    encoder.encode(csv), gzipSync(csv), Buffer.from(`\ufeff${csv}`, 'utf16le'), encoder.encode(json), gzipSync(json), Buffer.from(json, 'utf16le'), workbook,
    zipped('a.csv', encoder.encode(csv)), zipped('a.ndjson', encoder.encode(json)), zipped('a.csv.gz', gzipSync(csv)), zipped('a.xlsx', workbook), gzipSync(workbook),
  ].map((bytes) => new Uint8Array(bytes));
  for (const file of files) {
    for (const source of [pieces(file), new Blob([file]), accessTo(file), new Blob([file]).stream(), new Response(file).body ?? []]) {
      const { rows: found, readings, notes } = await read(source);
      expect([found, readings.flatMap(({ rejected }) => rejected), notes.filter(({ code }) => code !== 'left-out')]).toEqual([wanted, [], []]);
    }
  }
  const parquet = new Uint8Array(readFileSync(new URL('fixtures/duckdb-snappy.parquet', import.meta.url)));
  for (const source of [new Blob([parquet]), pieces(parquet), [zipped('a.parquet', parquet)]]) {
    expect((await read(source, {}, [{ name: 'id', type: 'text' }])).rows.length).toBe(250);
  }
});

test('what was left out around the table is told, but where it was said', async () => {
  const told = async (options: TableOptions): Promise<string[]> => (await read([encoder.encode(csv)], options)).notes.map(({ message }) => message.en);
  expect(await told({})).toEqual(['1 line before the table is left out', 'What follows the table from line 5 on is left out']);
  expect(await told({ skip: 1, lastLine: 4 })).toEqual([]);
});

test('the names of the fields tell which line is the head, whatever stands before it', async () => {
  // As spreadsheets save it, with as many cells in every line; and names that a head alone would not be told by.
  const text = 'Statement,of March,\nFrom,1,2026-03-01\n商户,n,n\n茶,1,7\n';
  expect((await read([encoder.encode(text)])).rows).toEqual([{ 商户: '茶', n: 1 }]);
  const lines = [['Statement', 'of', 'March'], ['商户', 'n', 'n'], ['茶', '1', '7']];
  const sheet = workbookOf([{ name: 'S', rows: lines.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('') }]);
  expect((await read([sheet], {}, [{ name: '商户', type: 'text' }, { name: 'n', type: 'text' }])).rows).toEqual([{ 商户: '茶', n: '1' }]);
  // Said is said.
  expect((await read([encoder.encode(text)], { skip: 3, header: false })).rows).toEqual([]);
  expect((await read([encoder.encode(text)], { skip: 3, header: false })).readings[0]?.rejected[0]?.line).toBe(4);
});

test('what is said counts more than what is found', async () => {
  const bytes = encoder.encode('商户,n,x\n1;2,3,4\n');
  const { rows: found, notes } = await read([bytes], { separator: ',', header: true, skip: undefined });
  expect([found, notes.map(({ name }) => name)]).toEqual([[{ 商户: '1;2', n: 3 }], ['x']]);
  expect((await read([encoder.encode('{"a":1}\n商户,n\n{x},2\n')], { format: 'csv', skip: 1 })).rows).toEqual([{ 商户: '{x}', n: 2 }]);
  await expect(rows(workbook, { format: 'csv' })).rejects.toThrow('This is an Excel workbook, not a CSV file as the source says');
  await expect(rows(encoder.encode(csv), { format: 'parquet' })).rejects.toThrow('This is a CSV file, not a Parquet file as the source says');
});

test('values of JSON are read in the forms that are said, and words can be missing in any format', async () => {
  const these: readonly Field[] = [{ name: 't', type: 'time' }, { name: 'n', type: 'number' }, { name: 'b', type: 'boolean' }, { name: 's', type: 'text' }];
  const options: TableOptions = {
    missing: ['-'],
    forms: { t: { type: 'time', order: 'seconds' }, n: { type: 'number', decimal: ',', group: '.' }, b: { type: 'boolean', yes: ['Ja'], no: ['Nein'] } },
  };
  const lines = '{"t":1767225600,"n":"1.234,5","b":"ja","s":"x"}\n{"t":"1767225600.5","n":7,"b":false,"s":"-"}\n{"t":1e14,"n":"1,5,0","b":"-","s":"y"}\n';
  const { rows: found, readings } = await read([encoder.encode(lines)], options, these);
  expect(found).toEqual([{ t: 1_767_225_600_000, n: 1234.5, b: true, s: 'x' }, { t: 1_767_225_600_500, n: 7, b: false, s: null }]);
  expect(readings[0]?.rejected.map(({ row, faults }) => [row, faults.map(({ code }) => code)])).toEqual([[{ b: null, s: 'y' }, ['bad-time', 'wrong-type']]]);
});

test('what can’t be read says why, in both languages', async () => {
  const why = async (bytes: Uint8Array, options?: TableOptions): Promise<unknown> => {
    const error: unknown = await rows(bytes, options).catch((thrown: unknown) => thrown);
    return error instanceof Unreadable ? error.words : error;
  };
  expect(await why(encoder.encode('PAR1....'))).toEqual({ en: 'This is no Parquet file, or it is damaged or cut off', zh: '这不是 Parquet 文件，或者文件已损坏、不完整' });
  expect(await why(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).toMatchObject({ zh: '这是旧版 Excel 工作簿（.xls）或带密码的工作簿：请另存为不带密码的 .xlsx 或 CSV' });
  expect(await why(workbook, { mostCollected: 1000 })).toMatchObject({ en: 'Excel, Parquet and ZIP files that come as a stream must fit into 0 MB: give the file itself, or the table as CSV' });
  expect(await why(zipOf({ a: zipOf({ b: zipOf({ c: 'x' }) }) }))).toMatchObject({ en: 'This file is packed in more layers than are opened' });
  expect(await why(new Uint8Array(gzipSync(csv)).subarray(0, 30))).toMatchObject({ en: 'This is no gzip file, or it is damaged or cut off' });
});

test('any bytes give rows or a reason, whatever they are taken for, and the same as a file and as they come', async () => {
  const samples = [encoder.encode(csv), encoder.encode(json), workbook, zipped('a.csv', encoder.encode(csv)), new Uint8Array(gzipSync(csv))];
  const outcome = async (source: TableSource, options: TableOptions): Promise<unknown> => {
    try {
      const { readings, notes } = await read(source, options);
      return [readings.map(({ batch, rejected }) => [batch.length, rejected.map(({ at, line, text }) => [at, line, text])]), notes];
    } catch (error) {
      expect(error).toBeInstanceOf(Unreadable);
      return (error as Error).message;
    }
  };
  const damaged = fc.tuple(fc.nat(4), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 })).map(([which, changes]) => {
    const bytes = (samples[which] ?? new Uint8Array(0)).slice();
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    return bytes;
  });
  const magic = fc.tuple(fc.constantFrom([0x1f, 0x8b], [0x50, 0x4b, 3, 4], [0x50, 0x41, 0x52, 0x31], [0xff, 0xfe], []), fc.uint8Array({ maxLength: 80 })).map(([head, rest]) => Uint8Array.from([...head, ...rest]));
  const options = fc.record({ format: fc.constantFrom(undefined, undefined, 'csv' as const, 'json' as const, 'xlsx' as const), header: fc.constantFrom(undefined, true, false), skip: fc.constantFrom(undefined, 0, 2), separator: fc.constantFrom(undefined, ';') });
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, magic), options, async (bytes, said) => {
      expect(await outcome(pieces(bytes), said)).toEqual(await outcome(new Blob([new Uint8Array(bytes)]), said));
    }),
    runs(300),
  );
});
