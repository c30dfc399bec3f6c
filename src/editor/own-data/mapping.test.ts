import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Field } from '../../data/field.ts';
import { fieldTypes, roles } from '../../data/field.ts';
import { proposeMapping, remapped } from './mapping.ts';

const text = (name: string, more: Partial<Field> = {}): Field => ({ name, type: 'text', ...more });
const template: readonly Field[] = [
  text('payment_id', { label: { en: 'payment id', zh: '付款编号' }, roles: ['id'] }),
  { name: 'time', type: 'time', roles: ['time'] },
  text('card', { label: { en: 'card', zh: '卡' }, roles: ['key'] }),
  text('customer', { label: { en: 'customer', zh: '客户' }, roles: ['key'] }),
  { name: 'amount', type: 'number', label: { en: 'amount', zh: '金额' }, roles: ['amount'] },
  text('country', { label: { en: 'country', zh: '国家或地区' } }),
  text('device', { label: { en: 'device', zh: '设备' } }),
];

describe('the columns of a file are proposed for the fields of a template', () => {
  test('by name, by label, by what they mean', () => {
    const columns: readonly Field[] = [
      text('订单号', { roles: ['id'] }), { name: '付款时间', type: 'time', roles: ['time'] }, text('卡号', { roles: ['key'] }), text('会员号', { roles: ['key'] }),
      { name: '金额', type: 'number', roles: ['amount'] }, text('门店'),
    ];
    expect(proposeMapping(template, columns)).toEqual({ payment_id: '订单号', time: '付款时间', card: '卡号', customer: '会员号', amount: '金额' });
    const english: readonly Field[] = [text('CardNumber'), text('MemberID'), { name: 'Created At', type: 'time', roles: ['time'] }, { name: 'total price', type: 'number' }, text('Country'), text('home_country')];
    expect(proposeMapping(template, english)).toEqual({ card: 'CardNumber', customer: 'MemberID', time: 'Created At', amount: 'total price', country: 'Country' });
  });

  test('and nothing is proposed for what is not there', () => {
    expect(proposeMapping(template, [text('weather'), text('wind')])).toEqual({});
    expect(proposeMapping([], template)).toEqual({});
  });

  test('the file that a template was made of maps to itself', () => {
    expect(proposeMapping(template, template)).toEqual(Object.fromEntries(template.map(({ name }) => [name, name])));
  });
});

const field = fc.record({ name: fc.stringMatching(/^[a-z时间卡金额_ ]{1,12}$/), type: fc.constantFrom(...fieldTypes), roles: fc.subarray([...roles]) });
const fields = fc.uniqueArray(field, { selector: ({ name }) => name, maxLength: 12 });

test('no column stands for two fields, whatever they are called, and a change keeps it so', () => {
  fc.assert(
    fc.property(fields, fields, fc.nat(), fc.nat(), (ours, theirs, one, other) => {
      const mapping = proposeMapping(ours, theirs);
      const columns = Object.values(mapping);
      expect(new Set(columns).size).toBe(columns.length);
      for (const [name, column] of Object.entries(mapping)) {
        expect(ours.some((each) => each.name === name)).toBe(true);
        expect(theirs.some((each) => each.name === column)).toBe(true);
      }
      const [to, from] = [ours[one % Math.max(1, ours.length)], theirs[other % Math.max(1, theirs.length)]];
      if (to === undefined || from === undefined) return;
      const changed = remapped(mapping, to.name, from.name);
      expect(changed[to.name]).toBe(from.name);
      expect(new Set(Object.values(changed)).size).toBe(Object.values(changed).length);
    }),
    { seed: 7 },
  );
});
