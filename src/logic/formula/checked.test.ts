import { expect, test } from 'vitest';
import type { FlowField } from '../../data/field.ts';
import type { Scope } from '../scope.ts';
import { parseFormula } from './checked.ts';
import { print } from './print.ts';

const made = (name: string, type: FlowField['type'], en: string, zh: string): FlowField => ({
  name, type, label: { en, zh }, origins: [], optional: false, tainted: false,
});

const scope: Scope = {
  fields: [
    made('amount', 'number', 'amount', '金额'),
    made('n_10m', 'number', 'payments in 10 minutes', '近10分钟笔数'),
    made('country', 'text', 'country', '国家'),
    made('city', 'text', 'place', '地点'),
    made('town', 'text', 'place', '地点'),
  ],
  sets: [{ id: 'high_risk', name: { en: 'High risk', zh: '高风险国家' }, type: 'text', values: ['KP'] }],
};

const read = (formula: string): string => {
  const { expr } = parseFormula(formula, scope);
  return expr ? print(expr) : '';
};

test('labels are understood as the fields they stand for, in any language', () => {
  expect(read('金额 > 100 AND [payments in 10 minutes] > 3 AND 近10分钟笔数 < 9')).toBe('amount > 100 AND n_10m > 3 AND n_10m < 9');
  expect(read('AMOUNT > 1')).toBe('amount > 1');
  expect(read('国家 IN @高风险国家')).toBe('country IN @high_risk');
  expect(read('国家 IN set("high risk")')).toBe('country IN @high_risk');
});

test('a label that several fields have means none of them', () => {
  const { problems } = parseFormula('place = "x"', scope);
  expect(problems.map(({ code, range }) => ({ code, range }))).toEqual([{ code: 'unknown-field', range: [0, 5] }]);
});

test('what the checker finds is shown at its place in the text', () => {
  const formula = 'country = "CN" AND amount = "high"';
  const { problems, expr } = parseFormula(formula, scope, { expected: 'boolean' });
  expect(expr).toBeDefined();
  expect(problems).toHaveLength(1);
  const [from = 0, to = 0] = problems[0]?.range ?? [];
  expect(formula.slice(from, to)).toMatch(/^(?:amount = )?"high"$/);
  expect(problems[0]?.message.zh).toContain('金额');
});

test('a fix is the whole formula as it would be', () => {
  const { problems } = parseFormula('amunt > 5 AND country = "CN"', scope);
  expect(problems[0]?.fix?.formula).toBe('amount > 5 AND country = "CN"');
  expect(problems[0]?.range).toEqual([0, 5]);
});

test('a formula that can’t be read is not checked', () => {
  expect(parseFormula('amount >', scope)).toMatchObject({ expr: undefined, checked: undefined });
});
