import { describe, expect, test } from 'vitest';
import type { AggregateName } from '../../plan/plan.ts';
import { around, payments, wiring } from '../testing.ts';
import { rolling } from './kind.ts';

const here = around({ in: payments });
const feature = (fn: AggregateName, of?: string, more: object = {}) => ({ name: 'x', fn, ...(of === undefined ? {} : { of }), within: '10m', ...more });
const made = (...args: Parameters<typeof feature>) => rolling.flow({ key: ['card'], features: [feature(...args)] }, here)['rows']?.fields.at(-1);
const codes = (features: ReturnType<typeof feature>[], key = ['card']) => rolling.check({ key, features }, here).map((each) => each.code);

describe('a feature', () => {
  test.each([
    [feature('count'), { type: 'number', decimals: 0, min: 0, optional: false }, 'payments in 10 minutes', '近10分钟付款笔数'],
    [feature('sum', 'amount'), { type: 'number', decimals: 2, currency: 'EUR', min: 0, optional: true }, 'amount in 10 minutes', '近10分钟金额'],
    [feature('average', 'amount'), { type: 'number', currency: 'EUR', optional: false }, 'average amount over 10 minutes', '近10分钟平均金额'],
    [feature('distinct', 'country'), { type: 'number', decimals: 0, optional: false }, 'countries in 10 minutes', '近10分钟国家数'],
    [feature('max', 'amount'), { type: 'number', decimals: 2, optional: false }, 'highest amount in 10 minutes', '近10分钟最高金额'],
    [feature('first', 'country'), { type: 'text', optional: true }, 'first country in 10 minutes', '近10分钟首个国家'],
    [feature('last', 'trusted'), { type: 'boolean', optional: true }, 'last trusted in 10 minutes', '近10分钟最后可信'],
    [feature('sincePrevious'), { type: 'number', unit: 'ms', optional: true }, 'time since the last payment', '距上一笔付款的时间'],
    [feature('count', undefined, { within: '1d', frame: 'before' }), { optional: false }, 'payments in the 1 day before', '此前1天付款笔数'],
    [feature('count', undefined, { where: { logic: { '>': [{ var: 'amount' }, 500] } } }), {}, 'payments in 10 minutes where amount is more than € 500', '近10分钟付款笔数（金额大于 € 500）'],
    [feature('max', 'amount', { frame: 'before' }), { optional: true }, 'highest amount in the 10 minutes before', '此前10分钟最高金额'],
  ])('%j', (config, expected, en, zh) => {
    const field = rolling.flow({ key: ['card'], features: [config] }, here)['rows']?.fields.at(-1);
    expect(field).toMatchObject({ name: 'x', origins: [{ node: 'here', field: 'x' }], ...expected, label: { en, zh } });
  });

  test('keeps Chinese and Latin words apart in its label', () => {
    const stream = { ...payments, event: { one: 'payment', measure: '条' } };
    const field = rolling.flow({ key: ['card'], features: [feature('count')] }, around({ in: stream }))['rows']?.fields.at(-1);
    expect(field?.label).toMatchObject({ zh: '近10分钟 payment 条数' });
  });

  test('keeps the label it is given', () => {
    expect(made('count', undefined, { label: 'tries' })?.label).toBe('tries');
  });

  test('of something sensitive is sensitive, and can be missing where the key can', () => {
    expect(made('last', 'phone')?.roles).toEqual(['sensitive']);
    const keyed = rolling.flow({ key: ['country'], features: [feature('max', 'amount')] }, here)['rows']?.fields.at(-1);
    expect(keyed?.optional).toBe(true);
  });
});

describe('rolling', () => {
  test('finds what is wrong', () => {
    expect(codes([feature('sum', 'amount')])).toEqual([]);
    expect(codes([feature('sum')])).toEqual(['no-field']);
    expect(codes([feature('sum', 'country')])).toEqual(['wrong-type']);
    expect(codes([feature('last', 'is_fraud')])).toEqual(['tainted-field']);
    expect(codes([feature('count', undefined, { where: { logic: { '===': [{ var: 'is_fraud' }, true] } } })])).toEqual(['tainted-field']);
    expect(codes([feature('count', 'amount')])).toEqual(['unused-setting']);
    expect(codes([feature('count', undefined, { name: 'amount' })])).toEqual(['name-taken']);
    expect(codes([feature('count', undefined, { within: '0s' })])).toEqual(['no-duration']);
    expect(codes([])).toEqual(['nothing-added']);
    expect(codes([feature('count')], ['tags'])).toEqual(['wrong-type']);
    expect(codes([feature('count')], [])).toEqual([]);
  });

  test('compiles to one step', () => {
    expect(rolling.steps({ key: ['card'], features: [feature('sum', 'amount', { frame: 'before' })] }, here, wiring).steps).toEqual([
      {
        op: 'rolling', id: 'here', node: 'here', input: ['before-in'], key: ['card'],
        features: [{ into: { name: 'x', type: 'number', decimals: 2, currency: 'EUR', min: 0, label: { en: 'amount in the 10 minutes before', zh: '此前10分钟金额' } }, fn: 'sum', of: 'amount', window: 600_000, frame: 'before' }],
      },
    ]);
  });

  test('says what it does', () => {
    const settings = { key: ['card'], features: [feature('count'), feature('sum', 'amount')] };
    expect(rolling.describe(settings, here, 'en')).toBe('What each card did in its last 10 minutes');
    expect(rolling.describe(settings, here, 'zh')).toBe('每张卡最近 10 分钟的付款');
    expect(rolling.describe({ ...settings, key: [] }, here, 'en')).toBe('All payments of the last 10 minutes');
    const two = { key: ['card'], features: [feature('count', undefined, { within: '30d' }), feature('count', undefined, { within: '1h' })] };
    expect(rolling.describe(two, here, 'en')).toBe('What each card did in its last hour and 30 days');
  });

  test('a new one counts and adds up by the key', () => {
    const blank = rolling.blank(here);
    expect(blank.key).toEqual(['card']);
    expect(blank.features.map(({ name, fn }) => [name, fn])).toEqual([['payments_10m', 'count'], ['amount_10m', 'sum']]);
    expect(rolling.check(blank, here)).toEqual([]);
  });
});
