import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { rowFromJson } from '../contract.ts';
import type { Field, Row } from '../field.ts';
import { earliestTime, latestTime, printTime } from '../time.ts';
import { ndjsonText } from '../write/ndjson.ts';
import { jsonReader } from './json.ts';
import type { JsonOptions } from './json.ts';
import { inShort, readPieces } from './testing.ts';

const encoder = new TextEncoder();

const read = (text: string, fields: readonly Field[], options?: JsonOptions, cuts?: readonly number[]) =>
  readPieces((these, emit) => jsonReader(these, emit, options), fields, encoder.encode(text), cuts);

const ab: readonly Field[] = [{ name: 'a', type: 'text' }, { name: 'n', type: 'number' }];
const short = (text: string, options?: JsonOptions, cuts?: readonly number[]) => {
  const { rows, rejected } = read(text, ab, options, cuts);
  return [rows.map((row) => [row.a, row.n]), rejected.map(inShort)];
};

describe('one object on each line', () => {
  test('with any line end, spaces, empty lines, and fields that nobody reads', () => {
    const text = '\ufeff{"a":"x","n":1}\r\n\n  \n { "n" : -2.5 , "other":{"a":["q",1]}, "a" : "y" } \n{"z":[1,"]"],"a":"Zürich \\"中\\""}';
    expect(short(text)).toEqual([[['x', 1], ['y', -2.5], ['Zürich "中"', null]], []]);
  });

  test('a row that does not fit is rejected with its line, text and reasons', () => {
    expect(short('{"a":"x","n":1}\n{"a":1,"n":"2"}\n[1]\nnull\n{"a":\n{"n":1e16}\n{"n":01}\n{"a":"y"} x\n')).toEqual([[['x', 1]], [
      [2, '{"a":1,"n":"2"}', 'a wrong-type', 'n wrong-type'],
      [3, '[1]', 'not-an-object'],
      [4, 'null', 'not-an-object'],
      [5, '{"a":', 'not-json'],
      [6, '{"n":1e16}', 'n number-size'],
      [7, '{"n":01}', 'not-json'],
      [8, '{"a":"y"} x', 'not-json'],
    ]]);
  });

  test('a line that is too long is rejected, and the next one is read', () => {
    const text = `{"n":1}\n{"a":"${'x'.repeat(100)}"}\r\n{"n":2}`;
    for (const cuts of [[], [60], [80, 118, 119], Array.from({ length: 130 }, (_, at) => at)]) {
      const [rows, rejected] = short(text, { longestRow: 50 }, cuts);
      expect([rows, rejected?.map((each) => each[0])]).toEqual([[[null, 1], [null, 2]], [2]]);
    }
  });
});

test('a field that no row has a value for is noted, however it stands in the data', () => {
  const notes = (text: string, batchRows?: number) => read(text, [...ab, { name: 'd.e', type: 'text', from: 'x.y' }], { batchRows }).notes.map(({ code, name }) => `${code} ${name}`);
  expect(notes('{"a":"1"}\n{"n":2,"x":{"y":"z"}}\n', 1)).toEqual([]);
  expect(notes('{"a":null}\n{"n":2,"y":"z"}\n', 1)).toEqual(['missing-column a', 'missing-column d.e']);
  expect(notes('{"a":7,"n":"1"}\n')).toEqual(['missing-column d.e']);
  expect(notes('no JSON\n{"n":1}\n')).toEqual(['missing-column a', 'missing-column d.e']);
  expect(notes('')).toEqual([]);
});

describe('a list of objects', () => {
  test('a row that is too long is rejected, and those after it are read, wherever it ends', () => {
    const long = `{"a":"${'x'.repeat(60)}\\"}],{","b":[{"c":"]"}],\n"d":"}"}`;
    const text = `[{"n":1},\n${long},\n{"n":2},"${'y'.repeat(60)}", {"n":3},[${'1,'.repeat(30)}1],\n{"n":4}]`;
    const all = Array.from({ length: text.length }, (_, at) => at);
    for (const cuts of [[], all, ...all.map((at) => [at])]) {
      const [rows, rejected] = short(text, { longestRow: 50 }, cuts);
      expect([rows, rejected?.map(([line, , fault]) => [line, fault])]).toEqual([
        [[null, 1], [null, 2], [null, 3], [null, 4]],
        [[2, 'row-too-long'], [4, 'row-too-long'], [4, 'row-too-long']],
      ]);
    }
    for (const end of [0, 1, 5, 30]) {
      const [rows, rejected] = short(`[{"n":1},${long.slice(0, 70 + end)}`, { longestRow: 50 });
      expect([rows, rejected?.length]).toEqual([[[null, 1]], 1]);
    }
  });

  test('on one line or on many', () => {
    const rows = [{ a: 'x', n: 1 }, { a: 'y ] }', n: null }, { other: { a: 1 } }];
    for (const text of [JSON.stringify(rows), JSON.stringify(rows, null, 2), ` \n[ ${rows.map((row) => JSON.stringify(row)).join(' , ')} ]\n`]) {
      expect(short(text)).toEqual([[['x', 1], ['y ] }', null], [null, null]], []]);
    }
  });

  test('what does not fit between its commas is rejected, and the rest is read', () => {
    expect(short('[\n{"n":1},\n5,{"n":x},\n{"n":"1"}\n{"n":2},,{"n":3}]\nand more')).toEqual([[[null, 1], [null, 3]], [
      [3, '5', 'not-an-object'],
      [3, '{"n":x}', 'not-json'],
      [4, '{"n":"1"}', 'n wrong-type'],
      [5, '{"n":2}', 'not-json'],
      [5, ',', 'not-json'],
      [6, 'and more', 'not-json'],
    ]]);
    expect(short('[{"n":1},{"n":2')).toEqual([[[null, 1]], [[1, '{"n":2', 'not-json']]]);
    expect(short('[]')).toEqual([[], []]);
    expect(short('')).toEqual([[], []]);
  });
});

const fields: readonly Field[] = [
  { name: 'id', type: 'text', required: true },
  { name: 'time', from: 'at.time', type: 'time' },
  { name: 'amount', type: 'number', decimals: 2, min: -100 },
  { name: 'device.country', type: 'text', values: ['CN', 'HK'] },
  { name: 'device.os.name', type: 'text' },
  { name: 'device.tags', type: 'list' },
  { name: 'ok', type: 'boolean' },
];

test('names with dots are found whole first, then through nested objects; a name given twice counts as the last', () => {
  const rows = [
    '{"id":"1","device":{"country":"CN","os.name":"x","tags":["a","b"]}}',
    '{"id":"2","device.country":"HK","device":{"country":"CN","os":{"name":"y"}}}',
    '{"id":"3","device":{"country":"CN"},"device":{"tags":[]}}',
    '{"id":"4","id":"5","at":{"time":0},"device":5}',
  ];
  const none = { time: null, amount: null, 'device.country': null, 'device.os.name': null, 'device.tags': null, ok: null };
  expect(read(rows.join('\n'), fields)).toMatchObject({
    rows: [
      { ...none, id: '1', 'device.country': 'CN', 'device.os.name': 'x', 'device.tags': ['a', 'b'] },
      { ...none, id: '2', 'device.country': 'HK', 'device.os.name': 'y' },
      { ...none, id: '3', 'device.tags': [] },
      { ...none, id: '5', time: 0 },
    ],
    rejected: [],
    notes: [{ name: 'amount' }, { name: 'ok' }],
  });
});

const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('CN', 'HK', '', 'a\\b', '"', '\u{1f600}'));
const anyNumber = fc.integer({ min: -1e14, max: 1e14 }).map((cents) => (cents === 0 ? 0 : cents / 100));
const plain = fields.map((field) => ({ ...field, values: undefined, min: undefined, from: undefined }));
const anyRow: fc.Arbitrary<Row> = fc.record({
  id: anyText,
  time: fc.option(fc.integer({ min: earliestTime, max: latestTime })),
  amount: fc.option(anyNumber),
  'device.country': fc.option(anyText),
  'device.os.name': fc.option(anyText),
  'device.tags': fc.option(fc.array(anyText)),
  ok: fc.option(fc.boolean()),
});
const anyCuts = fc.array(fc.nat(600), { maxLength: 12 });

test('what the writer writes is read back the same, wherever the chunks end', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 8 }), anyCuts, fc.integer({ min: 1, max: 9 }), fc.boolean(), (rows, cuts, size, asList) => {
      const lines = ndjsonText(plain, rows);
      const text = asList ? `[${lines.trimEnd().split('\n').join(',\n')}]` : lines;
      const found = read(text, plain, { batchRows: size }, cuts);
      expect([found.rows, found.rejected]).toEqual([rows, []]);
      const empty = rows.length === 0 ? [] : plain.filter(({ name }) => rows.every((row) => row[name] === null));
      expect(found.notes.map(({ name }) => name)).toEqual(empty.map(({ name }) => name));
    }),
    runs(500),
  );
});

const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyText, anyNumber, fc.boolean(), fc.constant(null), fc.integer(), fc.array(fc.oneof(anyText, fc.integer()), { maxLength: 3 }),
  fc.integer({ min: earliestTime, max: latestTime }).map(printTime), fc.constantFrom('2026-03-01', 1e-16, 1e300, -0),
  fc.dictionary(fc.constantFrom('country', 'tags', 'os', 'os.name', 'time', 'x'), fc.oneof(anyText, fc.constant({ name: 'x' }), fc.constant([])), { maxKeys: 3 }),
);
const anyObject = fc.dictionary(fc.constantFrom('id', 'at', 'at.time', 'amount', 'device', 'device.country', 'device.os', 'device.tags', 'ok', 'x'), anyValue);

test('any object means what the contract makes of it, as one line or as one of a list', () => {
  const named = fields.map((field) => ({ ...field, name: field.from ?? field.name }));
  fc.assert(
    fc.property(fc.array(anyObject, { minLength: 1, maxLength: 6 }), anyCuts, fc.constantFrom(0, 2), (objects, cuts, indent) => {
      const expected = objects.map((object) => rowFromJson(JSON.parse(JSON.stringify(object)) as Record<string, unknown>, named));
      const rows = expected.flatMap(({ row, rejections }) => {
        if (rejections.length > 0) return [];
        const { 'at.time': time = null, ...rest } = row;
        return [{ ...rest, time }];
      });
      const faults = expected.flatMap(({ rejections }) => (rejections.length > 0 ? [rejections.map(({ code }) => code)] : []));
      const lines = objects.map((object) => JSON.stringify(object)).join('\n');
      for (const text of [lines, JSON.stringify(objects, null, indent)]) {
        const table = read(text, fields, { batchRows: 3 }, cuts);
        expect(table.rows).toEqual(rows);
        expect(table.rejected.map((row) => row.faults.map(({ code }) => code))).toEqual(faults);
      }
    }),
    runs(1000),
  );
});

test('any bytes, and any damage to a table, give rows or rejected rows, the same wherever the chunks end', () => {
  const lines = ndjsonText(plain, fc.sample(anyRow, { seed: 1, numRuns: 6 }));
  const tables = [encoder.encode(lines), encoder.encode(`[${lines.trimEnd().split('\n').join(',')}]`)];
  const damaged = fc
    .tuple(fc.constantFrom(...tables), fc.array(fc.tuple(fc.nat(2000), fc.oneof(fc.nat(255), fc.constantFrom(34, 44, 91, 93, 123, 125, 10, 92))), { maxLength: 6 }))
    .map(([table, changes]) => {
      const bytes = table.slice();
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return bytes;
    });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), anyCuts, (bytes, cuts) => {
      const whole = readPieces(jsonReader, fields, bytes);
      expect(readPieces(jsonReader, fields, bytes, cuts)).toEqual(whole);
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      if (!/^\ufeff?[ \t\r\n]*\[/.test(text)) {
        const filled = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/).filter((line) => /[^ \t]/.test(line));
        expect(whole.rows.length + whole.rejected.length).toBe(filled.length);
      }
    }),
    runs(1000),
  );
});

test('a number finer than its contract is rejected', () => {
  const cents: readonly Field[] = [{ name: 'amount', type: 'number', decimals: 2 }];
  const { rows, rejected } = read('{"amount":1.234}\n{"amount":1.230}\n{"amount":123e-2}\n', cents);
  expect(rows).toEqual([{ amount: 1.23 }, { amount: 1.23 }]);
  expect(rejected.length).toBe(1);
});
