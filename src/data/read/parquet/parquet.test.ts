import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/support/runs.ts';
import type { Field, Row } from '../../field.ts';
import type { RandomAccess } from '../access.ts';
import type { ReadNote, Reading } from '../reading.ts';
import { rowsOf } from '../testing.ts';
import { Unreadable } from '../unreadable.ts';
import { snappy } from './codecs.ts';
import { readParquet } from './parquet.ts';
import type { ParquetOptions } from './parquet.ts';

const folder = new URL('../fixtures/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.parquet'));
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

const access = (bytes: Uint8Array): RandomAccess => ({
  byteLength: bytes.length,
  slice: (start, end) => Promise.resolve(new Uint8Array(bytes.subarray(start, end)).buffer),
});

async function read(bytes: Uint8Array, fields: readonly Field[], options?: ParquetOptions): Promise<{ readings: Reading[]; rows: Row[]; notes: readonly ReadNote[] }> {
  const readings: Reading[] = [];
  const all = readParquet(access(bytes), fields, options);
  for (;;) {
    const next = await all.next();
    if (next.done === true) return { readings, rows: readings.flatMap((reading) => rowsOf(reading, fields)), notes: next.value };
    readings.push(next.value);
  }
}

const fields: readonly Field[] = [
  { name: 'id', type: 'text', required: true },
  { name: 'n', type: 'number' },
  { name: 'small', type: 'number' },
  { name: 'card', type: 'text' },
  { name: 'price', type: 'number', decimals: 2 },
  { name: 'price text', from: 'price', type: 'text' },
  { name: 'ratio', type: 'number' },
  { name: 'half', type: 'number' },
  { name: 'ok', type: 'boolean' },
  { name: 'at', type: 'time' },
  { name: 'atz', type: 'time' },
  { name: 'day', type: 'time' },
  { name: 'clock', type: 'text' },
  { name: 'tags', type: 'list' },
  { name: 'device.os', type: 'text' },
  { name: 'maker', from: 'device.by.name', type: 'text' },
];

/** As fixtures/make.py has them. */
const wanted = Array.from({ length: 250 }, (_, i): Row => {
  const cents = i * 101 - 500;
  const size = String(Math.abs(cents)).padStart(3, '0');
  return {
    id: `e${i}`,
    n: i % 9 === 0 ? null : i * 1_000_003 - 7,
    small: i - 100,
    card: String(4000123412341234 + i),
    price: i % 7 === 0 ? null : cents / 100,
    'price text': i % 7 === 0 ? null : `${cents < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`,
    ratio: i / 8,
    half: i / 4,
    ok: i % 5 === 0 ? null : i % 2 === 0,
    at: (i - 60) * 1000 + 999,
    atz: (i - 60) * 1000,
    day: Date.UTC(2026, 1, 27 + i),
    clock: `08:30:${String(i % 60).padStart(2, '0')}${i % 2 === 1 ? '.0005' : ''}`,
    tags: i % 4 === 0 ? null : ['a', `茶${i % 3}`].slice(0, (i % 4) - 1),
    'device.os': i % 6 === 0 ? null : `os${i % 3}`,
    maker: i % 6 === 0 ? null : `m${i % 2}`,
  };
});

describe('files of other programs', () => {
  test('are there', () => expect(files.length).toBe(7));

  test.each(files)('%s: every codec, encoding and page is read the same', async (name) => {
    const { rows, readings, notes } = await read(bytesOf(name), fields, { batchRows: 60 });
    expect(rows).toEqual(wanted);
    expect(readings.flatMap(({ lines }) => [...(lines ?? [])])).toEqual(wanted.map((_, index) => index + 1));
    expect(notes.map(({ code, name: of }) => [code, of])).toEqual([['extra-column', 'pairs']]);
  });
});

const one = (name: string, type: Field['type'], more?: Partial<Field>): readonly Field[] => [{ name, type, ...more }];
const plain = bytesOf('arrow-snappy.parquet');
const faultsOf = ({ readings }: { readings: readonly Reading[] }): string[] =>
  [...new Set(readings.flatMap(({ rejected }) => rejected.flatMap(({ faults }) => faults.map(({ code, field }) => `${field} ${code}`))))];

test('the contract is kept: what does not fit is rejected with the number of its row', async () => {
  const card = await read(plain, [{ name: 'card', type: 'number' }, { name: 'small', type: 'number', min: -98 }]);
  expect([card.rows.length, faultsOf(card)]).toEqual([0, ['card number-size', 'small below-min']]);
  const [first] = card.readings[0]?.rejected ?? [];
  expect([first?.at, first?.line, first?.text, first?.row]).toEqual([0, 1, '{"card":4000123412341234,"small":-100}', {}]);
  const small = await read(plain, one('small', 'number', { min: 145 }));
  expect(small.readings.map(({ rejected, batch, lines }) => [rejected.length, batch.length, lines?.[0]])).toEqual([[100, 0, undefined], [100, 0, undefined], [45, 5, 246]]);
  for (const [name, type] of [['at', 'number'], ['ok', 'number'], ['ratio', 'text'], ['id', 'number'], ['id', 'boolean'], ['device', 'text'], ['pairs', 'list'], ['small', 'list']] as const) {
    expect(faultsOf(await read(plain, one(name, type)))).toEqual([`${name} wrong-type`]);
  }
  expect(faultsOf(await read(plain, one('tags', 'text')))).toEqual(['tags wrong-type']);
});

test('columns that are not there are told', async () => {
  const some = await read(plain, [{ name: 'id', type: 'text' }, { name: 'other', type: 'number' }]);
  expect([some.rows[3], some.notes.some(({ code, name }) => code === 'missing-column' && name === 'other')]).toEqual([{ id: 'e3', other: null }, true]);
  expect(faultsOf(await read(plain, one('other', 'text')))).toEqual(['undefined no-columns']);
  expect(faultsOf(await read(plain, [{ name: 'id', type: 'text' }, { name: 'x', type: 'time', roles: ['time'] }]))).toEqual(['x missing']);
});

test('a zone is that of times without one; forms and words for missing apply to texts', async () => {
  const form = { type: 'time', order: 'iso', zone: 'Asia/Shanghai' } as const;
  const shanghai = await read(plain, [{ name: 'at', type: 'time' }, { name: 'atz', type: 'time' }, { name: 'day', type: 'time' }], { forms: { at: form, atz: form, day: form } });
  expect(shanghai.rows[60]).toEqual({ at: 999 - 8 * 3_600_000, atz: 0, day: Date.UTC(2026, 1, 27 + 60) - 8 * 3_600_000 });
  const texts = await read(plain, [{ name: 'at', type: 'text' }, { name: 'atz', type: 'text' }, { name: 'day', type: 'text' }]);
  expect(texts.rows[60]).toEqual({ at: '1970-01-01T00:00:00.999', atz: '1970-01-01T00:00:00.000Z', day: '2026-04-28' });
  const yes = await read(plain, one('device.os', 'boolean'), { forms: { 'device.os': { type: 'boolean', yes: ['os1'], no: ['os2'] } }, missing: ['os0'] });
  expect([yes.rows.slice(0, 3).map((row) => row['device.os']), yes.rows.length]).toEqual([[null, true, false], 250]);
});

test('what is no Parquet file, or is cut off, says so', async () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(20), plain.subarray(0, 5000), new TextEncoder().encode('PAR1 and more PAR1')]) {
    await expect(read(bytes, fields)).rejects.toThrow('This is no Parquet file, or it is damaged or cut off');
  }
});

test('a file that is damaged anywhere gives as many rows as it says, or an error; it never hangs', async () => {
  const all = files.map(bytesOf);
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (which, changes) => {
      const bytes = (all[which % all.length] ?? plain).slice();
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      try {
        const { readings } = await read(bytes, fields);
        expect(readings.reduce((sum, { batch, rejected }) => sum + batch.length + rejected.length, 0)).toBe(250);
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable);
      }
    }),
    runs(150),
  );
});

test('any bytes unpack to as many as were said, or not at all', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), fc.nat(100), (packed, length) => {
      try {
        expect(snappy(packed, length).length).toBe(length);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    runs(2000),
  );
});
