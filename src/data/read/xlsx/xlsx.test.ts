import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/support/runs.ts';
import type { Field, Row } from '../../field.ts';
import type { ReadNote, Reading } from '../reading.ts';
import { rowsOf } from '../testing.ts';
import { Unreadable } from '../unreadable.ts';
import { accessTo, workbookOf } from '../zip-testing.ts';
import { lettersOf, readXlsx } from './xlsx.ts';
import type { XlsxOptions } from './xlsx.ts';

async function read(bytes: Uint8Array, fields: readonly Field[], options?: XlsxOptions): Promise<{ rows: Row[]; readings: Reading[]; notes: readonly ReadNote[] }> {
  const readings: Reading[] = [];
  const all = readXlsx(accessTo(bytes), fields, options);
  for (;;) {
    const next = await all.next();
    if (next.done === true) return { readings, rows: readings.flatMap((reading) => rowsOf(reading, fields)), notes: next.value };
    readings.push(next.value);
  }
}

const openpyxl = new Uint8Array(readFileSync(new URL('../fixtures/openpyxl.xlsx', import.meta.url)));
const payments: readonly Field[] = [
  { name: 'id', from: '编号', type: 'text' },
  { name: 'time', type: 'time' },
  { name: 'amount', type: 'number' },
  { name: 'ok', type: 'boolean' },
  { name: 'note', type: 'text' },
];

test('a workbook of another program: title and total are left out, dates and texts are what they were', async () => {
  const { rows, readings, notes } = await read(openpyxl, payments, { batchRows: 70 });
  expect(rows).toEqual(Array.from({ length: 300 }, (_, i) => ({
    id: `p${String(i).padStart(4, '0')}`,
    time: Date.UTC(2026, 2, 1, 8) + i * 1000 + 500,
    amount: i * 1.25,
    ok: i % 2 === 0,
    note: i % 3 === 0 ? null : `<茶 & ${i}>`,
  })));
  expect([readings[0]?.lines?.[0], readings.length, notes.map(({ message }) => message.en)]).toEqual([4, 5, ['2 rows before the table are left out', 'What follows the table from row 304 on is left out']]);
  const all = await read(openpyxl, payments, { lastLine: 1000 });
  expect(all.readings[0]?.rejected.map(({ line, text, faults, row }) => [line, text, faults.map(({ code }) => code), row])).toEqual([
    [304, '合计\t\t=', ['no-result'], { id: '合计', time: null, ok: null, note: null }],
  ]);
});

const rowsXml = (...rows: readonly (readonly string[])[]): string => rows.map((cells, at) => `<row r="${at + 1}">${cells.join('')}</row>`).join('\n');
const text = (words: string): string => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
const number = (value: string, style = 0): string => `<c s="${style}"><v>${value}</v></c>`;
const column = async (type: Field['type'], cells: readonly string[], options?: XlsxOptions, from1904 = false): Promise<unknown[]> => {
  const bytes = workbookOf([{ name: 'S', rows: rowsXml([text('x'), text('y')], ...cells.map((cell) => [cell, text('.')])) }], { from1904 });
  const { readings, rows } = await read(bytes, [{ name: 'x', type }], { header: true, skip: 0, ...options });
  const [first] = readings;
  return [rows.map(({ x }) => x), first?.rejected.map(({ faults }) => faults[0]?.code)];
};

describe('cells', () => {
  test('numbers are exact, and texts that are numbers count', async () => {
    const cells = [number('12.5'), number('-0'), number('0.1'), number('1E-3'), text(' 7 '), text('1,234'), number('1e16'), number('45000', 1), '<c t="b"><v>1</v></c>'];
    expect(await column('number', cells)).toEqual([[12.5, 0, 0.1, 0.001, 7], ['wrong-type', 'number-size', 'wrong-type', 'wrong-type']]);
    expect(await column('number', [text('1,234.5'), text('NULL'), number('2')], { forms: { x: { type: 'number', decimal: '.', group: ',' } }, missing: ['NULL'] })).toEqual([[1234.5, null, 2], []]);
  });

  test('a text takes the digits of a number, with the zeros it is shown with, but none that Excel has lost', async () => {
    const cells = [number('42'), number('42', 2), number('123456789012345'), number('4000123412341234'), number('45717', 1), text(''), '<c t="str"><f>x</f><v></v></c>'];
    expect(await column('text', cells)).toEqual([['42', '000042', '123456789012345', '2025-03-01', null, null], ['wrong-type']]);
  });

  test('dates in either system, in a zone; hours beyond a day are no date', async () => {
    const at = Date.UTC(2026, 2, 1, 8, 30);
    expect(await column('time', [number('46082.3541666667', 1), text('2026-03-01T08:30:00Z'), '<c t="d"><v>2026-03-01T08:30:00</v></c>', number('61', 1), number('59', 1), number('1767225600000')]))
      .toEqual([[at, at, at, Date.UTC(1900, 2, 1), Date.UTC(1900, 1, 28), 1_767_225_600_000], []]);
    expect(await column('time', [number('44620.3541666667', 1)], {}, true)).toEqual([[at], []]);
    expect(await column('time', [number('46082.6875', 1)], { forms: { x: { type: 'time', order: 'iso', zone: 'Asia/Shanghai' } } })).toEqual([[at], []]);
    expect(await column('time', [number('1767225600')], { forms: { x: { type: 'time', order: 'seconds' } } })).toEqual([[1_767_225_600_000], []]);
    expect(await column('time', [number('46082'), number('0.5', 3), text('soon')])).toEqual([[], ['bad-time', 'bad-time', 'bad-time']]);
    expect(await column('number', [number('1.5', 4)])).toEqual([[1.5], []]);
    expect(await column('text', [number('0.5', 3)])).toEqual([['12:00:00'], []]);
  });

  test('booleans, lists, errors, formulas', async () => {
    expect(await column('boolean', ['<c t="b"><v>0</v></c>', text('TRUE'), number('1'), text('yes')])).toEqual([[false, true], ['wrong-type', 'wrong-type']]);
    expect(await column('boolean', [number('1'), text('0')], { forms: { x: { type: 'boolean', yes: ['1'], no: ['0'] } } })).toEqual([[true, false], []]);
    expect(await column('list', [text('[&quot;a&quot;]'), text('a')])).toEqual([[['a']], ['wrong-type']]);
    for (const type of ['text', 'number', 'time'] as const) {
      expect(await column(type, ['<c t="e"><v>#N/A</v></c>', '<c t="e"><v>#DIV/0!</v></c>', '<c><f>A1</f><v/></c>', '<c><f>A1</f></c>', '<c/>'])).toEqual([[null, null], ['wrong-type', 'no-result', 'no-result']]);
    }
  });

  test('shared texts with runs and sounds, escapes and comments', async () => {
    const texts = '<si><t>a</t></si><si><r><t>b &amp; </t></r><r><t xml:space="preserve"> c&#x4E2D;</t></r><rPh sb="0"><t>SOUND</t></rPh></si><si><t><![CDATA[<d>]]>_x000A_</t></si>';
    const rows = rowsXml(['<c t="s"><v>0</v></c>'], ['<c t="s"><v>1</v></c>'], ['<!-- > --><c t="s"><v>2</v></c>'], ["<c t='s' r='A4'><v>0</v></c>"]);
    const { rows: found } = await read(workbookOf([{ name: 'S', rows }], { texts }), [{ name: 'a', type: 'text' }]);
    expect(found.map(({ a }) => a)).toEqual(['b &  c中', '<d>\n', 'a']);
  });
});

describe('the table in the sheet', () => {
  const fields: readonly Field[] = [{ name: 'a', type: 'text' }, { name: 'b', type: 'number' }];
  const sheet = rowsXml([text('Title')], [], [text('a'), text('b')], [text('x'), number('1')], [], [text('y'), number('2'), text('aside')], [text('Total'), number('3')]);

  test('is found, and what stands around it can be put back', async () => {
    const { rows, readings, notes } = await read(workbookOf([{ name: 'S', rows: sheet }]), fields);
    expect([rows, [...(readings[0]?.lines ?? [])], notes.map(({ code, name }) => [code, name])]).toEqual([[{ a: 'x', b: 1 }, { a: 'y', b: 2 }], [4, 6], [['left-out', ''], ['left-out', ''], ['extra-column', 'C']]]);
    const other = await read(workbookOf([{ name: 'S', rows: sheet }]), fields, { skip: 3, header: false, lastLine: 5 });
    expect(other.rows).toEqual([{ a: 'x', b: 1 }]);
  });

  test('words under the table are left out, a row with little in it is not', async () => {
    const under = rowsXml([text('a'), text('b'), text('c')], [text('x'), number('1'), text('p')], [text('y')], [text('打印时间：3月1日')]);
    const { rows } = await read(workbookOf([{ name: 'S', rows: under }]), fields);
    expect(rows).toEqual([{ a: 'x', b: 1 }, { a: 'y', b: null }]);
  });

  test('columns go by their places where cells say so, and by the order of the fields without a head', async () => {
    const rows = '<row r="2"><c r="D2"><v>5</v></c><c r="B2" t="inlineStr"><is><t>p</t></is></c></row><row r="4"><c r="B4" t="inlineStr"><is><t>q</t></is></c><c r="D4"><v>6</v></c></row>';
    const { rows: found } = await read(workbookOf([{ name: 'S', rows }]), [{ name: 'no', type: 'text' }, ...fields, { name: 'd', type: 'number' }], { header: false, skip: 0 });
    expect(found).toEqual([{ no: null, a: 'p', b: null, d: 5 }, { no: null, a: 'q', b: null, d: 6 }]);
  });

  test('a sheet is chosen by name or number; hidden ones are not taken by themselves', async () => {
    const of = (words: string): string => rowsXml([text('a'), text('b')], [text(words), number('1')]);
    const book = workbookOf([{ name: 'One', state: 'hidden', rows: of('1') }, { name: 'Two', rows: of('2') }, { name: '三', rows: of('3') }]);
    const first = async (sheet?: string | number): Promise<unknown> => (await read(book, fields, { sheet })).rows[0]?.a;
    expect([await first(), await first(1), await first('三'), await first('two ')]).toEqual(['2', '1', '3', '2']);
    await expect(first('Four')).rejects.toThrow('There is no sheet “Four” in this workbook: it has “One”, “Two”, “三”');
    await expect(first(4)).rejects.toThrow('There is no sheet “4”');
  });

  test('a sheet without cells is a table without rows, one without the columns rejects every row', async () => {
    expect((await read(workbookOf([{ name: 'S', rows: '' }]), fields)).notes.map(({ code }) => code)).toEqual(['missing-column', 'missing-column']);
    const { readings } = await read(workbookOf([{ name: 'S', rows: rowsXml([text('p')], [text('q')]) }]), fields);
    expect(readings[0]?.rejected.map(({ line, faults }) => [line, faults.map(({ code }) => code)])).toEqual([[2, ['no-columns']]]);
  });
});

test('columns have the letters of the sheet', () => {
  expect([0, 25, 26, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});

test('any damage is told, or costs no row', async () => {
  const rows = rowsXml([text('a'), text('b')], ...Array.from({ length: 10 }, (_, at) => [text(`t${at}`), number(String(at))]));
  const plain = workbookOf([{ name: 'S', rows }]);
  const letters = fc.constantFrom('<', '>', '"', '/', 'row', '<c', ' r="', '&#0;', '</row>', '<![CDATA[', '<!--', '1', '');
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(fc.tuple(fc.nat(), fc.nat(255), letters), { minLength: 1, maxLength: 3 }), async (inside, changes) => {
      let bytes: Uint8Array = plain.slice();
      if (inside) {
        let damaged = rows;
        for (const [at, length, letter] of changes) damaged = damaged.slice(0, at % damaged.length) + letter + damaged.slice((at % damaged.length) + (length % 9));
        bytes = workbookOf([{ name: 'S', rows: damaged }]);
      } else for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      try {
        const { readings } = await read(bytes, [{ name: 'a', type: 'text' }, { name: 'b', type: 'number' }], { skip: 0, header: true, lastLine: 1_048_576 });
        const count = readings.reduce((sum, { batch, rejected }) => sum + batch.length + rejected.length, 0);
        if (!inside) expect(count).toBe(10);
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable);
      }
    }),
    runs(300),
  );
});
