import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ChannelKind } from '../../src/server/channels/channel.ts';
import { channelReference } from '../../src/server/channels/reference.ts';
import { channelKinds } from '../../src/server/channels/registry.ts';
import { parseConfig } from '../../src/server/config.ts';
import { schemaOf } from '../../src/kinds/reference.ts';

const page = new URL('../../docs/channels.md', import.meta.url);

test('the page of channels says what they say of themselves (write it anew with npm run docs)', () => {
  const reference = channelReference();
  if (process.env['RULELOOM_WRITE'] === '1') writeFileSync(page, reference);
  expect(readFileSync(page, 'utf8')).toBe(reference);
});

/** Addresses as they would stand in the environment. */
const environment = {
  DINGTALK_WEBHOOK: 'https://oapi.dingtalk.com/robot/send?access_token=x', DINGTALK_SECRET: 'SECx', WECOM_WEBHOOK: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x',
  FEISHU_WEBHOOK: 'https://open.feishu.cn/open-apis/bot/v2/hook/x', FEISHU_SECRET: 'x', SLACK_WEBHOOK: 'https://hooks.slack.com/services/T/B/x', SMTP_PASSWORD: 'x',
  ALIYUN_KEY: 'x', ALIYUN_SECRET: 'x', TENCENT_ID: 'x', TENCENT_KEY: 'x', CASES_TOKEN: 'x', CASES_SECRET: 'x',
};
const parsed = (config: object | string) => parseConfig(typeof config === 'string' ? config : JSON.stringify(config), { path: 'ruleloom.config.json', folder: '.', environment });

test('the configuration on the page holds', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(channelReference()) ?? [];
  expect(Object.keys(parsed(example).channels)).toEqual(['fraud-group', 'on-duty', 'mail']);
});

describe.each(Object.entries<ChannelKind>(channelKinds).filter(([type]) => type !== 'inbox'))('%s', (name, { type, title, summary, setUp, repeats, settings, limits, example }) => {
  test('is called as it calls itself, has words in both languages, and its example holds', () => {
    expect(type).toBe(name);
    expect(limits.length).toBeGreaterThan(0);
    for (const { en, zh } of [title, summary, repeats, ...setUp]) expect([en.length, zh.length].every((length) => length > 1)).toBe(true);
    expect(parsed({ channels: { it: { type, ...example } } }).channels['it']?.kind.type).toBe(type);
  });

  test('has a name and a word of help for each setting, in both languages', () => {
    const properties = schemaOf(settings).properties ?? {};
    expect(Object.values(properties).map((each) => ({ ...each }))).toEqual(
      Object.values(properties).map(() => expect.objectContaining({ label: { en: expect.any(String), zh: expect.any(String) }, help: { en: expect.any(String), zh: expect.any(String) } })),
    );
  });
});
