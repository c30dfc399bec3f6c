import { describe, expect, test } from 'vitest';
import { around, payments, wiring } from '../testing.ts';
import { window } from './kind.ts';
import type { ShapeConfig } from './shape.ts';

const here = around({ in: payments });
const settings = (shape: ShapeConfig, zone = 'UTC') => ({ key: ['card'], shape, zone, aggregates: [{ name: 'spent', fn: 'sum' as const, of: 'amount' }] });
const hourly = settings({ type: 'tumbling', size: '1h' });

describe('window', () => {
  test('gives rows of key, start, end and what they add up to', () => {
    const rows = window.flow(hourly, here)['rows'];
    expect(rows?.fields.map(({ name, type, optional }) => [name, type, optional])).toEqual([
      ['card', 'text', false], ['window_start', 'time', false], ['window_end', 'time', false], ['spent', 'number', true],
    ]);
    expect(rows?.fields.at(-1)?.label).toEqual({ en: 'total amount', zh: '金额合计' });
    expect(rows).toMatchObject({ time: 'window_end', event: { one: { en: 'summary', zh: '汇总' } }, bases: ['here'] });
  });

  test('remembers how long a text can be', () => {
    const magnitude = { most: 23, least: 0, grain: 0 };
    const long = { ...payments, fields: payments.fields.map((field) => (field.name === 'country' ? { ...field, magnitude } : field)) };
    const last = { ...hourly, aggregates: [{ name: 'where', fn: 'last' as const, of: 'country' }, { name: 'places', fn: 'distinct' as const, of: 'country' }] };
    expect(window.flow(last, around({ in: long }))['rows']?.fields.slice(-2).map((field) => field.magnitude)).toEqual([magnitude, undefined]);
  });

  test('sums of a label depend on it', () => {
    const fraud = { ...hourly, aggregates: [{ name: 'frauds', fn: 'count' as const, where: { logic: { '===': [{ var: 'is_fraud' }, true] } } }] };
    expect(window.flow(fraud, here)['rows']?.fields.at(-1)?.tainted).toBe(true);
    expect(window.check(fraud, here)).toEqual([]);
  });

  test.each<[ShapeConfig, object]>([
    [{ type: 'tumbling', size: '1h' }, { type: 'tumbling', size: { ms: 3_600_000 }, zone: 'Asia/Shanghai' }],
    [{ type: 'tumbling', size: '24h' }, { type: 'tumbling', size: { ms: 86_400_000 }, zone: 'Asia/Shanghai' }],
    [{ type: 'tumbling', size: '1d' }, { type: 'tumbling', size: { unit: 'day', count: 1 }, zone: 'Asia/Shanghai' }],
    [{ type: 'tumbling', size: '2w' }, { type: 'tumbling', size: { unit: 'week', count: 2 }, zone: 'Asia/Shanghai' }],
    [{ type: 'hopping', size: '1w', hop: '1d' }, { type: 'hopping', size: { unit: 'day', count: 7 }, hop: { unit: 'day', count: 1 }, zone: 'Asia/Shanghai' }],
    [{ type: 'session', gap: '30m' }, { type: 'session', gap: 1_800_000 }],
  ])('compiles %j', (shape, expected) => {
    expect(window.steps(settings(shape, 'Asia/Shanghai'), here, wiring).steps[0]).toMatchObject({ op: 'window', shape: expected });
  });

  test.each<[ShapeConfig, readonly string[]]>([
    [{ type: 'hopping', size: '24h', hop: '1m' }, []],
    [{ type: 'hopping', size: '24h', hop: '59s' }, ['hop-no-divisor']],
    [{ type: 'hopping', size: '24h', hop: '30s' }, ['hop-too-short']],
    [{ type: 'hopping', size: '1d', hop: '1h' }, ['hop-unlike-size']],
    [{ type: 'hopping', size: '1w', hop: '1d' }, []],
    [{ type: 'hopping', size: '1w', hop: '2d' }, ['hop-no-divisor']],
    [{ type: 'hopping', size: '1h', hop: '2h' }, ['hop-too-long']],
    [{ type: 'hopping', size: '1h', hop: '0s' }, ['no-duration']],
    [{ type: 'session', gap: '0s' }, ['no-duration']],
  ])('checks %j', (shape, codes) => {
    expect(window.check(settings(shape), here).map((each) => each.code)).toEqual(codes);
  });

  test('knows time zones', () => {
    const [found] = window.check(settings({ type: 'tumbling', size: '1d' }, 'Europe/Berln'), here);
    expect(found).toMatchObject({ code: 'unknown-zone', fix: { at: ['zone'], value: 'Europe/Berlin' } });
  });

  test('has no time since the last row', () => {
    const since = { ...hourly, aggregates: [{ name: 'since', fn: 'sincePrevious' as const }] };
    expect(window.check(since, here).map((each) => each.code)).toEqual(['not-in-window']);
  });

  test('one of summaries needs other names for its edges', () => {
    const summaries = window.flow(hourly, here)['rows'] ?? payments;
    const again = { key: ['window_start'], shape: { type: 'tumbling' as const, size: '1d' }, aggregates: [{ name: 'n', fn: 'count' as const }] };
    const [found] = window.check(again, around({ in: summaries }));
    expect(found).toMatchObject({ code: 'name-taken', at: ['start'], fix: { value: 'window_start_2' } });
  });

  test.each<[ShapeConfig, string, string]>([
    [{ type: 'tumbling', size: '1h' }, 'One summary of each card every hour', '每张卡每小时一条汇总'],
    [{ type: 'tumbling', size: '15m' }, 'One summary of each card every 15 minutes', '每张卡每 15 分钟一条汇总'],
    [{ type: 'hopping', size: '1h', hop: '5m' }, 'The last hour of each card summed up every 5 minutes', '每 5 分钟汇总一次每张卡最近 1 小时的付款'],
    [{ type: 'session', gap: '30m' }, 'One summary for each session of a card, which ends after 30 minutes of quiet', '每张卡每次会话一条汇总，静默 30 分钟即结束'],
  ])('says what it does: %j', (shape, en, zh) => {
    expect(window.describe(settings(shape), here, 'en')).toBe(en);
    expect(window.describe(settings(shape), here, 'zh')).toBe(zh);
  });
});
