import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { csvToTable, tableToCsv } from './csv.ts';
import type { TableConfig } from './config.ts';

const stepUp: TableConfig = {
  inputs: [{ field: 'amount' }, { field: 'customer country' }],
  outputs: [
    { name: 'action', type: 'text', label: { en: 'Action', zh: '动作' } },
    { name: 'points', type: 'number', decimals: 1 },
    { name: 'blocked', type: 'boolean' },
  ],
  rows: [
    { when: ['-5..-1', 'in CN, HK'], set: ['Allow', 0, false] },
    { when: ['= 3', '@home'], set: ['Ask, then "wait"', 2.5, null], note: 'since March' },
  ],
  otherwise: [null, 90, true],
  hit: 'first',
  meant: [[1, 2]],
};

test('reads well in a spreadsheet', () => {
  expect(tableToCsv(stepUp)).toBe(
    [
      `"row {""hit"":""first"",""meant"":[[1,2]]}",if amount,if customer country,"then action: text {""label"":{""en"":""Action"",""zh"":""动作""}}","then points: number {""decimals"":1}",then blocked: boolean,note`,
      `1,'-5..-1,"in CN, HK",Allow,0,no,`,
      `2,'= 3,'@home,"Ask, then ""wait""",2.5,,since March`,
      'otherwise,,,,90,yes',
      '',
    ].join('\n'),
  );
});

const names = fc.oneof(fc.constantFrom('amount', '金额', 'a: b', ' x ', '"q"', '{}', 'if', 'note', 'a,b', 'a\nb'), fc.string({ minLength: 1, maxLength: 20 }));
const words = fc.oneof(fc.string(), fc.constantFrom('', '-', '""', "'", "'=1", '=1', '+1', '-1', '@x', 'json 1', '"x', 'a\r\nb', ' ', '\t', '；', 'yes'));
const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((n) => n || 0);
const results = fc.oneof(words, numbers, fc.boolean(), fc.constant(null));

const tables: fc.Arbitrary<TableConfig> = fc
  .record({
    inputs: fc.array(fc.record({ field: names, width: fc.nat() }, { requiredKeys: ['field'] }), { maxLength: 4 }),
    outputs: fc.array(
      fc.record(
        { name: names, type: fc.constantFrom('text' as const, 'number' as const, 'boolean' as const), label: words, values: fc.array(words), decimals: fc.nat(9) },
        { requiredKeys: ['name', 'type'] },
      ),
      { maxLength: 4 },
    ),
    count: fc.nat(5),
    otherwise: fc.boolean(),
    more: fc.record(
      { hit: fc.constantFrom('first' as const, 'all' as const, 'sum' as const), row: names, reason: fc.oneof(words, fc.record({ en: words, zh: words })), meant: fc.array(fc.tuple(fc.nat(9), fc.nat(9))), colour: words },
      { requiredKeys: ['hit'] },
    ),
  })
  .chain(({ inputs, outputs, count, otherwise, more }) => {
    const set = fc.tuple(...outputs.map(() => results));
    const row = fc.record({ when: fc.tuple(...inputs.map(() => words)), set, note: words, marked: fc.boolean() }, { requiredKeys: ['when', 'set'] });
    return fc
      .tuple(fc.array(row, { minLength: count, maxLength: count }), set)
      .map(([rows, last]): TableConfig => ({ ...more, inputs, outputs, rows, ...(otherwise ? { otherwise: last } : {}) }));
  });

describe('out and in again', () => {
  test('gives the same table', () => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(csvToTable(tableToCsv(table))).toEqual({ config: table, problems: [] });
      }),
      runs(500),
    );
  });

  test('through a spreadsheet that writes semicolons, a mark at the start and other line ends', () => {
    const european = `\ufeff${tableToCsv(stepUp).replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/gm, ';').replaceAll('\n', '\r\n')}`;
    expect(csvToTable(european)).toEqual({ config: stepUp, problems: [] });
  });
});

describe('what people write', () => {
  test('needs no settings', () => {
    expect(csvToTable('if amount,then action: text\n>= 1000,review\n\n< 1000,pass\n')).toEqual({
      config: { hit: 'first', inputs: [{ field: 'amount' }], outputs: [{ name: 'action', type: 'text' }], rows: [{ when: ['>= 1000'], set: ['review'] }, { when: ['< 1000'], set: ['pass'] }] },
      problems: [],
    });
  });

  test.each([
    ['', 1, 'empty'],
    ['if a,"then b', 1, 'never closes'],
    ['amount,action\n1,2', 1, '“amount” says nothing about its column'],
    ['if a,then p: number\n1,2\n1,high', 3, 'p is a number, but “high” is not'],
    ['if a,then p: boolean\n1,maybe', 2, 'yes or no'],
    ['if a,then p: text\n1,x,y', 2, 'This line has 3 cells'],
    ['"row {""hit"":""never""}",if a,then p: text\n1,x,y', 1, 'hit'],
  ])('refuses %j, and says where', (text, line, said) => {
    const { config, problems } = csvToTable(text);
    expect(config).toBeUndefined();
    expect(problems[0]).toMatchObject({ line });
    expect(problems[0]?.message.en).toContain(said);
    expect(problems[0]?.message.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[",;\n\rifthenrow {}:a1]{0,40}$/)), (text) => void csvToTable(text)), runs(500));
  });
});
