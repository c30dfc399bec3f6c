import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Field } from '../../data/field.ts';
import { printCell } from './cell.ts';
import type { Cell, Column, Part } from './cell.ts';
import { parseCell } from './cell-parse.ts';
import { cellInWords } from './cell-words.ts';

const number: Field = { name: 'amount', type: 'number' };
const text: Field = { name: 'country', type: 'text' };
const flag: Field = { name: 'new_device', type: 'boolean' };
const time: Field = { name: 'opened', type: 'time' };
const age: Field = { name: 'card_age', type: 'number', unit: 'ms' };

const span = (from: number | undefined, to: number | undefined, closed: readonly [boolean, boolean] = [true, false]): Part => ({
  kind: 'span',
  ...(from === undefined ? {} : { from: { value: from, closed: closed[0] } }),
  ...(to === undefined ? {} : { to: { value: to, closed: closed[1] } }),
});
const values = (...all: (string | number | boolean)[]): Part[] => all.map((value) => ({ kind: 'value', value }));
const is = (...parts: Part[]): Cell => ({ not: false, parts });
const not = (...parts: Part[]): Cell => ({ not: true, parts });

describe('parseCell', () => {
  test.each<[string, Field, Cell]>([
    ['-', number, is()],
    ['', text, is()],
    ['任意', text, is()],
    ['> 1000', number, is(span(1000, undefined, [false, false]))],
    ['>=5', number, is(span(5, undefined))],
    ['≥ 5', number, is(span(5, undefined))],
    ['＞＝５', number, is(span(5, undefined))],
    ['< 3', number, is(span(undefined, 3))],
    ['<= -3', number, is(span(undefined, -3, [true, true]))],
    ['1..5', number, is(span(1, 5))],
    ['-5..-1', number, is(span(-5, -1))],
    ['(1..5]', number, is(span(1, 5, [false, true]))],
    ['5..', number, is(span(5, undefined))],
    ['1e3', number, is(...values(1000))],
    ['-0', number, is(...values(0))],
    ['1, 200', number, is(...values(1, 200))],
    ['< 0, missing, > 10', number, is(span(undefined, 0), { kind: 'missing' }, span(10, undefined, [false, false]))],
    ['CN', text, is(...values('CN'))],
    ['= "x"', text, is(...values('x'))],
    ['in CN, HK', text, is(...values('CN', 'HK'))],
    ['in (CN, "Hong Kong, SAR")', text, is(...values('CN', 'Hong Kong, SAR'))],
    ['中国，香港、澳门', text, is(...values('中国', '香港', '澳门'))],
    ['“他说""好""”', text, is(...values('他说"好"'))],
    ['非洲', text, is(...values('非洲'))],
    ['in-store', text, is(...values('in-store'))],
    ['非 中国', text, not(...values('中国'))],
    ['not in CN, @blocked', text, not(...values('CN'), { kind: 'set', id: 'blocked' })],
    ['!= CN', text, not(...values('CN'))],
    ['@blocked', text, is({ kind: 'set', id: 'blocked' })],
    ['missing', text, is({ kind: 'missing' })],
    ['缺失', text, is({ kind: 'missing' })],
    ['"missing"', text, is(...values('missing'))],
    ['present', text, not({ kind: 'missing' })],
    ['in store', { ...text, values: ['in store', 'online'] }, is(...values('in store'))],
    ['是', flag, is(...values(true))],
    ['NO', flag, is(...values(false))],
    ['2026-03-01..2026-04-01', time, is(span(1_772_323_200_000, 1_775_001_600_000))],
    ['30d', age, is(...values(2_592_000_000))],
    ['< 30d', age, is(span(undefined, 2_592_000_000))],
  ])('%s', (written, field, cell) => {
    expect(parseCell(written, field, new Set(['blocked']))).toEqual({ cell });
  });

  test.each<[string, Field, string, readonly [number, number]]>([
    ['> high', number, '“high”', [2, 6]],
    ['1,000', number, 'without commas', [0, 5]],
    ['30d', number, 'no length of time', [0, 3]],
    ['> 5', text, 'not a number or a time', [0, 3]],
    ['CN, ', text, 'missing', [3, 4]],
    ['5..1', number, 'smaller value first', [0, 4]],
    ['1e99', number, 'too large', [0, 4]],
    ['@blokced', text, 'did you mean @blocked?', [0, 8]],
    ['maybe', flag, 'neither', [0, 5]],
    ['yesterday', time, 'not a time', [0, 9]],
    ['"open', text, 'no quote closes it', [0, 5]],
    ['>', number, 'missing after >', [0, 1]],
  ])('refuses %s, and says where', (written, field, said, range) => {
    const { problem } = parseCell(written, field, new Set(['blocked']));
    expect(problem?.message.en).toContain(said);
    expect(problem?.message.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(problem?.range).toEqual(range);
  });

  test('never throws, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-<>=!@."'，（ \dainotmg\u4e0d\u662f\u201c\u201d]{0,12}$/u)), (written) => {
        for (const field of [number, text, flag, time, age]) {
          const { cell, problem } = parseCell(written, field);
          expect((cell === undefined) !== (problem === undefined)).toBe(true);
        }
      }),
      runs(3000),
    );
  });
});

const finite = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ min: -1e15, max: 1e15, noNaN: true, noDefaultInfinity: true })).map((n) =>
  Math.abs(n) < 1e-15 ? 0 : n,
);
const instants = fc.oneof(fc.integer({ min: -60_000_000_000_000, max: 250_000_000_000_000 }), fc.integer({ min: -5000, max: 50_000 }).map((day) => day * 86_400_000));
const words = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('CN', 'in store', 'missing', '-', '', 'not x', '"', '“', '”', 'a, b', '1..5', '@x', '＝', '缺失', ' x', '非 x', 'ｉｎ x', 'In x'),
);

function cellsOf(column: Column): fc.Arbitrary<Cell> {
  const end = (value: fc.Arbitrary<number>) => fc.record({ value, closed: fc.boolean() });
  const spans = (value: fc.Arbitrary<number>): fc.Arbitrary<Part> =>
    fc.oneof(
      end(value).map((from): Part => ({ kind: 'span', from })),
      end(value).map((to): Part => ({ kind: 'span', to })),
      fc.tuple(end(value), end(value)).map(([a, b]): Part => (a.value <= b.value ? { kind: 'span', from: a, to: b } : { kind: 'span', from: b, to: a })),
    );
  const part: fc.Arbitrary<Part> = fc.oneof(
    fc.constant<Part>({ kind: 'missing' }),
    fc.constantFrom('eu', 'high-risk').map((id): Part => ({ kind: 'set', id })),
    ...(column.type === 'boolean' ? [fc.boolean().map((value): Part => ({ kind: 'value', value }))] : []),
    ...(column.type === 'text' ? [words.map((value): Part => ({ kind: 'value', value }))] : []),
    ...(column.type === 'number' ? [finite.map((value): Part => ({ kind: 'value', value })), spans(finite)] : []),
    ...(column.type === 'time' ? [instants.map((value): Part => ({ kind: 'value', value })), spans(instants)] : []),
  );
  const some = fc.record({ not: fc.boolean(), parts: fc.array(part, { minLength: 1, maxLength: 4 }) });
  return fc.oneof({ weight: 1, arbitrary: fc.constant<Cell>({ not: false, parts: [] }) }, { weight: 9, arbitrary: some });
}

test('a printed cell reads as the same cell', () => {
  for (const column of [number, text, flag, time, age]) {
    fc.assert(
      fc.property(cellsOf(column), (cell) => {
        expect(parseCell(printCell(cell, column), column)).toEqual({ cell });
      }),
      runs(2000),
    );
  }
});

const amount: Field = { name: 'amount', type: 'number', currency: 'EUR', label: { en: 'amount', zh: '金额' } };

test.each<[string, Field, string, string]>([
  ['500..2000', number, '500 to under 2,000', '500 至 2,000 以下'],
  ['< 30', number, 'under 30', '30 以下'],
  ['>= 5000', number, '5,000 and up', '5,000 及以上'],
  ['> 5000', number, 'more than 5,000', '超过 5,000'],
  ['<= 30', number, '30 or less', '不超过 30'],
  ['500..2000', amount, '€ 500 to under € 2,000', '€ 500 至 € 2,000 以下'],
  ['< 30d', age, 'under 30 days', '30 天以下'],
  ['-', text, 'any', '任意'],
  ['in CN, HK', text, 'CN or HK', 'CN 或 HK'],
  ['not CN, HK', text, 'not CN or HK', '不是 CN 或 HK'],
  ['@eu', text, 'EU', '欧盟'],
  ['missing', text, 'missing', '缺失'],
  ['present', text, 'present', '有值'],
  ['no', flag, 'no', '否'],
  ['< 2026-03-01', time, 'before 1 March 2026', '2026 年 3 月 1 日之前'],
])('%s in words', (written, field, en, zh) => {
  const { cell } = parseCell(written, field);
  const sets = [{ id: 'eu', name: { en: 'EU', zh: '欧盟' }, type: 'text' as const, values: [] }];
  expect(cell && [cellInWords(cell, field, { sets }, 'en'), cellInWords(cell, field, { sets }, 'zh')]).toEqual([en, zh]);
});

test('times are told in the zone of the graph', () => {
  const { cell } = parseCell('2026-03-01..2026-03-31T16:00Z', time);
  const around = { sets: [], zone: 'Asia/Shanghai' };
  expect(cell && cellInWords(cell, time, around, 'en')).toBe('1 March 2026 08:00 Asia/Shanghai to before 1 April 2026');
  expect(cell && cellInWords(cell, time, around, 'zh')).toBe('2026 年 3 月 1 日 08:00（Asia/Shanghai）至 2026 年 4 月 1 日之前');
});

test('of a long list only the first are named', () => {
  const { cell } = parseCell('in a, b, c, d, e', text);
  expect(cell && [cellInWords(cell, text, { sets: [] }, 'en', 3), cellInWords(cell, text, { sets: [] }, 'zh', 3)]).toEqual(['a, b or 3 more', 'a、b 等 5 个']);
});
