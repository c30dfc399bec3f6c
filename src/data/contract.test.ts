import { expect, test } from 'vitest';
import type { Field } from './field.ts';
import { fitsContract, rowFromJson } from './contract.ts';

const fields: readonly Field[] = [
  { name: 'time', type: 'time', roles: ['time'] },
  { name: 'amount', type: 'number', label: { en: 'amount', zh: '金额' }, min: 0, max: 10_000, required: true },
  { name: 'device.country', type: 'text', values: ['DE', 'CN'] },
  { name: 'tags', type: 'list' },
  { name: 'online', type: 'boolean' },
];
const good = { time: 0, amount: 5, 'device.country': 'DE', tags: ['a'], online: false };
const codes = (row: Record<string, unknown>) => fitsContract(row, fields).map((each) => `${each.field} ${each.code}`);

test('a row that keeps the contract is taken, optional fields may be missing', () => {
  expect(codes(good)).toEqual([]);
  expect(codes({ time: 0, amount: 0 })).toEqual([]);
  expect(codes({ ...good, 'device.country': null, unknown: {} })).toEqual([]);
});

test('each way to break it is told apart', () => {
  expect(codes({})).toEqual(['time missing', 'amount missing']);
  expect(codes({ ...good, amount: '5' })).toEqual(['amount wrong-type']);
  expect(codes({ ...good, amount: NaN })).toEqual(['amount wrong-type']);
  expect(codes({ ...good, amount: 1e16 })).toEqual(['amount number-size']);
  expect(codes({ ...good, amount: 1e-16 })).toEqual(['amount number-size']);
  expect(codes({ ...good, amount: -1 })).toEqual(['amount below-min']);
  expect(codes({ ...good, amount: 10_001 })).toEqual(['amount above-max']);
  expect(codes({ ...good, 'device.country': 'FR' })).toEqual(['device.country not-allowed']);
  expect(codes({ ...good, time: 1.5 })).toEqual(['time bad-time']);
  expect(codes({ ...good, time: 'soon' })).toEqual(['time bad-time']);
  expect(codes({ ...good, tags: [1], online: 1 })).toEqual(['tags wrong-type', 'online wrong-type']);
});

test('messages speak in labels, in both languages', () => {
  expect(fitsContract({ ...good, amount: -1 }, fields)[0]?.message).toEqual({ en: 'amount is -1, less than 0', zh: '金额为 -1，小于 0' });
});

test('rows come from JSON with nested objects and ISO times', () => {
  const { row, rejections } = rowFromJson({ time: '2026-03-01T08:00:00+08:00', amount: -0, device: { country: 'CN' }, more: 1 }, fields);
  expect(rejections).toEqual([]);
  expect(row).toEqual({ time: Date.UTC(2026, 2, 1), amount: 0, 'device.country': 'CN', tags: null, online: null });
  expect(Object.is(row.amount, 0)).toBe(true);
});

test('dotted names may stay dotted, and prototypes are not looked into', () => {
  expect(rowFromJson({ time: 0, amount: 1, 'device.country': 'DE' }, fields).row['device.country']).toBe('DE');
  expect(rowFromJson({}, [{ name: 'constructor.name', type: 'text' }]).row['constructor.name']).toBeNull();
});

test('an object that holds itself is looked into no deeper than the name goes', () => {
  const cycle: Record<string, unknown> = {};
  cycle['a'] = cycle;
  cycle['a.a'] = cycle;
  const name = Array.from({ length: 100 }, () => 'a').join('.');
  expect(rowFromJson(cycle, [{ name, type: 'text' }]).rejections).toMatchObject([{ code: 'wrong-type' }]);
});

test('no more digits after the point than are declared', () => {
  const judged = (value: number, decimals: number) => fitsContract({ x: value }, [{ name: 'x', type: 'number', decimals }])[0]?.message;
  for (const value of [0, 5, 0.29, 1.005, 123456789.01, -0.1, 1e15]) expect(judged(value, value === 1.005 ? 3 : 2)).toBeUndefined();
  expect(judged(0.1 + 0.2, 1)).toEqual({ en: `x is ${0.1 + 0.2}, with more than 1 digit after the point`, zh: `x为 ${0.1 + 0.2}，小数超过 1 位` });
  expect(judged(2.5, 0)).toEqual({ en: 'x is 2.5, not a whole number', zh: 'x为 2.5，不是整数' });
});

test('texts and lists beyond a million characters break any contract', () => {
  const fields: readonly Field[] = [{ name: 't', type: 'text' }, { name: 'l', type: 'list' }];
  const codes = (row: Readonly<Record<string, unknown>>): readonly string[] => fitsContract(row, fields).map((rejection) => rejection.code);
  expect(codes({ t: 'x'.repeat(1_000_000), l: ['x'.repeat(999_999)] })).toEqual([]);
  expect(codes({ t: 'x'.repeat(1_000_001), l: ['x'.repeat(1_000_000)] })).toEqual(['too-long', 'too-long']);
});
