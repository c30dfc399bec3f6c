import { describe, expect, test } from 'vitest';
import type { Row } from '../../data/field.ts';
import { runRow } from '../testing-run.ts';
import { around, flowField, payments, wiring } from '../testing.ts';
import { anomaly } from './kind.ts';

const here = around({ in: payments }, { node: 'odd-amount', name: { en: 'Odd amount', zh: '金额异常' } });
const settings = { key: ['card'], of: 'amount', within: '30d', method: 'z' as const, direction: 'above' as const, threshold: 3, score: 'deviation' };
type Settings = Parameters<typeof anomaly.describe>[0];

describe('anomaly', () => {
  test.each<[Partial<Settings>, string, string]>([
    [{}, 'Amount more than 3 deviations above each card’s 30-day average', '金额比每张卡近 30 天均值高出 3 个标准差以上'],
    [{ direction: 'below', threshold: 2.5 }, 'Amount more than 2.5 deviations below each card’s 30-day average', '金额比每张卡近 30 天均值低出 2.5 个标准差以上'],
    [{ direction: 'both', within: '1h' }, 'Amount more than 3 deviations away from each card’s 1-hour average', '金额偏离每张卡近 1 小时均值超过 3 个标准差'],
    [{ method: 'ratio' }, 'Amount more than 3 times each card’s 30-day average', '金额超过每张卡近 30 天均值的 3 倍'],
    [{ method: 'ratio', direction: 'below' }, 'Amount less than 1/3 of each card’s 30-day average', '金额不到每张卡近 30 天均值的 1/3'],
  ])('says how far: %j', (change, en, zh) => {
    expect(anomaly.describe({ ...settings, ...change }, here, 'en')).toBe(en);
    expect(anomaly.describe({ ...settings, ...change }, here, 'zh')).toBe(zh);
  });

  test('a ratio is never negative only where the number itself never is', () => {
    const score = (stream = payments) => anomaly.flow({ ...settings, method: 'ratio' }, around({ in: stream }))['match']?.fields.find(({ name }) => name === 'deviation');
    expect(score()?.min).toBe(0);
    expect(score({ ...payments, fields: [...payments.fields.filter(({ name }) => name !== 'amount'), flowField({ name: 'amount', type: 'number' })] })?.min).toBe(-1_000_000);
  });

  test('the baseline is of the moments before, and counts values only', () => {
    const { steps, outputs } = anomaly.steps(settings, here, wiring);
    expect(outputs).toEqual({ match: 'odd-amount.match', rest: 'odd-amount.rest' });
    expect(steps.map(({ op, id, node }) => [op, id, node])).toEqual([
      ['rolling', 'odd-amount:baseline', 'odd-amount'],
      ['project', 'odd-amount:score', 'odd-amount'],
      ['select', 'odd-amount', 'odd-amount'],
    ]);
    const [rolling] = steps;
    expect(rolling?.op === 'rolling' && rolling.features.map(({ fn, of, frame, window }) => [fn, of, frame, window])).toEqual([
      ['average', 'amount', 'before', 2_592_000_000],
      ['stddev', 'amount', 'before', 2_592_000_000],
      ['count', undefined, 'before', 2_592_000_000],
    ]);
  });

  /** A row as it comes out of the rolling step, then what the rest makes of it. */
  function run(change: Partial<Settings>, amount: number | null, average: number | null, spread: number | null, count: number) {
    const config: Settings = { ...settings, ...change };
    const { steps } = anomaly.steps(config, here, wiring);
    const baseline: Row = { odd_amount_average: average, odd_amount_spread: spread, odd_amount_count: count };
    const made = Object.keys(baseline).map((name) => flowField({ name, type: 'number' }));
    return runRow(steps.slice(1), { amount, ...(config.usual === undefined ? baseline : { [config.usual]: average, ...baseline }) }, { ...payments, fields: [...payments.fields.map((field) => ({ ...field, optional: true })), ...made] });
  }

  test('scores what there is a baseline for', () => {
    expect(run({}, 80, 50, 10, 10)).toMatchObject({ port: 'rest', row: { amount: 80, deviation: 3 } });
    expect(run({}, 80.01, 50, 10, 10)).toMatchObject({ port: 'match', row: { deviation: 3.001 }, reasons: ['Odd amount'] });
    expect(run({}, 500, 50, 10, 9)).toMatchObject({ port: 'rest', row: { deviation: null } });
    expect(run({ min: 5 }, 500, 50, 10, 5)).toMatchObject({ port: 'match', row: { deviation: 45 } });
    expect(run({}, 500, 50, 0, 10)).toMatchObject({ port: 'rest', row: { deviation: null } });
    expect(run({}, null, 50, 10, 10)).toMatchObject({ port: 'rest', row: { deviation: null } });
    expect(run({ direction: 'both' }, 10, 50, 10, 10)).toMatchObject({ port: 'match', row: { deviation: -4 } });
    expect(run({ direction: 'below' }, 90, 50, 10, 10)).toMatchObject({ port: 'rest' });
    expect(run({}, 1e15, 50, 1e-6, 10)).toMatchObject({ port: 'match', row: { deviation: 1_000_000 } });
  });

  test('as a multiple of the average', () => {
    expect(run({ method: 'ratio' }, 151, 50, null, 10)).toMatchObject({ port: 'match', row: { deviation: 3.02 } });
    expect(run({ method: 'ratio' }, 150, 50, null, 10)).toMatchObject({ port: 'rest', row: { deviation: 3 } });
    expect(run({ method: 'ratio', direction: 'below' }, 16, 50, null, 10)).toMatchObject({ port: 'match', row: { deviation: 0.32 } });
    expect(run({ method: 'ratio' }, 151, 0, null, 10)).toMatchObject({ port: 'rest', row: { deviation: null } });
  });

  test('leaves nothing of the way behind, and no value but the score and the usual', () => {
    expect(Object.keys(run({}, 80, 50, 10, 10).row).sort()).toEqual(['amount', 'deviation']);
    const fields = anomaly.flow({ ...settings, usual: 'usual_amount' }, here)['match']?.fields.slice(payments.fields.length);
    expect(fields).toMatchObject([
      { name: 'deviation', type: 'number', optional: true, label: { en: 'deviations of amount' } },
      { name: 'usual_amount', type: 'number', currency: 'EUR', optional: true, label: { en: 'usual amount', zh: '平时金额' } },
      { name: 'reasons' },
    ]);
  });

  test.each<[string, Partial<Settings>]>([
    ['no-key', { key: [] }],
    ['wrong-type', { of: 'country' }],
    ['unknown-field', { of: 'amuont' }],
    ['no-field', { of: '' }],
    ['no-duration', { within: '0s' }],
    ['bad-threshold', { threshold: 0 }],
    ['bad-threshold', { method: 'ratio', threshold: 1 }],
    ['name-taken', { score: 'card' }],
    ['tainted-field', { key: ['is_fraud'] }],
  ])('reports %s', (code, change) => {
    expect(anomaly.check({ ...settings, ...change }, here)).toMatchObject([{ code }]);
  });

  test('needs a time', () => {
    expect(anomaly.check(settings, around({ in: { ...payments, time: undefined } }))).toMatchObject([{ code: 'no-time' }]);
  });
});
