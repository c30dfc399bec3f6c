import { describe, expect, test } from 'vitest';
import type { ReferenceTable } from '../../graph/document.ts';
import { around, payments, wiring } from '../testing.ts';
import { lookup } from './kind.ts';

const countries: ReferenceTable = {
  id: 'countries',
  name: { en: 'Country risk', zh: '国家风险' },
  columns: [
    { name: 'code', type: 'text', required: true },
    { name: 'risk', type: 'number', decimals: 0, label: { en: 'risk', zh: '风险' } },
    { name: 'since', type: 'time' },
    { name: 'bad', type: 'boolean', roles: ['label'] },
  ],
  data: { rows: [['DE', 1, '2026-01-01', false], ['CN', 2, null, true]] },
};
const here = around({ in: payments }, { tables: [countries] });
const settings = { table: 'countries', on: [{ field: 'country', column: 'code' }], add: [{ column: 'risk' }], found: 'known' };
const codes = (more: object, table = countries) => lookup.check({ ...settings, ...more }, { ...here, tables: [table] }).map(({ code, severity }) => `${severity} ${code}`);

describe('lookup', () => {
  test('adds columns, which may be missing, and whether there was a row', () => {
    const [risk, known] = lookup.flow(settings, here)['rows']?.fields.slice(-2) ?? [];
    expect(risk).toEqual({ name: 'risk', type: 'number', decimals: 0, onGrid: true, label: { en: 'risk', zh: '风险' }, origins: [{ node: 'here', field: 'risk' }], optional: true, tainted: false });
    expect(known).toMatchObject({ name: 'known', type: 'boolean', label: { en: 'in Country risk', zh: '在国家风险中' }, optional: false });
  });

  test('what is looked up by a sensitive field is sensitive where it tells of it; labels stay labels', () => {
    const [bad, known] = lookup.flow({ ...settings, on: [{ field: 'phone', column: 'code' }], add: [{ column: 'bad' }] }, here)['rows']?.fields.slice(-2) ?? [];
    expect(bad?.tainted).toBe(true);
    expect(known?.roles).toEqual(['sensitive']);
  });

  test('compiles with its rows as typed values', () => {
    expect(lookup.steps(settings, here, wiring).steps[0]).toMatchObject({
      op: 'lookup',
      table: { type: 'inline', rows: [['DE', 1, Date.UTC(2026, 0, 1), false], ['CN', 2, null, true]] },
      on: [{ field: 'country', column: 'code' }],
      add: [{ column: 'risk', field: { name: 'risk' } }],
      found: { name: 'known' },
    });
    const managed = { ...countries, data: { managed: 'country-risk' } };
    expect(lookup.steps(settings, { ...here, tables: [managed] }, wiring).steps[0]).toMatchObject({ table: { type: 'managed', name: 'country-risk' } });
  });

  test('finds what is wrong', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ table: undefined })).toEqual(['error no-table']);
    expect(codes({ table: 'country' })).toEqual(['error unknown-table']);
    expect(codes({ on: [] })).toEqual(['error no-key']);
    expect(codes({ add: [], found: undefined })).toEqual(['warning nothing-added']);
    expect(codes({ on: [{ field: 'amount', column: 'code' }] })).toEqual(['error key-types']);
    expect(codes({ on: [{ field: 'land', column: 'kode' }] })).toEqual(['error unknown-field', 'error unknown-column']);
    expect(codes({ add: [{ column: 'risk', name: 'amount' }] })).toEqual(['error name-taken']);
    expect(codes({}, { ...countries, data: { file: '../risk.csv' } })).toEqual(['error file-outside']);
    expect(codes({}, { ...countries, data: { rows: [['DE', 1], ['DE', 2], ['FR', 'high']] } })).toEqual(['error bad-cell', 'warning key-rows']);
  });

  test('offers the table that was meant', () => {
    expect(lookup.check({ ...settings, table: 'contries' }, here)[0]?.fix).toMatchObject({ at: ['table'], value: 'countries' });
  });

  test('says what it does', () => {
    expect(lookup.describe(settings, here, 'en')).toBe('Adds risk from “Country risk” by country');
    expect(lookup.describe(settings, here, 'zh')).toBe('按国家从“国家风险”补上风险');
    expect(lookup.describe({ ...settings, add: [] }, here, 'en')).toBe('Whether country is in “Country risk”');
    expect(lookup.describe({ ...settings, add: [] }, here, 'zh')).toBe('看国家是否在“国家风险”中');
  });

  test('a new one takes the first table', () => {
    const cards = { ...countries, columns: [{ name: 'card', type: 'text' as const }, { name: 'amount', type: 'number' as const }] };
    expect(lookup.blank({ ...here, tables: [cards] })).toEqual({ table: 'countries', on: [{ field: 'card', column: 'card' }], add: [{ column: 'amount', name: 'amount_2' }] });
  });
});
