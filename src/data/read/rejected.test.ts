import { expect, test } from 'vitest';
import type { Field } from '../field.ts';
import { longestText } from '../field.ts';
import { csvReader } from './csv.ts';
import { jsonReader } from './json.ts';
import type { Reader, Reading } from './reading.ts';

/** What a reading says of rows that do not fit, in every reader alike. */

const fields: readonly Field[] = [
  { name: 'id', type: 'text', required: true },
  { name: 'n', type: 'number', min: 0 },
  { name: 'at', type: 'time' },
  { name: 'ok', type: 'boolean' },
  { name: 'tags', type: 'list' },
];

function readings(open: (fields: readonly Field[], emit: (reading: Reading) => void) => Reader, text: string): readonly Reading[] {
  const found: Reading[] = [];
  const reader = open(fields, (reading) => found.push(reading));
  reader.push(new TextEncoder().encode(text));
  reader.finish();
  return found;
}

const csv = (text: string, rows = 100): readonly Reading[] => readings((these, emit) => csvReader(these, emit, { batchRows: rows }), text);
const json = (text: string, rows = 100): readonly Reading[] => readings((these, emit) => jsonReader(these, emit, { batchRows: rows }), text);

test('the values that fit stay with a rejected row; there are none where the row is no row', () => {
  const fitting = { at: Date.UTC(2026, 2, 1), ok: true, tags: ['p'] };
  const [fromCsv] = csv('at,n,ok,id,tags\n2026-03-01,-1,true,,"[""p""]"\n2026-03-01,5,true,a\n2026-03-01,5,yes,é,x\n,,,"b"c,[]\n');
  expect(fromCsv?.rejected.map(({ row, faults }) => [row, faults.map(({ field, code }) => field ?? code)])).toEqual([
    [fitting, ['id', 'n']],
    [{}, ['too-few-cells']],
    [{ id: 'é', n: 5, at: fitting.at }, ['ok', 'tags']],
    [{ n: null, at: null, ok: null, tags: [] }, ['id']],
  ]);
  const [fromJson] = json('{"at":"2026-03-01","n":-1,"ok":true,"tags":["p"]}\n[]\n{"id":"é","n":5,"at":"2026-03-01","ok":"yes","tags":[1]}\n');
  expect(fromJson?.rejected.map(({ row }) => row)).toEqual([fitting, {}, { id: 'é', n: 5, at: fitting.at }]);
  expect(csv('x\n1\n')[0]?.rejected.map(({ row }) => row)).toEqual([{}]);
});

test('each stands between the rows that it stood between, with its line, wherever a batch ends', () => {
  const good = (line: number): string => `{"id":"r${line}"}`;
  const lines = Array.from({ length: 40 }, (_, index) => (index % 7 < 3 ? 'x' : good(index + 1)));
  for (const size of [1, 2, 3, 50]) {
    for (const parts of [json(lines.join('\n'), size), csv(['id,n,at,ok,tags', ...lines.slice(1).map((line) => (line === 'x' ? ',,,,' : `${line.slice(7, -2)},,,,`))].join('\n'), size)]) {
      const order = parts.flatMap((reading) => {
        const here: number[] = [];
        for (let row = 0; row <= reading.batch.length; row += 1) {
          here.push(...reading.rejected.filter(({ at }) => at === row).map(({ line }) => line ?? 0));
          if (row < reading.batch.length) here.push(reading.lines?.[row] ?? 0);
        }
        expect(reading.lines?.length).toBe(reading.batch.length);
        return here;
      });
      const from = order[0] ?? 0;
      expect(order).toEqual(Array.from({ length: 41 - from }, (_, index) => index + from));
    }
  }
});

test('texts and lists of more than a million characters are rejected, in whatever alphabet', () => {
  const longest = 'x'.repeat(longestText);
  const chinese = '茶'.repeat(longestText);
  for (const [text, quote] of [[longest, ''], [chinese, '"']] as const) {
    const [fit] = csv(`id\n${quote}${text}${quote}\n`);
    expect([fit?.batch.length, fit?.rejected.length]).toEqual([1, 0]);
    const [long] = csv(`id,tags\n${quote}x${text}${quote},"[""${text}""]"\n`);
    expect(long?.rejected.map(({ faults }) => faults.map(({ field, code }) => `${field} ${code}`))).toEqual([['id too-long', 'tags too-long']]);
    expect(json(`{"id":"${text}"}`)[0]?.batch.length).toBe(1);
    const [over] = json(`{"id":"x${text}","tags":["${text}"]}`);
    expect(over?.rejected.map(({ faults }) => faults.map(({ field, code }) => `${field} ${code}`))).toEqual([['id too-long', 'tags too-long']]);
  }
});

test('numbers that are too small or too large are rejected, never taken for zero', () => {
  const tiny = ['1e-16', '1e-20', '-1e-400', `0.${'0'.repeat(400)}1`, '1e16', '1e400'];
  expect(csv(`id,n\n${tiny.map((text) => `a,${text}`).join('\n')}`)[0]?.rejected.map(({ faults }) => faults[0]?.code)).toEqual(tiny.map(() => 'number-size'));
  const [reading] = json(tiny.map((text) => `{"id":"e-400","n":${text}}`).join('\n'));
  expect(reading?.rejected.map(({ faults }) => faults.map(({ code }) => code).join())).toEqual(tiny.map(() => 'number-size'));
  expect(json('{"id":"\\u0041 0.5e-400","n":0e-400}')[0]?.batch.length).toBe(1);
});
