import { describe, expect, test } from 'vitest';
import { around, payments, wiring } from '../testing.ts';
import { alert } from './kind.ts';

const here = around({ in: payments });
const settings = {
  severity: 'medium' as const,
  key: ['card'],
  title: { en: 'Card testing on {card}', zh: '{card} 疑似试卡' },
  message: '{amount} in {country}',
  once: '1h',
  channels: ['fraud desk'],
};

describe('alert', () => {
  test.each([
    [{}, 'Medium, once per card and hour', '中，每张卡每小时一次'],
    [{ severity: 'critical' as const, once: '1d' }, 'Critical, once per card and day', '严重，每张卡每天一次'],
    [{ severity: 'high' as const, once: '10m', key: ['card', 'country'] }, 'High, once per card, country and 10 minutes', '高，每张卡、每个国家每 10 分钟一次'],
    [{ once: undefined }, 'Medium, for every payment', '中，每笔付款都发'],
    [{ once: '7d' }, 'Medium, once per card and week', '中，每张卡每周一次'],
    [{ key: [] }, 'Medium, once per hour', '中，每小时一次'],
  ])('says how often: %j', (change, en, zh) => {
    const { once: _, ...never } = settings;
    const changed = 'once' in change && change.once === undefined ? never : { ...settings, ...change } as typeof settings;
    expect(alert.describe(changed, here, 'en')).toBe(en);
    expect(alert.describe(changed, here, 'zh')).toBe(zh);
  });

  test('its counts are outcomes: nothing flows on', () => {
    expect(alert.ports(settings).outputs.map((port) => [port.id, port.role])).toEqual([['sent', 'outcome'], ['held', 'outcome']]);
    expect(alert.flow(settings, here)).toEqual({});
  });

  test('compiles in the language of the graph', () => {
    expect(alert.steps(settings, { ...here, lang: 'zh' }, wiring)).toEqual({
      steps: [
        {
          op: 'alert', id: 'here', node: 'here', input: ['before-in'], severity: 'medium', key: ['card'],
          title: [{ field: 'card' }, ' 疑似试卡'],
          message: [{ field: 'amount' }, ' in ', { field: 'country' }],
          suppress: { period: 3_600_000 },
          channels: ['fraud desk'],
        },
      ],
      outputs: {},
    });
  });

  test.each([
    ['no-title', 'error', { title: ' ' }],
    ['unknown-field', 'error', { message: '{amuont}' }],
    ['template-unclosed', 'error', { message: '{amount' }],
    ['tainted-field', 'error', { message: '{is_fraud}' }],
    ['tainted-field', 'error', { key: ['is_fraud'] }],
    ['sensitive-in-text', 'hint', { title: 'Call {phone}' }],
    ['no-duration', 'error', { once: '0s' }],
    ['no-key', 'warning', { key: [] }],
    ['no-channel', 'hint', { channels: [] }],
    ['no-channel', 'error', { channels: [' '] }],
    ['channel-is-address', 'warning', { channels: ['https://example.com/hook'] }],
    ['channel-is-address', 'warning', { channels: ['desk@example.com'] }],
    ['channel-twice', 'warning', { channels: ['desk', 'desk'] }],
  ])('reports %s as %s', (code, severity, change) => {
    expect(alert.check({ ...settings, ...change }, here)).toMatchObject([{ code, severity }]);
  });

  test('holding back needs a time', () => {
    expect(alert.check(settings, around({ in: { ...payments, time: undefined } })).map(({ code }) => code)).toEqual(['no-time']);
  });

  test('a new one goes by the key and tells of key and amount', () => {
    expect(alert.blank(here)).toEqual({ severity: 'medium', key: ['card'], title: 'Check this payment', message: 'card {card}, amount {amount}', once: '1h', channels: [] });
    expect(alert.blank({ ...here, lang: 'zh' })).toMatchObject({ title: '请核查这笔付款', message: '卡 {card}，金额 {amount}' });
  });
});
