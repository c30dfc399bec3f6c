import { describe, expect, test } from 'vitest';
import { runRow } from '../testing-run.ts';
import { around, payments, wiring } from '../testing.ts';
import { condition } from './kind.ts';

const here = around({ in: payments }, { name: { en: 'Large {payment}', zh: '大额付款' } });
const over = { when: { logic: { and: [{ '>': [{ var: 'amount' }, 500] }, { in: [{ var: 'country' }, ['CN', 'HK']] }] } } };

describe('condition', () => {
  test('says what it asks', () => {
    expect(condition.describe(over, here, 'en')).toBe('Amount is more than € 500, and country is CN or HK');
    expect(condition.describe(over, here, 'zh')).toBe('金额大于 € 500，且国家是 CN 或 HK');
  });

  test('parts rows, and tells those that match why', () => {
    const { steps, outputs } = condition.steps(over, here, wiring);
    expect(outputs).toEqual({ match: 'here.match', rest: 'here.rest' });
    expect(runRow(steps, { amount: 600, country: 'CN' }, payments)).toMatchObject({ port: 'match', reasons: ['Large {payment}'] });
    expect(runRow(steps, { amount: 600, country: null }, payments)).toMatchObject({ port: 'rest', reasons: [] });
    const told = condition.steps({ ...over, reason: { en: '{amount} in {country}', zh: '{country} {amount}' } }, { ...here, lang: 'zh' }, wiring);
    expect(runRow(told.steps, { amount: 600, country: 'CN' }, payments).reasons).toEqual(['CN 600']);
  });

  test('both outputs have the reasons, those of rules before it too', () => {
    const first = condition.flow(over, here);
    const second = condition.flow(over, around({ in: first['match'] ?? payments }, { node: 'second' }));
    expect(Object.keys(first)).toEqual(['match', 'rest']);
    expect(second['rest']?.fields.at(-1)).toMatchObject({ name: 'reasons', type: 'list', origins: [{ node: 'here', field: 'reasons' }, { node: 'second', field: 'reasons' }] });
  });

  test('what is told of a sensitive field is sensitive', () => {
    expect(condition.flow({ ...over, reason: 'call {phone}' }, here)['match']?.fields.at(-1)?.roles).toEqual(['sensitive']);
  });

  test.each([
    ['no-condition', {}],
    ['unknown-field', { when: { logic: { '>': [{ var: 'amuont' }, 5] } } }],
    ['tainted-field', { when: { logic: { var: 'is_fraud' } } }],
    ['unknown-field', { ...over, reason: '{amuont}' }],
    ['tainted-field', { ...over, reason: '{is_fraud}' }],
  ])('reports %s', (code, settings) => {
    expect(condition.check(settings, here)).toMatchObject([{ code, severity: 'error', node: 'here' }]);
  });

  test('refuses data that has a field of the name that rules write to', () => {
    const stream = { ...payments, fields: payments.fields.map((field) => (field.name === 'tags' ? { ...field, name: 'reasons' } : field)) };
    expect(condition.check(over, around({ in: stream }))).toMatchObject([{ code: 'name-taken', field: 'reasons' }]);
  });
});
