import { describe, expect, test } from 'vitest';
import { around, payments, streamOf, wiring } from '../testing.ts';
import { dedupe } from './kind.ts';

const here = around({ in: payments });
const settings = { key: ['card'], within: '1h' };

describe('dedupe', () => {
  test('lets the rows through as they are', () => {
    expect(dedupe.flow(settings, here)).toEqual({ rows: payments });
  });

  test('says what it does', () => {
    expect(dedupe.describe(settings, here, 'en')).toBe('Only the first payment of each card in 1 hour');
    expect(dedupe.describe(settings, here, 'zh')).toBe('每张卡在 1 小时内只留第一笔付款');
  });

  test('compiles to one step', () => {
    expect(dedupe.steps(settings, here, wiring)).toEqual({
      steps: [{ op: 'dedupe', id: 'here', node: 'here', input: ['before-in'], key: ['card'], period: 3_600_000 }],
      outputs: { rows: 'here' },
    });
  });

  test('wants a key, a period and a time', () => {
    const timeless = around({ in: { ...payments, time: undefined } });
    const codes = dedupe.check({ key: [], within: '0s' }, timeless).map((each) => each.code);
    expect(codes).toEqual(['no-key', 'no-duration', 'no-time']);
  });

  test('offers the column that is likely the time, in its source', () => {
    const [found] = dedupe.check(settings, around({ in: { ...payments, time: undefined } }));
    expect(found?.fix).toMatchObject({ node: 'payments', at: ['time'], value: 'paid_at' });
  });

  test('offers the field that was meant', () => {
    const [found] = dedupe.check({ key: ['crad'], within: '1h' }, here);
    expect(found).toMatchObject({ code: 'unknown-field', at: ['key', 0], field: 'crad', fix: { at: ['key', 0], value: 'card' } });
    expect(found?.message).toEqual({ en: 'There is no field “crad” here: did you mean “card”?', zh: '这里没有字段“crad”：是不是“卡”？' });
  });

  test('refuses a label and a list as a key', () => {
    const codes = dedupe.check({ key: ['is_fraud', 'tags', 'card', 'card'], within: '1h' }, here).map((each) => each.code);
    expect(codes).toEqual(['tainted-field', 'wrong-type', 'key-twice']);
  });

  test('a new one goes by the key of its rows', () => {
    expect(dedupe.blank(here).key).toEqual(['card']);
    expect(dedupe.blank(around({ in: streamOf([], 'x') })).key).toEqual([]);
  });
});
