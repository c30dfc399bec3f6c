import { describe, expect, test } from 'vitest';
import { boolean, call, field, number } from '../../logic/expr.ts';
import { toStored } from '../../logic/stored.ts';
import { around, logins, payments, wiring } from '../testing.ts';
import { sequence } from './kind.ts';

const here = around({ login: logins, pay: payments });
const login = { id: 'login', name: { en: 'login on a new device', zh: '新设备登录' }, when: toStored(field('is_new')), key: ['card'] };
const pay = { id: 'pay', name: { en: 'payment over € 500', zh: '付款超过 € 500' }, when: toStored(call('gt', field('amount'), number(500))), key: ['card'] };
const settings = { steps: [login, pay], within: '1h' };
const codes = (more: object) => sequence.check({ ...settings, ...more }, here).map((each) => `${each.code} ${each.at?.join('.')}`);

describe('sequence', () => {
  test('has an input for each step, called by its name', () => {
    expect(sequence.ports(settings).inputs).toEqual([{ id: 'login', label: login.name }, { id: 'pay', label: pay.name }]);
  });

  test('gives the last row, and the others under the id of their step', () => {
    const match = sequence.flow(settings, here)['match'];
    expect(match?.fields.map((each) => each.name)).toEqual([...payments.fields.map((each) => each.name), 'login.at', 'login.card', 'login.device', 'login.is_new']);
    expect(match).toMatchObject({ time: 'paid_at', id: undefined, event: payments.event, bases: ['here'] });
    expect(match?.fields.find((each) => each.name === 'login.device')).toMatchObject({ label: { en: 'device (login on a new device)', zh: '设备（新设备登录）' }, origins: [{ node: 'here', field: 'login.device' }] });
    expect(match?.fields.filter((each) => each.roles?.includes('time')).map((each) => each.name)).toEqual(['paid_at']);
  });

  test('keeps what it is told to, and always the time', () => {
    const kept = { ...settings, steps: [{ ...login, keep: ['device'] }, { ...pay, keep: ['amount'] }] };
    expect(sequence.flow(kept, here)['match']?.fields.map((each) => each.name)).toEqual(['paid_at', 'amount', 'login.device']);
  });

  test('of something that does not come has the time it was certain', () => {
    const missed = { ...settings, absent: true };
    const match = sequence.flow(missed, here)['match'];
    expect(match?.fields.map((each) => each.name)).toEqual(['at', 'card', 'device', 'is_new', 'missed_at']);
    expect(match).toMatchObject({ time: 'missed_at', event: logins.event });
    expect(sequence.steps(missed, here, wiring).steps[0]).toMatchObject({ absent: true, time: { name: 'missed_at', type: 'time' } });
  });

  test('compiles to one step with a part for each', () => {
    expect(sequence.steps({ ...settings, steps: [{ id: 'login', name: 'login', key: ['card'], keep: [] }, pay] }, here, wiring).steps[0]).toMatchObject({
      op: 'sequence', within: 3_600_000, absent: false,
      steps: [
        { input: ['before-login'], key: ['card'], when: boolean(true), fields: [] },
        { input: ['before-pay'], key: ['card'], when: call('gt', field('amount'), number(500)), fields: payments.fields.map(({ name }) => ({ name, field: { name } })) },
      ],
    });
  });

  test('finds what is wrong', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ steps: [login] })).toEqual(['too-few-steps steps']);
    expect(codes({ within: '0s' })).toEqual(['no-duration within']);
    expect(codes({ steps: [login, { ...pay, key: [] }] })).toEqual(['no-key steps.1.key']);
    expect(codes({ steps: [login, { ...pay, key: ['card', 'country'] }] })).toEqual(['key-lengths steps.1.key']);
    expect(codes({ steps: [login, { ...pay, key: ['amount'] }] })).toEqual(['key-types steps.1.key.0']);
    expect(codes({ steps: [login, { ...pay, when: toStored(field('is_fraud')) }] })).toEqual(['tainted-field steps.1.when']);
    expect(codes({ steps: [{ ...login, keep: ['devise'] }, pay] })).toEqual(['unknown-field steps.0.keep.0']);
    expect(codes({ steps: [login, login] })[0]).toBe('duplicate-id steps.1.id');
    expect(codes({ absent: true, time: 'device' })).toEqual(['name-taken time']);
  });

  test('an id of a step is no name of a field of the last', () => {
    const first = { ...login, id: 'amount' };
    const found = sequence.check({ ...settings, steps: [first, pay] }, around({ amount: logins, pay: payments }));
    expect(found.map((each) => each.code)).toEqual(['name-clash']);
  });

  test('says what it does', () => {
    expect(sequence.describe(settings, here, 'en')).toBe('Login on a new device, then payment over € 500 within 1 hour, for the same card');
    expect(sequence.describe(settings, here, 'zh')).toBe('同一张卡：1 小时内先新设备登录，再付款超过 € 500');
    expect(sequence.describe({ ...settings, absent: true }, here, 'en')).toBe('Login on a new device, but no payment over € 500 within 1 hour, for the same card');
    expect(sequence.describe({ ...settings, absent: true }, here, 'zh')).toBe('同一张卡：新设备登录之后 1 小时内没有付款超过 € 500');
  });
});
