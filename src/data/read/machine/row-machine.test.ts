import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../../test/support/runs.ts';
import type { Field } from '../../field.ts';
import { csvReader } from '../csv.ts';
import type { CsvOptions } from '../csv.ts';
import type { Reading } from '../reading.ts';
import { readPieces, rowsOf } from '../testing.ts';
import type { ReadTable } from '../testing.ts';

const encoder = new TextEncoder();

const fields: readonly Field[] = [
  { name: 'id', type: 'text', required: true },
  { name: 'time', type: 'time', roles: ['time'] },
  { name: 'card', type: 'text' },
  { name: 'amount', type: 'number', decimals: 2, min: -1000, max: 5000 },
  { name: 'country', type: 'text', values: ['CN', 'HK', 'United Kingdom', '中国'] },
  { name: 'ok', type: 'boolean' },
  { name: 'tags', type: 'list' },
  { name: 'price', type: 'number' },
];
const names = ['id', 'extra', 'time', 'card', 'amount', 'country', 'ok', 'price', 'tags'];

const read = (compiled: boolean, bytes: Uint8Array, options: CsvOptions, cuts: readonly number[] = [], these = fields): ReadTable =>
  readPieces((wanted, emit) => csvReader(wanted, emit, { ...options, compiled }), these, bytes, cuts);

/** Cells as systems write them, and some that are nearly so. */
const digits = (least: number, most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${least},${most}}$`));
const mostly = (usual: fc.Arbitrary<string>, odd: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: odd });
const two = (most: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
const time = fc
  .tuple(fc.constantFrom('2026-03-01', '2026-03-02', '0100-01-01', '9899-12-31', '0099-12-31', '2026-02-30'), fc.constantFrom('T', ' '), two(24), two(60), two(60), fc.constantFrom('Z', '', '.125Z', '.5Z', '+08:00', '.250-04:30', '+8:00'))
  .map(([day, letter, hour, minute, second, end]) => `${day}${letter}${hour}:${minute}:${second}${end}`);
const number = fc.oneof(digits(1, 4), digits(14, 17), fc.tuple(fc.constantFrom('', '-', '+'), digits(0, 3), digits(0, 3)).map(([sign, whole, decimals]) => `${sign}${whole}.${decimals}`));
const text = fc.constantFrom('', 'a', 'c-300814', 'Elmarin Fuel', 'exactly sixteen.', 'just seventeen...', 'x'.repeat(33), 'y'.repeat(300), '商户', 'Zoë', 'say "no"', '""', '"x,y"', '"say ""no"""', '"two\nlines"', '"open', 'NULL');
const cells: Readonly<Record<string, fc.Arbitrary<string>>> = {
  id: mostly(digits(1, 12), text),
  extra: text,
  time: mostly(time, fc.constantFrom('', '1772323200000', '2026-03-01')),
  card: mostly(fc.constantFrom('c-1', 'c-2', 'c-3', 'merchant with a long name'), text),
  amount: mostly(fc.constantFrom('1.50', '22', '-3.1', '0', '-0', ''), number),
  country: mostly(fc.constantFrom('CN', 'HK', 'United Kingdom', '中国', ''), fc.constantFrom('US', 'NULL')),
  ok: mostly(fc.constantFrom('true', 'false', ''), fc.constantFrom('True', 'falsey', 'tru', 'yes', '"true"')),
  price: mostly(number, fc.constantFrom('1e5', 'x', '"7"', '')),
  tags: fc.constantFrom('', '[]', '"[""a"",""b""]"', '"[""c""]"'),
};
const anyRow = fc.tuple(...names.map((name) => cells[name] ?? text));
const ofRows = (rows: readonly (readonly string[])[], separator: string, end: string): string => [names, ...rows].map((row) => row.join(separator)).join(end);

test('compiled code reads what the plain way reads, wherever the chunks end', () => {
  const ends = fc.constantFrom('\n', '\r\n', '\r');
  const any = fc.record({ rows: fc.array(anyRow, { minLength: 1, maxLength: 60 }), separator: fc.constantFrom(',', ';', '\t', '|'), end: ends, size: fc.constantFrom(3, 16, 40), cuts: fc.array(fc.nat(4000), { maxLength: 4 }) });
  fc.assert(
    fc.property(any, ({ rows, separator, end, size, cuts }) => {
      const bytes = encoder.encode(ofRows(rows, separator, end));
      const options: CsvOptions = { separator, batchRows: size, missing: ['NULL'] };
      expect(read(true, bytes, options, cuts)).toEqual(read(false, bytes, options));
    }),
    runs(150),
  );
});

test('so it does with damaged bytes', () => {
  const rows = fc.sample(anyRow, { seed: 3, numRuns: 40 });
  const table = encoder.encode(ofRows(rows, ',', '\n'));
  const changes = fc.array(fc.tuple(fc.nat(table.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(changes, fc.constantFrom(20, 100), (changed, longestRow) => {
      const bytes = table.slice();
      for (const [at, byte] of changed) bytes[at] = byte;
      const options: CsvOptions = { batchRows: 16, longestRow };
      expect(read(true, bytes, options)).toEqual(read(false, bytes, options));
    }),
    runs(100),
  );
});

test('more texts than there is room for, rows longer than all that is taken at once', () => {
  const these: readonly Field[] = [{ name: 'id', type: 'text' }, { name: 'card', type: 'text' }, { name: 'note', type: 'text' }];
  const line = (row: number): string => `${row},c-${(row * 7919) % 9001},${row % 977 === 0 ? 'long '.repeat(60_000) : `note ${row % 50} ${'x'.repeat(row % 90)}`}`;
  const bytes = encoder.encode(`id,card,note\n${Array.from({ length: 12_000 }, (_, row) => line(row + 1)).join('\n')}\n`);
  const cuts = Array.from({ length: 20 }, (_, at) => at * 300_000);
  expect(read(true, bytes, { batchRows: 1000 }, cuts, these)).toEqual(read(false, bytes, { batchRows: 1000 }, [], these));
});

test('a table from the first line that is asked for to the last, and what batches hold stays as it is', () => {
  const these: readonly Field[] = [{ name: 'n', type: 'number' }, { name: 'id', type: 'text' }];
  const readings: Reading[] = [];
  const reader = csvReader(these, (reading) => readings.push(reading), { skip: 1, lastLine: 102, batchRows: 30, compiled: true });
  reader.push(encoder.encode(`Report\nn,id\n${Array.from({ length: 200 }, (_, row) => `${row},p${row}`).join('\n')}\n`));
  reader.finish();
  expect(readings.map(({ batch, lines }) => [batch.length, lines?.[0]])).toEqual([[30, 3], [30, 33], [30, 63], [10, 93]]);
  expect(readings.flatMap((reading) => rowsOf(reading, these))).toEqual(Array.from({ length: 100 }, (_, row) => ({ n: row, id: `p${row}` })));
});
