import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { rowFromJson } from '../contract.ts';
import type { Field, Row } from '../field.ts';
import { earliestTime, latestTime, printTime } from '../time.ts';
import { newBytes, putNumber, putText, putTime, writtenText } from './bytes.ts';
import { csvText } from './csv.ts';
import { ndjsonText } from './ndjson.ts';

const fields: readonly Field[] = [
  { name: 'id', type: 'text' },
  { name: 'time', type: 'time' },
  { name: 'amount', type: 'number', decimals: 2 },
  { name: 'device.country', type: 'text' },
  { name: 'device.tags', type: 'list' },
  { name: 'ok', type: 'boolean' },
];
const at = Date.UTC(2026, 2, 1, 8);
const full: Row = { id: 'a', time: at, amount: 12.5, 'device.country': 'CN', 'device.tags': ['x', 'y'], ok: true };
const bare: Row = { id: '', time: null, amount: null, 'device.country': null, 'device.tags': null, ok: null };

test('CSV tells the missing from the empty, and quotes only where it must', () => {
  expect(csvText(fields, [full, bare])).toBe(
    'id,time,amount,device.country,device.tags,ok\n' +
      'a,2026-03-01T08:00:00.000Z,12.50,CN,"[""x"",""y""]",true\n' +
      '"",,,,,\n',
  );
  const texts = ['plain', 'a,b', 'say "so"', 'two\nlines', 'cr\r', ' padded', '中文，逗号', '=1+1'];
  expect(csvText([{ name: 'a b', type: 'text' }, { name: 'c', type: 'text' }], texts.map((text) => ({ 'a b': text })))).toBe(
    'a b,c\nplain,\n"a,b",\n"say ""so""",\n"two\nlines",\n"cr\r",\n" padded",\n中文，逗号,\n=1+1,\n',
  );
});

test('NDJSON nests dotted names and writes times as ISO text', () => {
  expect(ndjsonText(fields, [full, bare])).toBe(
    '{"id":"a","time":"2026-03-01T08:00:00.000Z","amount":12.50,"device":{"country":"CN","tags":["x","y"]},"ok":true}\n' +
      '{"id":"","time":null,"amount":null,"device":{"country":null,"tags":null},"ok":null}\n',
  );
  const clash: readonly Field[] = [{ name: 'a', type: 'number' }, { name: 'a.b', type: 'number' }];
  expect(ndjsonText(clash, [{ a: 1, 'a.b': 2 }])).toBe('{"a":1,"a.b":2}\n');
});

const anyRow = fc.record({
  id: fc.string({ unit: 'grapheme' }),
  time: fc.option(fc.integer({ min: earliestTime, max: latestTime })),
  amount: fc.option(fc.integer({ min: -1e15, max: 1e15 }).map((value) => value / 100 || 0)),
  'device.country': fc.option(fc.string({ unit: 'grapheme' })),
  'device.tags': fc.option(fc.array(fc.string())),
  ok: fc.option(fc.boolean()),
});

test('NDJSON is read back as the very same row', () => {
  fc.assert(
    fc.property(anyRow, (row) => {
      const record = JSON.parse(ndjsonText(fields, [row])) as Record<string, unknown>;
      expect(rowFromJson(record, fields)).toEqual({ row: { ...row, amount: row.amount === 0 ? 0 : row.amount }, rejections: [] });
    }),
    runs(1000),
  );
});

test('declared decimals are written where they are exact, and no digit is ever lost', () => {
  const write = (value: number, decimals?: number) => {
    const bytes = newBytes(1);
    putNumber(bytes, value, decimals);
    return writtenText(bytes);
  };
  expect([write(0, 2), write(-0, 2), write(1.1, 2), write(-0.05, 2), write(1e15, 0), write(0.3, 3), write(1234567.89, 2)]).toEqual([
    '0.00', '0.00', '1.10', '-0.05', '1000000000000000', '0.300', '1234567.89',
  ]);
  expect([write(1.005, 2), write(0.1 + 0.2), write(1e-15), write(2.5, 0), write(1e15, 9), write(-0)]).toEqual([
    '1.005', '0.30000000000000004', '1e-15', '2.5', '1000000000000000', '0',
  ]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), fc.integer({ min: 0, max: 9 }), (value, decimals) => {
      expect(Number(write(value, decimals))).toBe(value === 0 ? 0 : value);
    }),
    runs(2000),
  );
});

test('times and texts of every kind', () => {
  fc.assert(
    fc.property(fc.integer({ min: earliestTime, max: latestTime }), fc.string({ unit: 'binary' }), (ms, text) => {
      const bytes = newBytes(1);
      putTime(bytes, ms);
      putText(bytes, text);
      expect(writtenText(bytes)).toBe(printTime(ms) + text);
    }),
    runs(1000),
  );
});
