import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { FieldType } from '../field.ts';
import { generate } from '../generate/generate.ts';
import { presets } from '../generate/presets.ts';
import { csvText } from '../write/csv.ts';
import { csvReader } from './csv.ts';
import type { Form } from './form.ts';
import { inferCsv, inferJson } from './infer.ts';
import type { InferOptions, Inferred } from './infer.ts';
import { sniff } from './sniff.ts';
import type { SniffedCsv } from './sniff.ts';
import { readPieces } from './testing.ts';

const encoder = new TextEncoder();

function look(text: string): SniffedCsv {
  const found = sniff(encoder.encode(text), { whole: true });
  if (found.format !== 'csv') throw new Error(found.format);
  return found;
}

const infer = (text: string, options?: InferOptions): Inferred => inferCsv(look(text), options);

/** One column of texts, beside one that tells rows apart. */
function column(name: string, texts: readonly string[], options?: InferOptions) {
  const found = infer(`${name}\tz\n${texts.map((text) => `${text}\tx`).join('\n')}\n`, options).fields[0];
  if (found === undefined) throw new Error('no field');
  return found;
}
const typeOf = (name: string, texts: readonly string[]): FieldType => column(name, texts).field.type;

describe('numbers', () => {
  test('plain, with their decimals, or as people write them, with currency and unit', () => {
    expect(column('x', ['1', '2.50', '-3']).field).toEqual({ name: 'x', type: 'number', decimals: 2 });
    expect(column('x', ['¥1,234.50', '¥2.00'])).toMatchObject({ field: { type: 'number', decimals: 2, currency: 'CNY', roles: ['amount'] }, form: { decimal: '.', group: ',' } });
    expect(column('x', ['1.234,56', '7,1'])).toMatchObject({ field: { type: 'number', decimals: 2 }, form: { decimal: ',', group: '.' } });
    expect(column('rate', ['12%', '3.5%'])).toMatchObject({ field: { type: 'number', unit: '%', decimals: 1 } });
    expect(column('amount (EUR)', ['5', '6']).field).toMatchObject({ label: 'amount', currency: 'EUR', roles: ['amount'] });
    expect(column('金额（元）', ['5', '6']).field).toMatchObject({ name: '金额（元）', label: '金额', currency: 'CNY' });
  });

  test('what a point means is asked where the sample does not tell', () => {
    const { form, question } = column('x', ['1,234', '5,678']);
    expect(form).toMatchObject({ decimal: '.', group: ',' });
    expect(question?.text).toEqual({ en: 'What number is “1,234”?', zh: '“1,234”是哪个数？' });
    expect(question?.choices.map(({ label }) => label.en)).toEqual(['1234', '1.234']);
  });

  test('padded and long digits stay texts', () => {
    expect(column('branch', ['007', '123']).why.en).toBe('Text, as a number would lose the zeros of “007”');
    expect(column('card', ['4000123412341234', '4000123412341235'])).toMatchObject({
      field: { type: 'text', roles: ['key'] },
      why: { zh: '文本：“4000123412341234”的位数超过数字能保存的位数；名称说明这一行属于谁' },
    });
    expect(typeOf('x', ['1', 'a'])).toBe('text');
    expect(typeOf('x', ['1e16'])).toBe('text');
  });

  test.each([
    ['order_id', ['1', '2', '2'], 'text'],
    ['customerNo', ['1001', '1002'], 'text'],
    ['zip code', ['10115', '80331'], 'text'],
    ['订单号', ['26031811482', '26031811483'], 'text'],
    ['会员编号', ['1', '2'], 'text'],
    ['x', ['260318114820', '260318114821'], 'text'],
    ['x', Array.from({ length: 40 }, (_, at) => String(100_000 + at * 7)), 'text'],
    ['x', Array.from({ length: 40 }, (_, at) => String(at + 1)), 'number'],
    ['x', Array.from({ length: 40 }, (_, at) => String(100_000 + (at % 20))), 'number'],
    ['amount', Array.from({ length: 40 }, (_, at) => String(100_000 + at * 7)), 'number'],
    ['total value', ['260318114820', '260318114821'], 'number'],
    ['number of items', ['1', '2'], 'number'],
    ['quantity by code', ['1', '2'], 'number'],
    ['余额', ['100000000000', '100000000001'], 'number'],
    ['节点数', ['1', '2'], 'number'],
    ['order_id', ['1.5', '2'], 'number'],
  ] as const)('digits of “%s” that are names are texts; money and counts are not: %#', (name, texts, type) => {
    expect(typeOf(name, texts)).toBe(type);
  });

  test('digits that are names can be numbers where a person says so, and are in JSON, which knows numbers', () => {
    expect(column('order_id', ['1', '2'], { types: { order_id: 'number' } }).field.type).toBe('number');
    expect(inferJson([{ order_id: 7 }]).fields[0]?.field.type).toBe('number');
  });
});

describe('times', () => {
  test('in ISO 8601, in digits, and in the order that the sample shows', () => {
    expect(column('x', ['2026-03-01T08:00:00Z', '2026-03-02']).form).toBeUndefined();
    expect(column('at', ['1767225600', '1767225601'])).toMatchObject({ field: { type: 'time', roles: ['time'] }, form: { order: 'seconds' } });
    expect(column('created_at', ['1767225600000']).form).toMatchObject({ order: 'milliseconds' });
    expect(column('日期', ['20260301', '20260302']).form).toMatchObject({ order: 'year-first' });
    expect(typeOf('x', ['20260301', '20260302'])).toBe('number');
    expect(column('x', ['2026/3/1 8:00', '2026年3月2日']).form).toMatchObject({ order: 'year-first' });
    expect(column('x', ['13/03/2026', '01/03/2026'])).toMatchObject({ form: { order: 'day-first' } });
    expect(column('x', ['03/13/2026', '03/01/2026'])).toMatchObject({ form: { order: 'month-first' } });
    expect(typeOf('x', ['13/03/2026', '03/13/2026'])).toBe('text');
  });

  test('day or month first is asked where both would do, and a zone can be said', () => {
    const { form, question, why } = column('x', ['01/03/2026', '02/02/2026']);
    expect([form, question?.choices.map(({ label }) => label.zh)]).toEqual([{ type: 'time', order: 'day-first' }, ['日在前', '月在前']]);
    expect(why.en).toBe('All values are times such as “01/03/2026”, taken to be in UTC; the time of the event');
    expect(column('x', ['2026-03-01 08:00:00'], { zone: 'Asia/Shanghai' })).toMatchObject({
      form: { order: 'iso', zone: 'Asia/Shanghai' },
      why: { zh: '所有值都是时间，例如“2026-03-01 08:00:00”，时区为 Asia/Shanghai；事件的时间' },
    });
  });
});

test('booleans, lists, words for missing, and columns without a value', () => {
  expect(column('ok', ['true', 'FALSE']).form).toBeUndefined();
  expect(column('ok', ['Y', 'N']).form).toEqual({ type: 'boolean', yes: ['y'], no: ['n'] });
  expect(typeOf('x', ['0', '1'])).toBe('number');
  expect(column('is_fraud', ['0', '1']).field).toEqual({ name: 'is_fraud', type: 'boolean', label: 'is fraud', roles: ['label'], positive: true });
  expect(typeOf('grade', ['y'])).toBe('text');
  expect(typeOf('tags', ['["a"]', '[]'])).toBe('list');
  expect(typeOf('x', ['', ''])).toBe('text');
  expect(infer('x,y\n1,a\nNULL,b\n')).toMatchObject({ missing: ['NULL'], fields: [{ field: { type: 'number' } }, { field: { type: 'text' } }] });
  expect(infer('x,y\na,1\nNULL,2\n').missing).toEqual([]);
});

test('a guess can be overruled', () => {
  const { fields } = infer('n,t,b\n1,5,0\n2,6,1\n', { types: { n: 'text', t: 'time', b: 'boolean' } });
  expect(fields.map(({ field }) => field.type)).toEqual(['text', 'time', 'boolean']);
  expect(column('x', ['007'], { types: { x: 'number' } }).field.type).toBe('number');
});

test('names that can’t be field names are read from their column all the same', () => {
  expect(infer('a..b,constructor,a\n1,2,3\n').fields.map(({ field }) => [field.name, field.from])).toEqual([
    ['column_1', 'a..b'], ['column_2', 'constructor'], ['a', undefined],
  ]);
});

test('objects of JSON keep their types; nested ones get names with dots', () => {
  const { fields } = inferJson([
    { id: 'a', at: '2026-03-01T08:00:00Z', device: { os: 'x', tags: ['p'] }, n: 1.5, ok: true, zip: '0123', ts: 1767225600000 },
    { id: 'b', at: null, device: { os: 'y', tags: [] }, n: 2, ok: false, zip: '5', mixed: 1 },
    { mixed: 'x', id: 'c' },
    5,
  ]);
  expect(fields.map(({ field }) => `${field.name} ${field.type} ${(field.roles ?? []).join()}`.trim())).toEqual([
    'id text id', 'at time time', 'device.os text', 'device.tags list', 'n number', 'ok boolean', 'zip text', 'ts time', 'mixed text',
  ]);
});

test('made-up streams are recognised: types as they are declared, and every row reads back', () => {
  for (const preset of presets) {
    for (const stream of preset.streams) {
      if (preset.id === 'risk') continue;
      const rows = Array.from(generate(preset, { events: 300, seed: 1, stream: stream.id }), ({ row }) => row);
      const bytes = encoder.encode(csvText(stream.fields, rows));
      const found = sniff(bytes, { whole: true });
      if (found.format !== 'csv') throw new Error(found.format);
      const { fields, missing } = inferCsv(found);
      const kept = new Map(stream.fields.map((field) => [field.name, field.type]));
      for (const { field } of fields) expect([stream.id, field.name, field.type]).toEqual([stream.id, field.name, kept.get(field.name)]);
      const forms = formsOf(fields);
      const table = readPieces((these, emit) => csvReader(these, emit, { separator: found.separator, missing, forms }), fields.map(({ field }) => field), bytes);
      expect([table.rejected, table.rows.length]).toEqual([[], found.rows.length]);
    }
  }
});

function formsOf(fields: Inferred['fields']): Record<string, Form> {
  return Object.fromEntries(fields.flatMap(({ field, form }) => (form === undefined ? [] : [[field.name, form]])));
}

test('any table is read by what was inferred from it, with no row lost', () => {
  const cell = fc.oneof(fc.constantFrom('', '1', '2.5', 'true', '2026-03-01', '01/02/2026', '1,234', '12%', 'NULL', '007', 'x', '€5'), fc.string({ maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      const text = csvText([{ name: 'a', type: 'text' }, { name: 'b', type: 'text' }], rows.map(([a, b]) => ({ a, b })));
      const found = sniff(encoder.encode(text), { whole: true, separator: ',', header: true, skip: 0 });
      if (found.format !== 'csv') return;
      const { fields, missing } = inferCsv(found);
      const table = readPieces(
        (these, emit) => csvReader(these, emit, { missing, forms: formsOf(fields), lastLine: found.lastLine }),
        fields.map(({ field }) => ({ ...field, roles: undefined })),
        encoder.encode(text),
      );
      expect([table.rows.length, table.rejected]).toEqual([found.rows.length, []]);
    }),
    runs(500),
  );
});
