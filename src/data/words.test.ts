import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import {
  capitalised, countInWords, eventWords, fieldLabel, listInWords, numberInWords, plural, quote, timeInWords, unbroken, valueInWords, zh,
} from './words.ts';

describe('numbers', () => {
  const euro = { decimals: 2, currency: 'EUR' };

  test('have separators, and all of their digits', () => {
    expect(numberInWords(1284, undefined, 'en')).toBe('1,284');
    expect(numberInWords(-1234567.5, undefined, 'zh')).toBe('−1,234,567.5');
    expect(numberInWords(1e15, undefined, 'en')).toBe('1,000,000,000,000,000');
    expect(numberInWords(1.25e-7, undefined, 'en')).toBe('0.000000125');
    expect(numberInWords(0.1 + 0.2, undefined, 'en')).toBe('0.30000000000000004');
  });

  test('read back as the number they were, whatever the number', () => {
    const back = (words: string): number => Number(words.replaceAll(',', '').replace('−', '-'));
    fc.assert(
      fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (n) => {
        expect(back(numberInWords(n, undefined, 'en'))).toBe(n === 0 ? 0 : n);
      }),
      runs(2000),
    );
  });

  test('carry their currency or unit', () => {
    expect(numberInWords(2000, euro, 'en')).toBe('€ 2,000');
    expect(numberInWords(612.4, euro, 'zh')).toBe('€ 612.40');
    expect(numberInWords(-5, euro, 'en')).toBe('−€ 5');
    expect(numberInWords(2000, { currency: 'CNY' }, 'en')).toBe('¥ 2,000');
    expect(numberInWords(2000, { currency: 'CNY' }, 'zh')).toBe('2,000 元');
    expect(numberInWords(20, { currency: 'CHF' }, 'en')).toBe('CHF 20');
    expect(numberInWords(12, { unit: '%' }, 'en')).toBe('12%');
    expect(numberInWords(12, { unit: 'km' }, 'zh')).toBe('12 km');
    expect(numberInWords(300_000, { unit: 'ms' }, 'en')).toBe('5 minutes');
  });
});

test('lists read as lists in each language', () => {
  expect(listInWords([], 'and', 'en')).toBe('');
  expect(listInWords(['CN'], 'or', 'en')).toBe('CN');
  expect(listInWords(['CN', 'HK'], 'or', 'en')).toBe('CN or HK');
  expect(listInWords(['amount', 'country', 'hour'], 'and', 'en')).toBe('amount, country and hour');
  expect(listInWords(['CN', 'HK', 'US'], 'or', 'zh')).toBe('CN、HK 或 US');
  expect(listInWords(['金额', '国家', '时段'], 'and', 'zh')).toBe('金额、国家和时段');
});

test('a field is called by its label, or else by its name in plain words', () => {
  expect(fieldLabel({ name: 'txn_amt', label: { en: 'amount', zh: '金额' } }, 'zh')).toBe('金额');
  expect(fieldLabel({ name: 'device.countryCode' }, 'en')).toBe('device country code');
  expect(fieldLabel({ name: '金额' }, 'en')).toBe('金额');
  expect(fieldLabel({ name: '_' }, 'en')).toBe('_');
});

test('events have a plural in English and a measure word in Chinese', () => {
  const payment = { one: { en: 'payment', zh: '付款' }, measure: '笔' };
  expect(eventWords(payment, 'en')).toEqual({ one: 'payment', many: 'payments', measure: '' });
  expect(eventWords(undefined, 'zh')).toEqual({ one: '事件', many: '事件', measure: '条' });
  expect(countInWords(1, payment, 'en')).toBe('1 payment');
  expect(countInWords(1200, payment, 'en')).toBe('1,200 payments');
  expect(countInWords(3, payment, 'zh')).toBe('3 笔付款');
  expect(['entry', 'day', 'box', 'batch', '付款'].map(plural)).toEqual(['entries', 'days', 'boxes', 'batches', '付款']);
});

test('values are rounded as their field says', () => {
  const amount = { name: 'amount', type: 'number', decimals: 2, currency: 'EUR' } as const;
  expect(valueInWords(0.1 + 0.2, amount, 'en')).toBe('€ 0.30');
  expect(valueInWords(-0.001, amount, 'en')).toBe('€ 0');
  expect(valueInWords(null, amount, 'zh')).toBe('缺失');
  expect(valueInWords(true, undefined, 'en')).toBe('yes');
  expect(valueInWords(['a', 'b'], undefined, 'zh')).toBe('a 和 b');
});

test('times name the day, and the hour where there is one', () => {
  expect(timeInWords(Date.UTC(2026, 2, 18), 'en')).toBe('18 March 2026');
  expect(timeInWords(Date.UTC(2026, 2, 18, 14, 31), 'en')).toBe('18 March 2026 14:31 UTC');
  expect(timeInWords(Date.UTC(2026, 2, 18, 14, 31, 5), 'zh')).toBe('2026 年 3 月 18 日 14:31:05（UTC）');
});

test('Chinese and Latin are parted by one space where they meet', () => {
  expect(zh`${'金额'}大于${'€ 5'}，且${'国家'}是${'CN'}`).toBe('金额大于 € 5，且国家是 CN');
  expect(zh`${'近10分钟笔数'}超过${3}`).toBe('近10分钟笔数超过 3');
  expect(zh`${'a'}${quote('b')}`).toBe('a“b”');
  expect(capitalised('each payment')).toBe('Each payment');
});

test('a number and its unit stay on one line', () => {
  expect(unbroken('over € 2,000 in 10 minutes')).toBe('over €\u00a02,000 in 10\u00a0minutes');
  expect(unbroken('10 分钟内超过 3 笔')).toBe('10\u00a0分钟内超过 3\u00a0笔');
});
