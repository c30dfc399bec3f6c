import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Row } from '../field.ts';
import { accessTo, workbookOf } from './zip-testing.ts';
import type { TableSource } from './access.ts';
import { lookAt } from './look.ts';
import type { Look, LookOptions } from './look.ts';
import { readOptionsFrom } from './options.ts';
import { readTable } from './table-file.ts';
import { rowsOf } from './testing.ts';
import { Unreadable } from './unreadable.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const kinds = ({ fields }: Look): string[] => fields.map(({ field }) => [field.name, field.type, ...(field.roles ?? [])].join(' '));

/** What was found is enough to read all that was seen: as it is written down, every row fits. */
async function readBack(source: () => TableSource, options?: LookOptions): Promise<{ look: Look; rows: Row[] }> {
  const look = await lookAt(source(), options);
  const written = readOptionsFrom(JSON.parse(JSON.stringify(look.options)));
  expect(written).toEqual(look.options);
  const fields = look.fields.map(({ field }) => field);
  const rows: Row[] = [];
  for await (const reading of readTable(source(), fields, { format: look.format, ...written })) {
    expect(reading.rejected).toEqual([]);
    rows.push(...rowsOf(reading, fields));
  }
  return { look, rows };
}

test('CSV as a bank gives it', async () => {
  const text = 'Kontoauszug\nBuchung;Karte;Betrag;Anteil\n01/03/2026;0001;1.234,50;12%\n02/03/2026;0002;-3,00;7%\n03/03/2026;0003;NULL;1%\nSumme;;;\n';
  const { look, rows } = await readBack(() => [new Uint8Array(gzipSync(text))], { zone: 'Europe/Berlin' });
  expect(look.options).toMatchObject({
    separator: ';', skip: 1, header: true, lastLine: 5, encoding: 'utf-8', missing: ['NULL'],
    forms: { Buchung: { type: 'time', order: 'day-first', zone: 'Europe/Berlin' }, Betrag: { type: 'number', decimal: ',', group: '.' }, Anteil: { around: ['%'] } },
  });
  expect(look.fields[0]?.question?.text.en).toBe('Which day is “01/03/2026”?');
  expect(look.why.map(({ en }) => en)).toEqual(['Packed with gzip', 'Cells are parted by semicolons', '1 line before the table is left out', 'What follows the table from line 6 on is left out']);
  expect(rows.map((row) => row.Betrag)).toEqual([1234.5, -3, null]);
});

test('JSON whose times and amounts are texts, or seconds', async () => {
  const records = [
    { id: 'a', when: '01.03.2026 08:00', ts: 1767225600, amount: '1,234.50', zip: '0123', n: 1, ok: 'true', day: '' },
    { id: 'b', when: '13.03.2026 09:30', ts: 1767225601.5, amount: 'N/A', zip: '5', n: 2.25, ok: 'false', day: '2026-03-01' },
  ];
  for (const text of [records.map((each) => JSON.stringify(each)).join('\n'), JSON.stringify(records, null, 2)]) {
    const { look, rows } = await readBack(() => [bytes(text)]);
    expect(kinds(look)).toEqual(['id text id', 'when time', 'ts time time', 'amount number amount', 'zip text', 'n number', 'ok text', 'day time']);
    expect(look.options.missing).toEqual(['N/A', '']);
    expect(rows[1]).toEqual({ id: 'b', when: Date.UTC(2026, 2, 13, 9, 30), ts: 1_767_225_601_500, amount: null, zip: '5', n: 2.25, ok: 'false', day: Date.UTC(2026, 2, 1) });
  }
  const { look, rows } = await readBack(() => [bytes('{"ok":"true","n":"5"}')], { types: { ok: 'boolean', n: 'number' } });
  expect([kinds(look), rows]).toEqual([['ok boolean', 'n number'], [{ ok: true, n: 5 }]]);
});

test('a list that goes on beyond what is looked at', async () => {
  const records = Array.from({ length: 3000 }, (_, at) => ({ id: `é${at}`, text: '[{"}] "' }));
  const look = await lookAt([bytes(JSON.stringify(records))]);
  expect([look.rows, kinds(look)]).toEqual([1000, ['id text id', 'text text']]);
  expect((await lookAt([bytes('{"id":1}\n{"id":2')])).rows).toBe(1);
});

test('a sheet of a workbook', async () => {
  const file = accessTo(new Uint8Array(readFileSync(new URL('fixtures/openpyxl.xlsx', import.meta.url))));
  const { look, rows } = await readBack(() => file);
  expect(look.options).toEqual({ sheet: '付款', skip: 2, header: true, lastLine: 303 });
  expect([look.sheets, look.rows, rows.length]).toEqual([['付款', 'empty'], 300, 300]);
  expect(kinds(look)).toEqual(['编号 text id', 'time time time', 'amount number amount', 'ok boolean', 'note text']);
  const other = workbookOf([{ name: 'S', rows: '<row><c><v>1</v></c></row><row><c><v>2.5</v></c></row>' }]);
  const headless = await readBack(() => accessTo(other));
  expect([headless.look.options.header, headless.rows]).toEqual([false, [{ 'column 1': 1 }, { 'column 1': 2.5 }]]);
});

test('a Parquet file tells most by itself', async () => {
  const file = accessTo(new Uint8Array(readFileSync(new URL('fixtures/arrow-snappy.parquet', import.meta.url))));
  const look = await lookAt(file, { zone: 'Asia/Shanghai' });
  expect(kinds(look)).toEqual([
    'id text id', 'n number', 'small number', 'card text key', 'price number amount', 'ratio number', 'half number', 'ok boolean', 'at time time', 'atz time', 'day time', 'clock text', 'tags list',
    'device.os text', 'device.by.name text',
  ]);
  expect(look.fields.find(({ field }) => field.name === 'price')?.field.decimals).toBe(2);
  expect(Object.keys(look.options.forms ?? {})).toEqual(['at', 'day']);
  const { rows } = await readBack(() => file);
  expect(rows.length).toBe(250);
});

test('any text is read by what was found in it, or says why not', async () => {
  const cell = fc.constantFrom('', '1', '2.5', '01/02/2026', '1,234', '12%', 'NULL', '007', 'x', '"a"', '€5', '{"a":1}', 'Total', '2026-03-01');
  const line = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(';'));
  const record = fc.dictionary(fc.constantFrom('a', 'at', 'amount'), fc.constantFrom(null, 1, 1.5, '', '1', '1,5', 'x', true, '01/02/2026', 1767225600, ['p'], 'N/A'));
  const text = fc.oneof(fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n')), fc.array(record, { maxLength: 6 }).map((all) => JSON.stringify(all)), fc.string());
  await fc.assert(
    fc.asyncProperty(text, async (given) => {
      try {
        const look = await lookAt([bytes(given)]);
        const fields = look.fields.map(({ field }) => ({ ...field, roles: undefined }));
        let rows = 0;
        for await (const reading of readTable([bytes(given)], fields, { format: look.format, ...look.options })) rows += reading.batch.length + reading.rejected.length;
        expect(rows).toBeGreaterThanOrEqual(look.format === 'json' ? 0 : look.rows);
        for (const { why, question } of look.fields) expect([why.en, why.zh, question?.text.en ?? '-'].every((words) => words !== '')).toBe(true);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
      }
    }),
    runs(500),
  );
});

test('names that come twice, rows within rows, covers before the table: what can be read is, the rest is said', async () => {
  const twice = await readBack(() => [bytes('name,amount,amount\nA,1,2\nB,3,4\n')]);
  expect(kinds(twice.look)).toEqual(['name text', 'amount number amount', 'amount 2 number']);
  expect(twice.rows).toEqual([{ name: 'A', amount: 1, 'amount 2': 2 }, { name: 'B', amount: 3, 'amount 2': 4 }]);

  const nested = await readBack(() => [bytes('[{"n": 1, "lines": [{"sku": "a"}]}, {"n": 2, "lines": []}]')]);
  expect(kinds(nested.look)).toEqual(['n number']);
  expect(nested.look.why.at(-1)?.en).toBe('“lines” holds rows of its own and is left out');

  const text = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const table = `<row r="1">${text('A1', 'city')}${text('B1', 'city')}</row><row r="2">${text('A2', 'Rome')}<c r="B2"><v>4</v></c></row>`;
  const book = accessTo(workbookOf([{ name: 'Cover', rows: '' }, { name: 'Data', rows: table }]));
  const sheet = await readBack(() => book);
  expect(sheet.look.options.sheet).toBe('Data');
  expect(sheet.rows).toEqual([{ city: 'Rome', 'city 2': 4 }]);

  await expect(lookAt([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])])).rejects.toThrow('This is no table');
});
