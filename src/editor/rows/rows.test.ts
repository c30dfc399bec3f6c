import { expect, test } from 'vitest';
import { columnOf } from '../../data/columns.ts';
import type { FlowField, Value } from '../../data/field.ts';
import type { RowsPage } from '../state/contract/rows.ts';
import { cellFormat, plainText } from './cell-text.ts';
import { filterInWords, nextSort, numberFrom, withFilter } from './filters.ts';
import { isIn, moved, rangeOf } from './grid-moves.ts';
import { createRowPages } from './row-pages.ts';
import { csvOf, tabbed } from './rows-out.ts';
import { tableColumns } from './table-columns.ts';

const field = (name: string, type: FlowField['type'], more: Partial<FlowField> = {}): FlowField => ({ name, type, origins: [], optional: true, tainted: false, ...more });
const fields = [field('id', 'number'), field('who', 'text', { label: { en: 'card', zh: '卡号' } }), field('spent', 'number', { currency: 'EUR', origins: [{ node: 'habits', field: 'spent' }] })];

const page = (from: number, to: number, total: number): RowsPage => {
  const rows = Array.from({ length: Math.max(0, Math.min(to, total) - from) }, (_, at) => from + at);
  const columns: readonly Value[][] = [rows, rows.map((row) => `c-${row}`), rows.map((row) => (row % 2 === 0 ? row / 4 : null))];
  return { from, total, all: total, kept: total, fields, batch: { length: rows.length, columns: fields.map(({ type }, at) => columnOf(type, columns[at] ?? [])) } };
};

const familyOf = (node: string): 'transform' | undefined => (node === 'habits' ? 'transform' : undefined);

test('numbers read in the language’s form, with the decimals of their field', () => {
  const amount = cellFormat(field('amount', 'number', { decimals: 2 }), 'en', 'UTC');
  expect([amount(1234.5), amount(-3), amount(0.125), amount(null)]).toEqual(['1,234.50', '−3.00', '0.125', '']);
  expect(cellFormat(field('n', 'number'), 'zh', 'UTC')(12_345_678)).toBe('12,345,678');
  expect(cellFormat(field('yes', 'boolean'), 'zh', 'UTC')(true)).toBe('是');
  expect(cellFormat(field('t', 'text'), 'en', 'UTC')('two\nlines')).toBe('two lines');
  expect(cellFormat(field('t', 'text'), 'en', 'UTC')('')).toBe('“”');
});

test('times read as clocks in the zone of the graph show them', () => {
  const at = cellFormat(field('at', 'time'), 'en', 'Asia/Shanghai');
  expect(at(Date.UTC(2026, 1, 28, 20, 5, 6))).toBe('2026-03-01 04:05:06');
  expect(at(Date.UTC(2026, 1, 28, 20, 5, 6, 7))).toBe('2026-03-01 04:05:06.007');
});

test('columns have the labels, units and families of their fields, and some stand first', () => {
  const columns = tableColumns(fields, page(0, 5, 5).batch, { lang: 'zh', zone: 'UTC', first: ['spent'], familyOf });
  expect(columns.map(({ label, unit, family, at }) => [label, unit, family, at])).toEqual([
    ['spent', '€', 'transform', 2],
    ['id', undefined, undefined, 0],
    ['卡号', undefined, undefined, 1],
  ]);
});

test('pages are fetched once, as they are looked at', async () => {
  const asked: number[] = [];
  const pages = createRowPages((from, to) => {
    asked.push(from);
    return Promise.resolve(page(from, to, 1000));
  }, undefined);
  pages.need(0, 50);
  pages.need(0, 50);
  await Promise.resolve();
  await Promise.resolve();
  expect(pages.get().about?.total).toBe(1000);
  expect(pages.rowAt(20)?.row).toBe(20);
  expect(pages.rowAt(999)).toBeUndefined();
  pages.need(390, 410);
  expect(asked).toEqual([0, 200, 400]);
});

test('why there are no rows is known, and they can be asked for again', async () => {
  let broken = true;
  const words = { en: 'gone', zh: '没了' };
  const pages = createRowPages((from, to) => (broken ? Promise.reject(Object.assign(new Error('x'), { words })) : Promise.resolve(page(from, to, 3))), undefined);
  pages.need(0, 10);
  await new Promise((resolve) => setTimeout(resolve));
  expect(pages.get().failure).toEqual(words);
  broken = false;
  pages.need(0, 10);
  await new Promise((resolve) => setTimeout(resolve));
  expect(pages.get()).toMatchObject({ failure: undefined, about: { total: 3 } });
});

test('all rows go out as CSV, a part of them as cells with tabs', async () => {
  const columns = tableColumns(fields, undefined, { lang: 'en', zone: 'UTC', first: [], familyOf });
  const fetch = (from: number, to: number): Promise<RowsPage> => Promise.resolve(page(from, to, 4500));
  const lines = (await (await csvOf(fetch, undefined, columns)).text()).split('\n');
  expect(lines).toHaveLength(4502);
  expect([lines[0], lines[1], lines[4500]]).toEqual(['id,who,spent', '0,c-0,0', '4499,c-4499,']);
  expect(await tabbed(fetch, undefined, columns.slice(1), 1, 3)).toBe('c-1\t\nc-2\t0.5');
});

test('copied values are plain, and quoted where they must be', async () => {
  expect(plainText(columnOf('time', [0]), 0)).toBe('1970-01-01T00:00:00.000Z');
  expect(plainText(columnOf('list', [['a', 'b']]), 0)).toBe('["a","b"]');
  const odd = columnOf('text', ['say "a"\tb']);
  const columns = tableColumns([field('odd', 'text')], undefined, { lang: 'en', zone: 'UTC', first: [], familyOf });
  const fetch = (): Promise<RowsPage> => Promise.resolve({ from: 0, total: 1, all: 1, kept: 1, fields: [], batch: { length: 1, columns: [odd] } });
  expect(await tabbed(fetch, undefined, columns, 0, 1)).toBe('"say ""a""\tb"');
});

test('keys move within the grid and its head', () => {
  const size = { rows: 100, columns: 5, page: 10 };
  const press = (key: string, far = false): ReturnType<typeof moved> => moved({ row: 5, column: 2 }, { key, ctrlKey: far, metaKey: false, altKey: false }, size);
  expect(press('ArrowDown')).toEqual({ row: 6, column: 2 });
  expect(press('PageUp')).toEqual({ row: -1, column: 2 });
  expect(press('End', true)).toEqual({ row: 99, column: 4 });
  expect(press('Home')).toEqual({ row: 5, column: 0 });
  expect(press('a')).toBeUndefined();
  const range = rangeOf({ row: 5, column: 2 }, { row: 3, column: 4 });
  expect([isIn(range, 4, 3), isIn(range, 2, 3)]).toEqual([true, false]);
});

test('filters read as a person would say them, one for each column', () => {
  const amount = field('amount', 'number');
  expect(filterInWords({ field: 'amount', from: 1000 }, amount, 'en', 'UTC')).toBe('from 1,000');
  expect(filterInWords({ field: 'amount', from: 1, to: 2 }, amount, 'zh', 'UTC')).toBe('1 至 2');
  expect(filterInWords({ field: 'amount', from: 2, to: 2 }, amount, 'en', 'UTC')).toBe('is 2');
  expect(filterInWords({ field: 'amount', missing: true }, amount, 'zh', 'UTC')).toBe('缺失');
  const twice = withFilter(withFilter({ filters: [] }, 'amount', { field: 'amount', from: 1 }), 'amount', { field: 'amount', to: 2 });
  expect(twice.filters).toEqual([{ field: 'amount', to: 2 }]);
  expect(withFilter(twice, 'amount', undefined).filters).toEqual([]);
});

test('a click sorts up, then down, then not at all', () => {
  const up = nextSort({ filters: [] }, 'a');
  const down = nextSort({ filters: [], sort: up }, 'a');
  expect([up, down, nextSort({ filters: [], sort: down }, 'a')]).toEqual([{ field: 'a', descending: false }, { field: 'a', descending: true }, undefined]);
  expect(nextSort({ filters: [], sort: down }, 'b')).toEqual({ field: 'b', descending: false });
});

test('numbers are understood as people write them', () => {
  expect(['1,234.5', '−3', '１２', '', '1e3', 'many', '1.2.3'].map(numberFrom)).toEqual([1234.5, -3, 12, undefined, 1000, undefined, undefined]);
});
