import { describe, expect, it } from 'vitest';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { newField, positiveFrom, withNamed, withRole, withType } from './contract.ts';

const source: SourceConfig = {
  event: { one: 'payment' },
  fields: [
    { name: 'at', type: 'time', roles: ['time'] },
    { name: 'booked', type: 'time' },
    { name: 'amount', type: 'number', decimals: 2, currency: 'EUR', min: 0, roles: ['amount'] },
  ],
  time: 'at',
};

describe('a contract', () => {
  it('has one time, and its roles say so', () => {
    const next = withNamed(source, 'time', 'booked');
    expect(next.time).toBe('booked');
    expect(next.fields.map(({ roles }) => roles)).toEqual([undefined, ['time'], ['amount']]);
    expect(withNamed(source, 'time', undefined)).not.toHaveProperty('time');
  });

  it('loses with a type what only that type has', () => {
    const [, , amount] = source.fields;
    if (amount === undefined) throw new Error('There is an amount.');
    expect(withType(amount, 'text')).toEqual({ name: 'amount', type: 'text' });
    expect(withType(amount, 'number')).toBe(amount);
  });

  it('leaves alone a field that has the role already', () => {
    const [at] = source.fields;
    if (at === undefined) throw new Error('There is a time.');
    expect(withRole(at, 'time', true)).toBe(at);
    expect(withRole(at, 'sensitive', true).roles).toEqual(['time', 'sensitive']);
  });

  it('gets fields under free names', () => {
    expect(newField(source).name).toBe('field');
    expect(newField({ ...source, fields: [...source.fields, newField(source)] }).name).toBe('field_2');
  });
});

it('reads what means yes by the type of the label', () => {
  expect(positiveFrom('1', 'number')).toBe(1);
  expect(positiveFrom('1', 'text')).toBe('1');
  expect(positiveFrom('x', 'number')).toBeUndefined();
  expect(positiveFrom(' ', 'text')).toBeUndefined();
});
