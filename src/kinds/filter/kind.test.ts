import { describe, expect, test } from 'vitest';
import { call, field, list, number } from '../../logic/expr.ts';
import { toStored } from '../../logic/stored.ts';
import { around, payments, wiring } from '../testing.ts';
import { filter } from './kind.ts';

const here = around({ in: payments });
const when = toStored(call('gt', field('amount'), number(500)));

describe('filter', () => {
  test('gives out the same rows at both ports', () => {
    expect(filter.flow({ when }, here)).toEqual({ match: payments, rest: payments });
  });

  test('compiles to a choice, with value sets and the time of the event put in', () => {
    const sets = [{ id: 'risky', name: 'Risky', type: 'text' as const, values: ['CN', 'HK'] }];
    const both = toStored(call('and', call('in', field('country'), { kind: 'set', id: 'risky' }), call('isPresent', { kind: 'now' })));
    expect(filter.steps({ when: both }, { ...here, sets }, wiring)).toEqual({
      steps: [
        {
          op: 'select', id: 'here', node: 'here', input: ['before-in'],
          branches: [{ port: 'match', when: call('and', call('in', field('country'), list(['CN', 'HK'])), call('isPresent', field('paid_at'))) }],
        },
      ],
      outputs: { match: 'here.match', rest: 'here.rest' },
    });
  });

  test('wants a condition, of fields that are there and no labels', () => {
    const codes = (stored: unknown) => filter.check(filter.config.parse({ when: stored }), here).map((each) => each.code);
    expect(codes(undefined)).toEqual(['no-condition']);
    expect(codes(when)).toEqual([]);
    expect(codes(toStored(field('amount')))).toEqual(['wrong-type']);
    expect(codes(toStored(field('is_fraud')))).toEqual(['tainted-field']);
    expect(codes({ logic: { nonsense: [1] } })).toEqual(['unknown-operator']);
  });

  test('offers the whole condition with the field that was meant', () => {
    const wrong = toStored(call('gt', field('amuont'), number(500)));
    expect(filter.check({ when: wrong }, here)[0]).toMatchObject({ code: 'unknown-field', at: ['when'], field: 'amuont', fix: { at: ['when'], value: when } });
  });

  test('says what it does', () => {
    expect(filter.describe({ when }, here, 'en')).toBe('Only payments where amount is more than € 500');
    expect(filter.describe({ when }, here, 'zh')).toBe('只留金额大于 € 500 的付款');
    expect(filter.describe({}, here, 'en')).toBe('Keeps some of the payments');
  });

  test('leaves what it can’t read as it is', () => {
    const odd = { when: { logic: { nonsense: [{ var: 'amount' }] } } };
    expect(filter.rewrite(odd, { fields: { in: new Map([['amount', 'sum']]) } })).toEqual(odd);
  });

  test('follows the names of fields and value sets', () => {
    const both = { when: toStored(call('in', field('country'), { kind: 'set', id: 'risky' })) };
    expect(filter.references(both)).toEqual([
      { to: 'field', name: 'country', input: 'in', at: ['when'] },
      { to: 'set', id: 'risky', at: ['when'] },
    ]);
    expect(filter.rewrite(both, { fields: { in: new Map([['country', 'land']]) }, sets: new Map([['risky', 'far']]) })).toEqual({
      when: toStored(call('in', field('land'), { kind: 'set', id: 'far' })),
    });
  });
});
