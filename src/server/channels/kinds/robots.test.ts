import { describe, expect, onTestFinished, test } from 'vitest';
import { bytesIn } from '../cut.ts';
import { feishuHook, feishuSecret, feishuServer, slackHook, slackServer, wecomHook, wecomServer } from '../testing/robots.ts';
import type { Robot } from '../testing/robots.ts';
import { alertOf, channelOf, digest, hostile, rendered, sent } from '../testing/sending.ts';
import { signature } from './feishu.ts';

const now = 1_760_000_000_000;
const long = alertOf({ title: '长'.repeat(9000), message: '文 & <b>'.repeat(9000), facts: Array.from({ length: 50 }, () => ({ label: '项'.repeat(50), value: '值'.repeat(900) })) });

/** What is said to be plain text is shown as it is. */
const withoutPlain = (_: string, value: unknown): unknown => (typeof value === 'object' && value !== null && Object.values(value).includes('plain_text') ? undefined : value);

async function serve(start: (now: () => number) => Promise<Robot>): Promise<Robot> {
  const found = await start(() => now);
  onTestFinished(found.close);
  return found;
}

describe.each([
  ['wecom', { webhook: wecomHook }, wecomServer],
  ['feishu', { webhook: feishuHook, secret: feishuSecret }, feishuServer],
  ['slack', { webhook: slackHook }, slackServer],
] as const)('%s', (type, settings, start) => {
  test('is taken by a server that checks it, whatever stands in the alert and however long it is', async () => {
    for (const message of [...hostile.map((text) => alertOf({ title: text, message: text, rule: text, facts: [{ label: text, value: text }] })), long, digest]) {
      const { url, taken, refused } = await serve(start);
      expect([await sent(channelOf({ type, ...settings, base: url }), message, now), refused]).toEqual([{ type: 'accepted' }, []]);
      expect(JSON.stringify(taken, withoutPlain)).not.toMatch(type === 'slack' ? /<@all>|<!channel>/ : /<@all>|<at id|\]\(https:\/\/evil/);
    }
  });

  test('says in the language of the channel how bad it is, first of all', () => {
    expect(rendered(channelOf({ type, ...settings, lang: 'zh' }), alertOf()).text).toMatch(/^(### )?🔴 \[严重\] Card 9031/);
    expect(rendered(channelOf({ type, ...settings }), digest).text).toMatch(/^(### )?🔴 \[Critical\] 9,981 more alerts/);
  });
});

test('WeCom: status 200 whatever is wrong; the body tells', async () => {
  const { url } = await serve(wecomServer);
  const channel = channelOf({ type: 'wecom', webhook: wecomHook, base: url });
  expect(await sent(channelOf({ type: 'wecom', webhook: `${wecomHook}x`, base: url }), alertOf(), now)).toMatchObject({ type: 'never', why: { zh: expect.stringContaining('机器人不存在') } });
  for (let count = 0; count < 20; count += 1) expect((await sent(channel, alertOf(), now)).type).toBe('accepted');
  expect(await sent(channel, alertOf(), now)).toMatchObject({ type: 'later', after: 60_000 });
  expect(bytesIn(rendered(channel, long).text)).toBeLessThanOrEqual(4096);
});

test('Feishu: signs as Feishu does, and knows what it says', async () => {
  expect(signature('demo', '1700000000')).toBe('8oT2n3SMKFfEnDoiwer8BUM/SjKLwe9SqoEIHlhDTKo=');
  const { url } = await serve(feishuServer);
  const outcome = async (more: object = {}) => (await sent(channelOf({ type: 'feishu', webhook: feishuHook, secret: feishuSecret, base: url, ...more }), alertOf(), now)).type;
  expect([await outcome({ secret: 'x' }), await outcome({ webhook: `${feishuHook}x` })]).toEqual(['never', 'never']);
  for (let count = 0; count < 5; count += 1) expect(await outcome()).toBe('accepted');
  expect(await outcome()).toBe('later');
});

test('Slack: knows what it says, and waits for as long as it asks', async () => {
  const { url } = await serve(slackServer);
  const outcome = (webhook = slackHook) => sent(channelOf({ type: 'slack', webhook, base: url }), alertOf(), now);
  expect(await outcome('https://hooks.slack.com/services/T0/B0/gone')).toMatchObject({ type: 'never' });
  expect(await outcome('https://hooks.slack.com/services/T0/B0/archived')).toMatchObject({ type: 'never' });
  for (let count = 0; count < 3; count += 1) expect(await outcome()).toEqual({ type: 'accepted' });
  expect(await outcome()).toMatchObject({ type: 'later', after: 30_000 });
});
