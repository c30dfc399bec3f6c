import { expect, test } from 'vitest';
import type { Field } from '../../data/field.ts';
import { faultOf, rowIn, textOf, withText } from './mending.ts';

const amount: Field = { name: 'amount', type: 'number', from: 'payment.amount', required: true };
const paid: Field = { name: 'paid', type: 'boolean' };
const tags: Field = { name: 'tags', type: 'list' };
const time: Field = { name: 'time', type: 'time' };

test('only a JSON object is mended field by field', () => {
  expect(rowIn('{"a": 1}')).toEqual({ a: 1 });
  expect([rowIn('[1]'), rowIn('{"a": '), rowIn('null')]).toEqual([undefined, undefined, undefined]);
});

test('a value is typed as its field has it, under the name that the data has for it', () => {
  const row = { payment: { amount: 'lots' }, other: 7 };
  expect(textOf(row, amount)).toBe('lots');
  expect(faultOf(row, amount)?.en).toContain('number');
  const mended = withText(row, amount, ' 12.5 ');
  expect(mended).toEqual({ payment: { amount: 'lots' }, other: 7, 'payment.amount': 12.5 });
  expect(faultOf(mended, amount)).toBeUndefined();
  expect(withText(mended, paid, 'true')).toMatchObject({ paid: true });
  expect(withText(mended, paid, 'perhaps')).toMatchObject({ paid: 'perhaps' });
  expect(withText(mended, tags, 'a, b')).toMatchObject({ tags: ['a', 'b'] });
  expect(withText({}, time, '1767225600000')).toEqual({ time: 1767225600000 });
  expect(withText({}, time, '2026-01-01T00:00:00Z')).toEqual({ time: '2026-01-01T00:00:00Z' });
});

test('an emptied field is missing, also where nested data would speak for it', () => {
  expect(withText({ paid: true, other: 7 }, paid, '')).toEqual({ other: 7 });
  expect(withText({ payment: { amount: 3 } }, amount, ' ')).toEqual({ payment: { amount: 3 }, 'payment.amount': null });
});
