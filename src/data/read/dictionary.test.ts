import { expect, test } from 'vitest';
import type { Field } from '../field.ts';
import { csvReader } from './csv.ts';
import type { Reading } from './reading.ts';
import { rowsOf } from './testing.ts';

const fields: readonly Field[] = [{ name: 'id', type: 'text' }];
const encoder = new TextEncoder();

function readingsOf(bytes: Uint8Array, compiled: boolean): readonly Reading[] {
  const readings: Reading[] = [];
  const reader = csvReader(fields, (reading) => readings.push(reading), { batchRows: 20, compiled });
  reader.push(bytes);
  reader.finish();
  return readings;
}

const textsIn = ({ batch: { columns: [column] } }: Reading): readonly string[] => (column?.type === 'text' ? column.dictionary : []);

test.each([false, true])('texts that never come again are not looked for, and are looked for again when they do (compiled: %s)', (compiled) => {
  const ids = Array.from({ length: 400 }, (_, at) => (at % 50 === 7 ? `Nº ${at}` : `id ${at}`));
  const few = Array.from({ length: 400 }, (_, at) => ['x', 'ü', 'a text of more than sixteen bytes'][at % 3] ?? '');
  const readings = readingsOf(encoder.encode(`id\n${[...ids, ...few].join('\n')}\n`), compiled);
  expect(readings.flatMap((reading) => rowsOf(reading, fields).map(({ id }) => id))).toEqual([...ids, ...few]);
  expect(textsIn(readings.at(1) ?? fail()).length).toBe(20);
  expect(textsIn(readings.at(-1) ?? fail()).length).toBe(3);
  expect(textsIn(readings.at(-1) ?? fail())).toBe(textsIn(readings.at(-2) ?? fail()));
});

test.each([false, true])('bytes that are no text are told where texts are not looked for, too (compiled: %s)', (compiled) => {
  const ids = Array.from({ length: 100 }, (_, at) => `id ${at}`);
  const bytes = encoder.encode(`id\n${ids.join('\n')}\n`);
  const place = bytes.length - 30;
  bytes[place] = 0xff;
  const readings = readingsOf(bytes, compiled);
  expect(readings.flatMap(({ rejected }) => rejected.flatMap(({ faults }) => faults.map(({ code }) => code)))).toEqual(['bad-encoding']);
  expect(readings.reduce((sum, { batch }) => sum + batch.length, 0)).toBe(99);
});

const fail = (): never => {
  throw new Error('no such batch');
};
