import { expect, test } from 'vitest';
import type { FlowField } from '../../data/field.ts';
import type { Lang } from '../../data/text.ts';
import type { Scope } from '../scope.ts';
import { completionsAt } from './complete.ts';

const made = (name: string, type: FlowField['type'], en: string, zh: string, values?: readonly string[]): FlowField => ({
  name, type, label: { en, zh }, values, origins: [], optional: false, tainted: false,
});

const scope: Scope = {
  fields: [
    made('amount', 'number', 'amount', '金额'),
    made('n_10m', 'number', 'payments in 10 minutes', '近10分钟笔数'),
    made('country', 'text', 'country', '国家', ['CN', 'HK']),
    made('Customer id', 'text', 'customer', '客户'),
    made('opened', 'time', 'card opened', '开卡时间'),
  ],
  sets: [{ id: 'high_risk', name: { en: 'High risk', zh: '高风险国家' }, type: 'text', values: ['KP', 'IR'] }],
};

/** The completions at `|`. */
const at = (formula: string, lang: Lang = 'en'): { replaces: string; inserts: string[] } => {
  const position = formula.indexOf('|');
  const text = formula.replace('|', '');
  const { from, to, options } = completionsAt(text, position, scope, lang);
  return { replaces: text.slice(from, to), inserts: options.map(({ insert }) => insert) };
};

test('where a value is wanted there are fields first, then functions', () => {
  const { inserts } = at('|');
  expect(inserts.slice(0, 5)).toEqual(['amount', 'n_10m', 'country', '[Customer id]', 'opened']);
  expect(inserts).toContain('round(');
  expect(inserts).not.toContain('AND');
  expect(inserts).not.toContain('add(');
});

test('fields are found by name and by label in any language', () => {
  expect(at('amount > 5 AND pay|')).toEqual({ replaces: 'pay', inserts: ['n_10m'] });
  expect(at('近10|').inserts).toEqual(['n_10m']);
  expect(at('[cust|').inserts[0]).toBe('[Customer id]');
  expect(at('upp|').inserts).toEqual(['upper(']);
});

test('after a value come operators that fit its type', () => {
  expect(at('amount |').inserts).toEqual(expect.arrayContaining(['>', 'BETWEEN', 'IS MISSING', 'AND']));
  expect(at('country |').inserts).not.toContain('>');
  expect(at('opened |').inserts).not.toContain('IN');
expect(at('amount > 5 |').inserts).toEqual(['AND', 'OR']);
  expect(at('amount > 5 a|')).toEqual({ replaces: 'a', inserts: ['AND'] });
  expect(at('amount bet|')).toEqual({ replaces: 'bet', inserts: ['BETWEEN'] });
});

test('values that the contract allows are offered where they fit', () => {
  expect(at('country = |').inserts.slice(0, 2)).toEqual(['"CN"', '"HK"']);
  expect(at('country NOT IN ("CN", |').inserts.slice(0, 2)).toEqual(['"CN"', '"HK"']);
  expect(at('amount = |').inserts).not.toContain('"CN"');
});

test('sets are offered after IN and after @', () => {
  expect(at('country IN @|')).toEqual({ replaces: '@', inserts: ['@high_risk'] });
  expect(at('country IN @高|').inserts).toEqual(['@high_risk']);
  expect(at('country IN |').inserts).toContain('@high_risk');
});

test('inside a text there is nothing to complete', () => {
  expect(at('country = "C|').inserts).toEqual([]);
});
