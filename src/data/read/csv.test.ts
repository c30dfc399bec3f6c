import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Field, Row } from '../field.ts';
import { earliestTime, latestTime } from '../time.ts';
import { csvText } from '../write/csv.ts';
import { csvReader, readCsv } from './csv.ts';
import type { CsvOptions } from './csv.ts';
import type { Reading } from './reading.ts';
import { inShort, readPieces, rowsOf } from './testing.ts';
import type { ReadTable } from './testing.ts';

const encoder = new TextEncoder();

/** In the plain way, and in compiled code, which has to come to the same. */
function readBytes(bytes: Uint8Array, fields: readonly Field[], options?: CsvOptions, cuts?: readonly number[]): ReadTable {
  const [plain, compiled] = [false, true].map((either) =>
    readPieces((these, emit) => csvReader(these, emit, { ...options, compiled: either }), fields, bytes, cuts),
  );
  expect(compiled).toEqual(plain);
  return plain ?? fail();
}

const fail = (): never => {
  throw new Error('not read');
};

const read = (text: string, fields: readonly Field[], options?: CsvOptions, cuts?: readonly number[]): ReadTable =>
  readBytes(encoder.encode(text), fields, options, cuts);

const values = (text: string, field: Omit<Field, 'name'>, options?: CsvOptions) => {
  const { rows, rejected } = read(`x,y\n${text.split('\n').map((line) => `${line},`).join('\n')}`, [{ ...field, name: 'x' }], options);
  return [rows.map((row) => row.x), rejected.map((row) => row.faults.map((fault) => fault.code).join())];
};

describe('the shape of a table', () => {
  const ab: readonly Field[] = [{ name: 'a', type: 'text' }, { name: 'b', type: 'text' }];
  const cells = (text: string, options?: CsvOptions) => read(text, ab, options).rows.map((row) => [row.a, row.b]);

  test('any line end, a byte order mark, no line end at the end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      for (const last of ['', end]) expect(cells(`\ufeffa,b${end}1,2${end}3,4${last}`)).toEqual([['1', '2'], ['3', '4']]);
    }
  });

  test('quotes keep separators, line breaks and doubled quotes; empty is missing, quoted empty is a text', () => {
    expect(cells('a,b\n"x,y","p\nq\r\nr"\n"say ""so""",""\n,"a""b""\ni""j"" "')).toEqual([
      ['x,y', 'p\nq\r\nr'], ['say "so"', ''], [null, 'a"b"\ni"j" '],
    ]);
  });

  test('columns are found by name in any order, under the name that the data has for them', () => {
    const fields: readonly Field[] = [{ name: 'amount', from: 'Betrag', type: 'number' }, { name: 'b', type: 'text' }];
    const { rows, notes } = read('b;c; Betrag ;b\nx;1;2;y\n', fields, { separator: ';' });
    expect(rows).toEqual([{ amount: 2, b: 'x' }]);
    expect(notes.map(({ code, name }) => [code, name])).toEqual([['extra-column', 'c'], ['repeated-column', 'b']]);
  });

  test('a field without a column is noted, and keeps every row out only where it is required', () => {
    const fields: readonly Field[] = [{ name: 'a', type: 'text' }, { name: 'n', type: 'number' }, { name: 'ok', type: 'boolean' }];
    const { rows, notes } = read('a\nx\n', fields);
    expect(rows).toEqual([{ a: 'x', n: null, ok: null }]);
    expect(notes.map(({ message }) => message)).toEqual([
      { en: 'There is no column “n”: n is missing in every row', zh: '没有“n”列，每一行都缺少 n' },
      { en: 'There is no column “ok”: ok is missing in every row', zh: '没有“ok”列，每一行都缺少 ok' },
    ]);
    const strict = read('a\nx\ny\n', [{ name: 'a', type: 'text' }, { name: 'at', type: 'time', roles: ['time'] }]);
    expect([strict.rows.length, strict.rejected.map(inShort)]).toEqual([0, [[2, 'x', 'at missing'], [3, 'y', 'at missing']]]);
    expect(read('p\tq\n1\t2\n', ab).rejected.map(inShort)).toEqual([[2, '1\t2', 'no-columns']]);
  });

  test('lines before the head are passed over, and a table may have no head', () => {
    expect(cells('Report, of March\n"\n\na,b\n1,2\n', { skip: 2 })).toEqual([['1', '2']]);
    expect(cells('1,2\n3,4\n', { header: false })).toEqual([['1', '2'], ['3', '4']]);
  });

  test('lines behind the last one of the table are passed over', () => {
    const text = 'a,b\n1,"2\n"\n3,4\nTotal,"6\nend\n';
    for (const cuts of [[], [15], [16, 17, 25]]) {
      const { rows, rejected } = read(text, ab, { lastLine: 4 }, cuts);
      expect([rows.map((row) => row.a), rejected]).toEqual([['1', '3'], []]);
    }
  });

  test('empty lines are no rows, but in a table of one column', () => {
    expect(cells('a,b\n\n1,2\n\r\n\n3,4\n\n')).toEqual([['1', '2'], ['3', '4']]);
    expect(read('a\n\nx\n\n', [{ name: 'a', type: 'text' }]).rows).toEqual([{ a: null }, { a: 'x' }, { a: null }]);
  });

  test('no bytes, or a head alone, is a table without rows', () => {
    expect(read('', ab)).toMatchObject({ rows: [], rejected: [], notes: [{ name: 'a' }, { name: 'b' }] });
    expect(read('a,b', ab)).toEqual({ rows: [], rejected: [], notes: [] });
    expect(read(`a,b${',x'.repeat(3)},a,b\n`, ab).notes.map(({ code, name }) => [code, name])).toEqual([['extra-column', 'x'], ...['x', 'x', 'a', 'b'].map((name) => ['repeated-column', name])]);
  });
});

describe('rows that do not fit', () => {
  const fields: readonly Field[] = [{ name: 'a', type: 'text' }, { name: 'n', type: 'number', min: 0, label: { en: 'amount', zh: '金额' } }];

  test('are rejected with line, text and every reason, and the rows around them stand', () => {
    const text = 'a,n\nx,1\n"two\nlines",2\ny,abc\nz\nz,1,\n"q"r,-1\nw,3\n';
    const { rows, rejected } = read(text, fields);
    expect(rows.map((row) => row.a)).toEqual(['x', 'two\nlines', 'w']);
    expect(rejected.map(inShort)).toEqual([
      [5, 'y,abc', 'n wrong-type'],
      [6, 'z', 'too-few-cells'],
      [7, 'z,1,', 'too-many-cells'],
      [8, '"q"r,-1', 'a bad-quotes', 'n below-min'],
    ]);
    expect(rejected[0]?.faults[0]?.message).toEqual({ en: 'amount is not a number: “abc”', zh: '金额不是数字：“abc”' });
  });

  test('a quote that nobody closes costs its own line only', () => {
    const { rows, rejected } = read('a,n\nx,1\n"y,2\nz,3\n', fields);
    expect(rows.map((row) => row.a)).toEqual(['x', 'z']);
    expect(rejected.map(inShort)).toEqual([[3, '"y,2', 'open-quote']]);
    expect(read('"a,n\nx,1\n', [{ name: '"a', type: 'text' }, ...fields.slice(1)]).rows).toEqual([{ '"a': 'x', n: 1 }]);
    const long = read(`a,n\n"y,2\n${'z,3\n'.repeat(50)}`, fields, { longestRow: 40 });
    expect([long.rows.length, long.rejected.map(inShort)]).toEqual([50, [[2, '"y,2', 'row-too-long']]]);
  });

  test('a row that is too long is passed over, wherever the chunks end', () => {
    const text = `a,n\nx,1\n${'y'.repeat(200)},2\r\nz,3\n`;
    for (const cuts of [[], [9, 100], [210], [211, 212], Array.from({ length: 230 }, (_, at) => at)]) {
      const { rows, rejected } = read(text, fields, { longestRow: 100 }, cuts);
      expect([rows.map((row) => row.a), rejected.map(({ line }) => line)]).toEqual([['x', 'z'], [3]]);
    }
  });

  test('bytes that are no UTF-8 are told, not replaced', () => {
    const bytes = Uint8Array.from([...encoder.encode('a,n\n'), 0xc4, 0xe3, 44, 49, 10, 120, 44, 50]);
    const { rows, rejected } = readBytes(bytes, fields);
    expect([rows.length, rejected.map((row) => row.faults.map((fault) => fault.code))]).toEqual([1, [['bad-encoding']]]);
  });
});

test('numbers are read to the nearest double, and nothing else is taken for one', () => {
  const good = ['0', '-0', '1', '-12.50', '007', '0.1', '123456789012345', '0.30000000000000004', '1e3', '+5', '.5', '5.', ' 7 ', '-1.5E-3', '1000000000000000', '"12"', '""', '  ', '0e-999'];
  expect(values(good.join('\n'), { type: 'number' })).toEqual([
    [0, 0, 1, -12.5, 7, 0.1, 123456789012345, 0.1 + 0.2, 1000, 5, 0.5, 5, 7, -0.0015, 1e15, 12, null, null, 0], [],
  ]);
  const bad = ['-', '1-', '1.2.3', '1,5'.replace(',', '_'), '0x10', 'Infinity', 'NaN', '1e', '9007199254740993', '1e16', '1e-16', '1e-999', '1 2'];
  expect(values(bad.join('\n'), { type: 'number' })).toEqual([[], [
    ...Array<string>(8).fill('wrong-type'), ...Array<string>(4).fill('number-size'), 'wrong-type',
  ]]);
  expect(values('1\n5\n6', { type: 'number', min: 2, max: 5 })).toEqual([[5], ['below-min', 'above-max']]);
});

test('times are ISO 8601 with or without an offset, or milliseconds', () => {
  const at = Date.UTC(2026, 2, 1, 8);
  const good = ['2026-03-01T08:00:00Z', '2026-03-01 08:00:00', '2026-03-01T08:00:00.000Z', '2026-03-01T16:00:00+08:00', '2026-03-01T03:30:00.000-04:30', '2026-03-01T08:00', '2026-03-01T08:00:00.0009Z', String(at), '"2026-03-01T08:00:00Z"'];
  expect(values(good.join('\n'), { type: 'time' })).toEqual([good.map(() => at), []]);
  const bad = ['2026-02-30T08:00:00Z', '0000-00-00T00:00:00Z', '2026-03-01T24:00:00Z', '2026-03-01T08:00:00Zx', '20260301', '01/03/2026', '2026-03-01T08:00:00+0x:00', '9999-12-31T23:59:59-01:00'];
  expect(values(bad.join('\n'), { type: 'time' })).toEqual([[], bad.map(() => 'bad-time')]);
});

test('booleans, lists, allowed values and words for missing', () => {
  expect(values('true\nfalse\nTRUE\nFalse\nyes\ntruer\n1', { type: 'boolean' })).toEqual([[true, false, true, false], ['wrong-type', 'wrong-type', 'wrong-type']]);
  expect(values('"[""x"",""y""]"\n[]\nx\n"[1]"', { type: 'list' })).toEqual([[['x', 'y'], []], ['wrong-type', 'wrong-type']]);
  expect(values('CN\nHK\nUS\nCN', { type: 'text', values: ['CN', 'HK'] })).toEqual([['CN', 'HK', 'CN'], ['not-allowed']]);
  for (const type of ['text', 'number', 'time', 'boolean', 'list'] as const) {
    expect(values('NULL\n\\N', { type }, { missing: ['NULL', '\\N'] })).toEqual([[null, null], []]);
    expect(values('NULL\n""', { type, required: true }, { missing: ['NULL'] })[1]).toEqual(type === 'text' ? ['missing'] : ['missing', 'missing']);
  }
});

test('a dictionary holds what its batch uses, and is that of the batch before where nothing is new', async () => {
  const lines = Array.from({ length: 10 }, (_, at) => `k${at % 3},id${at}`).join('\n');
  const fields: readonly Field[] = [{ name: 'k', type: 'text' }, { name: 'id', type: 'text' }];
  const readings: Reading[] = [];
  const bytes = Array.from(encoder.encode(`k,id\n${lines}`), (byte) => Uint8Array.of(byte));
  for await (const reading of readCsv(bytes, fields, { batchRows: 4 })) readings.push(reading);
  expect(readings.map(({ batch }) => batch.length)).toEqual([4, 4, 2]);
  expect(readings.flatMap((reading) => rowsOf(reading, fields)).map((row) => `${String(row.k)},${String(row.id)}`).join('\n')).toBe(lines);
  const [first, ...later] = readings.map(({ batch }) => (batch.columns[0]?.type === 'text' ? batch.columns[0].dictionary : []));
  expect(first).toEqual(['k0', 'k1', 'k2']);
  for (const dictionary of later) expect(dictionary).toBe(first);
  // Nothing of a text that a chunk cut in two.
  const ids = readCsv([encoder.encode('k,id\nk0,i'), encoder.encode('d1\n')], fields);
  for await (const { batch } of ids) expect(batch.columns[1]).toMatchObject({ dictionary: ['id1'] });
});

const fields: readonly Field[] = [
  { name: 'id', type: 'text' },
  { name: 'time', type: 'time' },
  { name: 'amount', type: 'number', decimals: 2 },
  { name: '商户', type: 'text' },
  { name: 'device.tags', type: 'list' },
  { name: 'ok', type: 'boolean' },
];
const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a"',;\r\n 中]{0,8}$/), fc.constantFrom('A', 'B', ''));
const anyRow: fc.Arbitrary<Row> = fc.record({
  id: fc.option(anyText),
  time: fc.option(fc.integer({ min: earliestTime, max: latestTime })),
  amount: fc.option(fc.integer({ min: -1e14, max: 1e14 }).map((cents) => (cents === 0 ? 0 : cents / 100))),
  商户: fc.option(anyText),
  'device.tags': fc.option(fc.array(fc.string())),
  ok: fc.option(fc.boolean()),
});
const anyCuts = fc.array(fc.nat(400), { maxLength: 12 });

test('what the writer writes is read back the same, wherever the chunks end', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 8 }), anyCuts, fc.integer({ min: 1, max: 9 }), (rows, cuts, size) => {
      const table = read(csvText(fields, rows), fields, { batchRows: size }, cuts);
      expect(table).toEqual({ rows, rejected: [], notes: [] });
    }),
    runs(500),
  );
});

/** CSV one character at a time, written from the RFC alone: rows in order, with the lines of those that are spoilt. */
function slowly(text: string): { readonly rows: string[][]; readonly rejected: number[] } {
  const rows: string[][] = [];
  const rejected: number[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  let width: number | undefined;
  const breakAt = (place: number): number => (text.startsWith('\r\n', place) ? 2 : text[place] === '\r' || text[place] === '\n' ? 1 : 0);
  while (at < text.length) {
    const [start, startLine] = [at, line];
    const cells: string[] = [];
    let [spoilt, open, ended] = [false, false, false];
    while (!ended) {
      let cell = '';
      if (text[at] === '"') {
        for (open = true, at += 1; at < text.length; ) {
          if (text.startsWith('""', at)) {
            cell += '"';
            at += 2;
          } else if (text[at] === '"') {
            open = false;
            at += 1;
            break;
          } else {
            const length = breakAt(at) || 1;
            if (breakAt(at) > 0) line += 1;
            cell += text.slice(at, at + length);
            at += length;
          }
        }
        for (; at < text.length && text[at] !== ',' && breakAt(at) === 0; at += 1) spoilt = true;
      } else {
        for (; at < text.length && text[at] !== ',' && breakAt(at) === 0; at += 1) cell += text[at] ?? '';
      }
      cells.push(cell);
      ended = text[at] !== ',';
      if (!ended) at += 1;
    }
    if (open) {
      for (at = start; at < text.length && breakAt(at) === 0; ) at += 1;
      line = startLine;
    }
    const empty = at === start;
    at += breakAt(at);
    line += 1;
    if (width === undefined) width = cells.length;
    else if (!empty || width === 1) {
      if (spoilt || open || cells.length !== width) rejected.push(startLine);
      else rows.push(cells);
    }
  }
  return { rows, rejected };
}

test('any text gives the rows that a slow reader finds, and every other row is rejected on its line', () => {
  const any = fc.stringMatching(/^[a,"\r\n]{0,40}$/);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), any, anyCuts, fc.integer({ min: 1, max: 5 }), (width, body, cuts, size) => {
      const names = ['a', 'b', 'c'].slice(0, width);
      const text = `${names.join(',')}\n${body}`;
      const expected = slowly(text);
      const { rows, rejected } = read(text, names.map((name) => ({ name, type: 'text' })), { batchRows: size }, cuts);
      // The two differ in what an empty cell is: quotes around nothing are kept apart from nothing by the reader only.
      expect(rows.map((row) => names.map((name) => row[name] ?? ''))).toEqual(expected.rows);
      expect(rejected.map(({ line }) => line)).toEqual(expected.rejected);
    }),
    runs(3000),
  );
});

test('any bytes, and any damage to a table, give rows or rejected rows, the same wherever the chunks end', () => {
  const rows = fc.sample(anyRow, { seed: 1, numRuns: 6 });
  const table = encoder.encode(csvText(fields, rows));
  const damaged = fc.array(fc.tuple(fc.nat(table.length - 1), fc.nat(255)), { maxLength: 6 }).map((changes) => {
    const bytes = table.slice();
    for (const [at, byte] of changes) bytes[at] = byte;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), anyCuts, (bytes, cuts) => {
      const whole = readBytes(bytes, fields);
      expect(readBytes(bytes, fields, {}, cuts)).toEqual(whole);
      const lines = new Set(whole.rejected.map(({ line }) => line));
      expect(lines.size).toBe(whole.rejected.length);
    }),
    runs(1000),
  );
});

test('a number finer than its contract is rejected; zeros behind it say nothing', () => {
  const cents: readonly Field[] = [{ name: 'amount', type: 'number', decimals: 2 }];
  const { rows, rejected } = read('amount\n1.234\n1.230\n5\n', cents);
  expect(rows).toEqual([{ amount: 1.23 }, { amount: 5 }]);
  expect(rejected.length).toBe(1);
});

test('texts that are all new can be asked for when other batches have been read, and go from thread to thread', () => {
  const ids: readonly Field[] = [{ name: 'id', type: 'text' }];
  const texts = Array.from({ length: 40 }, (_, index) => (index === 13 ? 'ü' : `payment ${index}`));
  const readings: Reading[] = [];
  const reader = csvReader(ids, (reading) => readings.push(reading), { batchRows: 8 });
  reader.push(encoder.encode(`id\n${texts.join('\n')}\n`));
  reader.finish();
  expect(readings.length).toBe(5);
  expect(readings.toReversed().flatMap((reading) => rowsOf(structuredClone(reading), ids).toReversed().map(({ id }) => id))).toEqual(texts.toReversed());
  expect(readings.flatMap((reading) => rowsOf(reading, ids).map(({ id }) => id))).toEqual(texts);
});
