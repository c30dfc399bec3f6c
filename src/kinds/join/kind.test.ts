import { describe, expect, test } from 'vitest';
import { around, logins, payments, streamOf, wiring } from '../testing.ts';
import { join } from './kind.ts';

const here = around({ left: payments, right: logins });
const settings = { on: [{ left: 'card', right: 'card' }], within: { before: '5m' }, mode: 'inner' as const };

describe('join', () => {
  test('has the fields of both, the key once, and the time of the pair', () => {
    const rows = join.flow(settings, here)['rows'];
    expect(rows?.fields.map((field) => field.name)).toEqual([
      'payment_id', 'paid_at', 'card', 'amount', 'country', 'phone', 'trusted', 'tags', 'is_fraud', 'at', 'device', 'is_new', 'joined_at',
    ]);
    expect(rows).toMatchObject({ time: 'joined_at', id: undefined, event: payments.event, bases: ['here'] });
    expect(rows?.fields.filter((field) => field.roles?.includes('time') || field.roles?.includes('id')).map((field) => field.name)).toEqual(['joined_at']);
  });

  test('tells fields of one name apart by the prefix, and of one label by the event', () => {
    const more = streamOf([{ name: 'country', type: 'text', label: { en: 'country', zh: '国家' } }, { name: 'at', type: 'time', roles: ['time'] }], 'logins', { event: logins.event });
    const fields = join.flow({ ...settings, prefix: 'login_' }, around({ left: payments, right: more }))['rows']?.fields ?? [];
    expect(fields.find((field) => field.name === 'login_country')?.label).toEqual({ en: 'country (login)', zh: '国家（登录）' });
  });

  test('an outer one may lack what is on the right', () => {
    const device = join.flow({ ...settings, mode: 'outer' }, here)['rows']?.fields.find((field) => field.name === 'at');
    expect(device).toMatchObject({ optional: true });
    expect(device).not.toHaveProperty('required');
  });

  test('compiles to an interval around the left row', () => {
    expect(join.steps({ ...settings, within: { before: '5m', after: '1h' } }, here, wiring).steps[0]).toMatchObject({
      op: 'join', left: ['before-left'], right: ['before-right'], on: settings.on, from: -300_000, to: 3_600_000, mode: 'inner', time: { name: 'joined_at', type: 'time' },
    });
    expect(join.steps({ ...settings, within: {} }, here, wiring).steps[0]).toMatchObject({ from: 0, to: 0 });
  });

  test('finds what is wrong', () => {
    const codes = (more: object) => join.check({ ...settings, ...more }, here).map((each) => each.code);
    expect(codes({})).toEqual([]);
    expect(codes({ on: [] })).toEqual(['no-key']);
    expect(codes({ on: [{ left: 'amount', right: 'card' }] })).toEqual(['key-types']);
    expect(codes({ on: [{ left: 'is_fraud', right: 'is_new' }] })).toEqual(['tainted-field']);
    expect(codes({ time: 'amount' })).toEqual(['name-taken']);
    expect(join.check({ ...settings, prefix: '' }, around({ left: payments, right: payments })).map(({ code, fix }) => [code, fix?.value])).toEqual([['name-taken', 'right_']]);
    expect(join.check(settings, around({ left: { ...payments, time: undefined }, right: logins })).map((each) => each.code)).toEqual(['no-time']);
  });

  test.each([
    [{ before: '5m' }, 'Pairs each payment with logins of the same card in the 5 minutes before', '每笔付款配上同一张卡前 5 分钟内的登录'],
    [{ after: '1h' }, 'Pairs each payment with logins of the same card in the 1 hour after', '每笔付款配上同一张卡后 1 小时内的登录'],
    [{ before: '5m', after: '5m' }, 'Pairs each payment with logins of the same card within 5 minutes', '每笔付款配上同一张卡前后 5 分钟内的登录'],
    [{}, 'Pairs each payment with logins of the same card at the same moment', '每笔付款配上同一张卡同一时刻的登录'],
  ])('says what it does: %j', (within, en, zh) => {
    expect(join.describe({ ...settings, within }, here, 'en')).toBe(en);
    expect(join.describe({ ...settings, within }, here, 'zh')).toBe(zh);
  });

  test('an outer one says that it keeps what has no partner', () => {
    expect(join.describe({ ...settings, mode: 'outer' }, here, 'en')).toMatch(/, or keeps it alone$/);
    expect(join.describe({ ...settings, mode: 'outer' }, here, 'zh')).toMatch(/，没有的也保留$/);
  });
});
