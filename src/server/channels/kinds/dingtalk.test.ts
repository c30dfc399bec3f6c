import { expect, onTestFinished, test } from 'vitest';
import { bytesIn } from '../cut.ts';
import { dingtalkHook, dingtalkSecret, dingtalkServer } from '../testing/robots.ts';
import { alertOf, channelOf, digest, hostile, rendered, sent } from '../testing/sending.ts';
import { signature } from './dingtalk.ts';

const now = 1_760_000_000_000;
const channel = (more: object = {}) => channelOf({ type: 'dingtalk', webhook: dingtalkHook, secret: dingtalkSecret, ...more });

async function server(clock = (): number => now) {
  const found = await dingtalkServer(clock);
  onTestFinished(found.close);
  return found;
}

test('signs as DingTalk does', () => {
  expect(signature('SECthis is secret', '1700000000000')).toBe('Rtm2YK4Eu5oP8gxZgn2C87ziY6Py5sJyH4pcuwAafMU%3D');
});

test('writes a card in its language, the severity first', () => {
  expect(rendered(channel({ lang: 'zh' }), alertOf({ title: '卡 9031 使用 4 次', message: '十分钟内付款 4 笔', facts: [{ label: '卡号', value: '9031' }] })).text).toBe(
    ['### 🔴 [严重] 卡 9031 使用 4 次', '十分钟内付款 4 笔', '- **规则**: Too often（Cards）\n- **卡号**: 9031\n- **时间**: 9 October 2025 08:53:20 UTC', '[在 Ruleloom 中打开](https://rules.bank.example/#/live/cards)'].join('\n\n'),
  );
  expect(rendered(channel(), digest).text).toContain('- Low: 9,900 × Abroad (Cards)');
});

test('is taken by a server that checks it, whatever stands in the alert', async () => {
  const { url, taken } = await server();
  for (const title of hostile) expect(await sent(channel({ base: url }), alertOf({ title, message: title, rule: title, facts: [{ label: title, value: title }] }), now)).toEqual({ type: 'accepted' });
  const long = alertOf({ title: '长'.repeat(9000), message: '文'.repeat(30_000), facts: Array.from({ length: 50 }, () => ({ label: '项'.repeat(50), value: '值'.repeat(900) })) });
  expect(await sent(channel({ base: url }), long, now)).toEqual({ type: 'accepted' });
  expect(bytesIn(JSON.stringify(taken.at(-1)?.body))).toBeLessThan(20_000);
});

test('tells from the body, not from the status, what became of it', async () => {
  const { url } = await server();
  const outcome = async (more: object, at = now) => (await sent(channel({ base: url, ...more }), alertOf(), at)).type;
  expect(await outcome({ secret: 'another' })).toBe('never');
  expect(await outcome({ webhook: 'https://oapi.dingtalk.com/robot/send?access_token=gone' })).toBe('never');
  expect(await outcome({}, now - 2 * 3_600_000)).toBe('never');
  for (let count = 0; count < 20; count += 1) expect(await outcome({})).toBe('accepted');
  expect(await sent(channel({ base: url }), alertOf(), now)).toMatchObject({ type: 'later', after: 600_000 });
});

test('leads nowhere but to DingTalk', () => {
  expect(() => channel({ webhook: 'https://evil.example/robot/send?access_token=x' })).toThrow(/oapi\.dingtalk\.com/);
  expect(() => channel({ colour: 'red' })).toThrow(/colour/);
});
