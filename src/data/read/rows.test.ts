import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Field } from '../field.ts';
import { jsonReader } from './json.ts';
import type { Reading } from './reading.ts';
import { readingOf } from './rows.ts';
import { readPieces, rowsOf } from './testing.ts';

const fields: readonly Field[] = [
  { name: 'id', type: 'text', required: true },
  { name: 'at', from: 'when.time', type: 'time' },
  { name: 'amount', type: 'number', decimals: 2, min: -100 },
  { name: 'device.os', type: 'text', values: ['x', 'y'] },
  { name: 'tags', type: 'list' },
  { name: 'ok', type: 'boolean' },
];

test('records become columns; what does not fit is told with its place, its line and the values that do', () => {
  const records = [{ id: 'a', when: { time: 0 }, amount: 'x', ok: true }, { id: 'b', 'when.time': '1970-01-01T00:00:01Z', tags: ['p'] }, 5, { amount: 1 }];
  const { batch, lines, rejected } = readingOf(records, fields, { lines: [3, 4, 7, 9], asInData: true });
  expect(rowsOf({ batch, rejected }, fields)).toEqual([{ id: 'b', at: 1000, amount: null, 'device.os': null, tags: ['p'], ok: null }]);
  expect([...(lines ?? [])]).toEqual([4]);
  expect(rejected.map(({ at, line, text, row, faults }) => [at, line, text, row, faults.map(({ code }) => code)])).toEqual([
    [0, 3, JSON.stringify(records[0]), { id: 'a', at: 0, 'device.os': null, tags: null, ok: true }, ['wrong-type']],
    [1, 7, '5', {}, ['not-an-object']],
    [1, 9, '{"amount":1}', { at: null, amount: 1, 'device.os': null, tags: null, ok: null }, ['missing']],
  ]);
});

test('fields go by their own names where the rows are not the data’s; without lines there are none', () => {
  const reading = readingOf([{ id: 'a', at: 5 }, { at: 5 }], fields);
  expect([rowsOf(reading, fields)[0]?.at, reading.lines, reading.rejected[0]?.line]).toEqual([5, undefined, undefined]);
});

const anyText = fc.oneof(fc.string(), fc.constantFrom('x', 'y', '', '\ud800', '2026-03-01', '\u{1f600}'));
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyText, fc.integer(), fc.boolean(), fc.constantFrom(null, 1.25, 1.255, 1e-20, 1e300, -0, 0), fc.array(fc.oneof(anyText, fc.integer()), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('time', 'os'), fc.oneof(anyText, fc.integer()), { maxKeys: 2 }),
);
const anyRecord = fc.oneof(fc.dictionary(fc.constantFrom('id', 'when', 'when.time', 'at', 'amount', 'device', 'device.os', 'tags', 'ok', 'other'), anyValue), anyValue);

test('they mean what the JSON reader makes of them', () => {
  fc.assert(
    // A list at the very beginning would be the table itself.
    fc.property(fc.array(anyRecord, { maxLength: 8 }).map((others) => [{}, ...others]), (records) => {
      const text = records.map((record) => JSON.stringify(record)).join('\n');
      const read: Reading[] = [];
      readPieces((these, emit) => jsonReader(these, (reading) => { read.push(reading); emit(reading); }), fields, new TextEncoder().encode(text));
      const given = readingOf(records, fields, { lines: records.map((_, index) => index + 1), asInData: true });
      expect(read.length).toBe(1);
      const [expected = given] = read;
      expect(rowsOf(given, fields)).toEqual(rowsOf(expected, fields));
      expect({ ...given, batch: given.batch.length }).toEqual({ ...expected, batch: expected.batch.length });
    }),
    runs(1000),
  );
});
