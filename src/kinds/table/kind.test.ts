import { describe, expect, test } from 'vitest';
import type { Problem } from '../../data/problem.ts';
import type { ValueSet } from '../../graph/document.ts';
import { around, payments, streamOf, wiring } from '../testing.ts';
import type { TableConfig } from './config.ts';
import { acceptOverlap, moveRow } from './config.ts';
import { table } from './kind.ts';

const sets: readonly ValueSet[] = [{ id: 'home', name: { en: 'home', zh: '国内' }, type: 'text', values: ['CN', 'HK'] }];
const here = around({ in: payments }, { sets, name: { en: 'Step-up check', zh: '加验决策' }, node: 'step-up' });

const stepUp: TableConfig = {
  inputs: [{ field: 'amount' }, { field: 'country' }],
  outputs: [
    { name: 'action', type: 'text', values: ['Allow', 'Ask for a code', 'Block'] },
    { name: 'points', type: 'number', label: { en: 'points', zh: '分数' } },
  ],
  rows: [
    { when: ['< 500', 'present'], set: ['Allow', 0] },
    { when: ['500..2000', '@home'], set: ['Ask for a code', 30] },
    { when: ['>= 2000', '-'], set: ['Block', 90.5] },
    { when: ['< 2000', 'missing'], set: ['Block', 50] },
  ],
  hit: 'first',
  row: 'step_up_row',
};

const found = (config: TableConfig, code: string): readonly Problem[] => table.check(config, here).filter((each) => each.code === code);

describe('table', () => {
  test('says what it decides', () => {
    expect(table.describe(stepUp, here, 'en')).toBe('Decides for each payment: allow, ask for a code or block');
    expect(table.describe(stepUp, here, 'zh')).toBe('对每笔付款作出决定：allow、ask for a code 或 block');
    const points = { ...stepUp, outputs: stepUp.outputs.slice(1), rows: stepUp.rows.map((row) => ({ ...row, set: row.set.slice(1) })) };
    expect(table.describe(points, here, 'en')).toBe('Sets points for each payment by amount and country');
    expect(table.describe(points, here, 'zh')).toBe('按金额和国家为每笔付款定出分数');
  });

  test('adds its results, the row that hit, and reasons', () => {
    const fields = table.flow(stepUp, here)['rows']?.fields.slice(payments.fields.length);
    expect(fields).toMatchObject([
      { name: 'action', type: 'text', values: ['Allow', 'Ask for a code', 'Block'], optional: true, tainted: false, origins: [{ node: 'step-up', field: 'action' }] },
      { name: 'points', type: 'number', decimals: 1, min: 0, max: 90.5, optional: true },
      { name: 'step_up_row', type: 'number', decimals: 0, min: 1, max: 4, optional: true, label: { en: 'row of step-up check', zh: '加验决策命中行' } },
      { name: 'reasons', type: 'list', optional: false },
    ]);
    const settled = table.flow({ ...stepUp, otherwise: ['Allow', 0] }, here)['rows']?.fields;
    expect(settled?.find((field) => field.name === 'action')?.optional).toBe(false);
    const all = table.flow({ ...stepUp, hit: 'all' }, here)['rows']?.fields.slice(payments.fields.length);
    expect(all?.map((field) => field.type)).toEqual(['list', 'list', 'list', 'list']);
  });

  test('what is decided by a sensitive field is sensitive', () => {
    const config: TableConfig = { ...stepUp, inputs: [{ field: 'phone' }], rows: [] };
    const fields = table.flow(config, here)['rows']?.fields;
    expect(fields?.find((field) => field.name === 'action')?.roles).toEqual(['sensitive']);
  });

  test('finds a gap, with an example and rows that fill it', () => {
    const [gap, ...more] = found(stepUp, 'table-gap');
    expect(more).toEqual([]);
    expect(gap).toMatchObject({
      severity: 'warning',
      message: {
        en: 'No row matches payments where amount is € 500 to under € 2,000 and country is not home, for example amount € 500, country other. Their results are missing',
        zh: '没有一行匹配这样的付款：金额为 € 500 至 € 2,000 以下，国家不是国内。例如金额 € 500、国家 other。结果将缺失',
      },
    });
    const rows = gap?.fix?.value as TableConfig['rows'];
    expect(rows.at(-1)).toEqual({ when: ['500..2000', 'not @home'], set: [null, null] });
    expect(found({ ...stepUp, rows }, 'table-gap')).toEqual([]);
    expect(found({ ...stepUp, otherwise: ['Allow', 0] }, 'table-gap')).toMatchObject([{ severity: 'hint' }]);
  });

  test('reports rows that overlap and disagree, until it is meant', () => {
    const config: TableConfig = { ...stepUp, rows: [...stepUp.rows, { when: ['1500..5000', 'HK'], set: ['Allow', 0] }, { when: ['>= 3000', 'HK'], set: ['Block', 90.5] }] };
    const overlaps = found(config, 'table-overlap');
    expect(overlaps.map(({ message }) => message.en)).toEqual([
      'Rows 2 and 5 overlap and disagree: both match where amount is € 1,500 to under € 2,000 and country is HK, for example amount € 1,500, country HK. Row 2 is first, so it decides',
      'Rows 3 and 5 overlap and disagree: both match where amount is € 2,000 to under € 5,000 and country is HK, for example amount € 2,000, country HK. Row 3 is first, so it decides',
      'Rows 5 and 6 overlap and disagree: both match where amount is € 3,000 to under € 5,000 and country is HK, for example amount € 3,000, country HK. Row 5 is first, so it decides',
    ]);
    expect(overlaps[0]?.message.zh).toBe('第 2 行与第 5 行重叠且结果不同：都匹配金额为 € 1,500 至 € 2,000 以下，国家为 HK，例如金额 € 1,500、国家 HK。第 2 行在前，以它为准');
    expect(found(acceptOverlap(config, 1, 4), 'table-overlap')).toHaveLength(2);
    const moved = moveRow(acceptOverlap(config, 1, 4), 4, 1);
    expect(moved.meant).toEqual([[2, 3]]);
    expect(found(moved, 'table-overlap').map(({ message }) => message.en.slice(0, 12))).not.toContain('Rows 2 and 3');
    const settled = overlaps[0]?.fix?.value as TableConfig;
    expect(settled.rows).toEqual(moved.rows);
    expect(found(settled, 'table-overlap').map(({ message }) => message.en.slice(0, 14))).toEqual(['Rows 2 and 4 o', 'Rows 2 and 6 o']);
  });

  test('an exception above a rule is only worth a hint', () => {
    const config: TableConfig = { ...stepUp, rows: [{ when: ['-', 'HK'], set: ['Block', 1] }, { when: ['-', '-'], set: ['Allow', 0] }] };
    expect(found(config, 'table-overlap')).toMatchObject([{ severity: 'hint' }]);
  });

  test('reports rows that can never match', () => {
    const [first, second] = stepUp.rows;
    const rows = [...(first && second ? [first, second] : []), { when: ['700..800', 'CN'], set: ['Block', 1] }, { when: ['< 0', '-'], set: ['Block', 1] }, { when: ['1..2', 'CN'], set: ['Allow', 0] }];
    expect(found({ ...stepUp, rows }, 'row-never-matches').map(({ message, fix }) => [message.en, message.zh, fix?.label.en])).toEqual([
      ['Row 3 can never match: row 2 above it takes everything it asks for', '第 3 行永远不会命中：它要的都被上面的第 2 行先命中了', 'Put row 3 first'],
      ['Row 4 can never match: amount is never “< 0”', '第 4 行永远不会命中：金额不可能是“< 0”', undefined],
      ['Row 5 can never match: row 1 above it takes everything it asks for', '第 5 行永远不会命中：它要的都被上面的第 1 行先命中了', 'Remove row 5'],
    ]);
  });

  test.each<[string, Partial<TableConfig>]>([
    ['bad-cell', { rows: [{ when: ['> high', '-'], set: ['Allow', 0] }] }],
    ['unknown-field', { inputs: [{ field: 'amuont' }, { field: 'country' }] }],
    ['tainted-field', { inputs: [{ field: 'is_fraud' }, { field: 'country' }], rows: [] }],
    ['wrong-type', { inputs: [{ field: 'tags' }, { field: 'country' }], rows: [] }],
    ['wrong-type', { otherwise: [1, 1] }],
    ['column-twice', { inputs: [{ field: 'amount' }, { field: 'amount' }], rows: [] }],
    ['row-shape', { rows: [{ when: ['-'], set: ['Allow', 0] }] }],
    ['row-shape', { otherwise: [] }],
    ['name-taken', { row: 'card' }],
    ['name-taken', { outputs: [{ name: 'reasons', type: 'text' }, { name: 'points', type: 'number' }], rows: [] }],
    ['unknown-value', { otherwise: ['Blok', 0] }],
    ['unknown-field', { reason: '{acton}' }],
    ['sum-not-exact', { hit: 'sum', rows: [{ when: ['-', '-'], set: ['Allow', 1e15] }, { when: ['-', '-'], set: ['Allow', 0.5] }] }],
    ['too-many-rows', { rows: Array.from({ length: 2001 }, () => ({ when: ['-', '-'], set: ['Allow', 0] })) }],
    ['set-type', { rows: [{ when: ['@home', '-'], set: ['Allow', 0] }] }],
  ])('reports %s', (code, change) => {
    const problems = found({ ...stepUp, ...change }, code);
    expect(problems.length).toBeGreaterThan(0);
    for (const { message } of problems) expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  test('a table or a set of any size is answered', () => {
    const many = Array.from({ length: 200_000 }, (_, n) => ({ when: [`< ${n}`, '-'], set: ['Allow', n] }));
    expect(found({ ...stepUp, rows: many }, 'too-many-rows')).toHaveLength(1);
    expect(table.flow({ ...stepUp, rows: many }, here)['rows']?.fields.find((field) => field.name === 'points')).toMatchObject({ min: 0, max: 199_999 });
    const large = { ...here, sets: [{ id: 'all', name: 'all', type: 'text' as const, values: many.map((_, n) => `c${n}`) }] };
    const rows = Array.from({ length: 500 }, (_, n) => ({ when: [`${n}..${n + 1}`, n % 2 === 0 ? '@all' : 'not @all'], set: ['Allow', 0] }));
    expect(table.check({ ...stepUp, rows }, large).some((each) => each.code === 'table-gap')).toBe(true);
  });

  test('while somebody waits, gaps and overlaps of a large table are left out, and no error is', () => {
    const rows = Array.from({ length: 400 }, (_, n) => ({ when: [`${n}..${n + 1}`, '-'], set: ['Allow', 0] }));
    const codes = (hurried: boolean, more: TableConfig['rows']) => new Set(table.check({ ...stepUp, rows: [...rows, ...more] }, { ...here, hurried }).map(({ code }) => code));
    expect([...codes(false, [])]).toContain('table-gap');
    expect([...codes(true, [])]).toEqual([]);
    const wrong = { when: ['five', '-'], set: ['Allow', 0] };
    expect(codes(true, [wrong])).toEqual(codes(false, [wrong]));
    expect(table.check({ ...stepUp, rows: stepUp.rows.slice(1) }, { ...here, hurried: true })).toEqual(table.check({ ...stepUp, rows: stepUp.rows.slice(1) }, here));
  });

  test('offers the value that was meant', () => {
    const channel = streamOf([{ name: 'amount', type: 'number', required: true }, { name: 'country', type: 'text', required: true, values: ['CN', 'Hong Kong'] }], 'payments');
    const problems = table.check({ ...stepUp, rows: [{ when: ['-', 'not Hong Kng, @home'], set: ['Allow', 0] }] }, around({ in: channel }, { sets }));
    expect(problems.find((each) => each.code === 'unknown-value')?.fix).toMatchObject({ at: ['rows', 0, 'when', 1], value: 'not in Hong Kong, @home' });
  });

  test('compiles to one projection', () => {
    const { steps, outputs } = table.steps(stepUp, here, wiring);
    expect(outputs).toEqual({ rows: 'step-up' });
    expect(steps).toMatchObject([{ op: 'project', id: 'step-up', node: 'step-up', input: ['before-in'] }]);
    const changes = steps[0]?.op === 'project' ? steps[0].changes : [];
    expect(changes.map((change) => ('set' in change ? change.set.name : 'reason' in change ? change.reason : ''))).toEqual([
      'step_up_row', 'action', 'points', ['Step-up check, row ', { field: 'step_up_row' }],
    ]);
  });

  test('refers to fields, sets and, in its reason, to fields that are not its own', () => {
    const config: TableConfig = { ...stepUp, reason: { en: '{action} on {card}' } };
    expect(table.references(config)).toEqual([
      { to: 'field', name: 'amount', input: 'in', at: ['inputs', 0, 'field'] },
      { to: 'field', name: 'country', input: 'in', at: ['inputs', 1, 'field'] },
      { to: 'set', id: 'home', at: ['rows', 1, 'when', 1] },
      { to: 'field', name: 'card', input: 'in', at: ['reason', 'en'] },
    ]);
    const renamed = table.rewrite(config, {
      fields: { in: new Map([['amount', 'total'], ['card', 'pan']]) },
      own: new Map([['action', 'verdict'], ['step_up_row', 'hit_row']]),
      sets: new Map([['home', 'domestic']]),
    });
    expect(renamed).toMatchObject({ inputs: [{ field: 'total' }, { field: 'country' }], outputs: [{ name: 'verdict' }, {}], row: 'hit_row', reason: { en: '{verdict} on {pan}' } });
    expect(renamed.rows[1]?.when).toEqual(['500..2000', '@domestic']);
  });
});

test('the row that hit has a name of its own, whatever the id of the table', () => {
  const { row: _row, ...rest } = stepUp;
  const config: TableConfig = { ...rest, reason: 'row {row}' };
  const names = (node: string) => table.flow(config, around({ in: payments }, { node }))['rows']?.fields.map((each) => each.name);
  expect(names('a-table')).toContain('row');
  expect(names('copy')).toEqual(names('a-table'));
  expect(table.rewrite(config, { own: new Map([['row', 'hit_row']]) })).toMatchObject({ row: 'hit_row', reason: 'row {hit_row}' });
  expect(table.rewrite(config, {})).toEqual(config);
  expect(table.blank(around({ in: payments })).row).toBe('row');
});
