import { z } from '../../../data/zod.ts';
import { setting } from '../../../kinds/shared/settings.ts';
import { signature } from '../../outputs/webhook.ts';
import type { ChannelKind } from '../channel.ts';
import { accepted } from '../channel.ts';
import { letterOf } from '../letter.ts';
import { byStatus, post, secretSetting } from '../robots.ts';

const settings = z.strictObject({
  url: setting(z.url({ protocol: /^https?$/ }), { en: 'Address', zh: '地址' }, { en: 'Where each message is posted to.', zh: '每条消息 POST 到的地址。' }),
  headers: setting(z.record(z.string().regex(/^[!#$%&'*+.^_`|~\w-]+$/), z.string()).optional(), { en: 'Headers', zh: '请求头' }, { en: 'Sent along, such as `Authorization`.', zh: '随请求发送，例如 `Authorization`。' }),
  secret: secretSetting({ en: 'Signs the body: `Ruleloom-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`.', zh: '为内容签名：`Ruleloom-Signature: t=<秒>,v1=<"t.内容" 的 HMAC-SHA256，十六进制>`。' }),
});
type Settings = z.infer<typeof settings>;

/** A system of one’s own. */
export const webhook: ChannelKind<Settings> = {
  type: 'webhook',
  title: { en: 'Webhook', zh: 'Webhook' },
  summary: { en: 'Posts each message as JSON to an address of your own, signed. An answer of 2xx says that it was taken; 408, 429 and 5xx that it is to come again.', zh: '把每条消息以 JSON POST 到自己的地址，并签名。应答 2xx 表示已接收；408、429、5xx 会稍后重试。' },
  setUp: [{ en: 'Have the receiver check `Ruleloom-Signature` with the secret, and know by `Idempotency-Key` what it has had already.', zh: '接收方用密钥校验 `Ruleloom-Signature`，并用 `Idempotency-Key` 识别重复消息。' }],
  settings,
  limits: [{ messages: 300, per: 60_000 }],
  repeats: { en: 'Each message has an `Idempotency-Key` of its own, by which the receiver knows one that comes twice.', zh: '每条消息都有自己的 `Idempotency-Key`，接收方据此识别重复消息。' },
  sendsAgain: true,
  example: { url: 'https://cases.bank.example/ruleloom', headers: { Authorization: 'Bearer ${CASES_TOKEN}' }, secret: '${CASES_SECRET}' },

  render: (message, _settings, lang) => {
    const { title, text } = letterOf(message, lang);
    return { text: [title, text].filter((part) => part !== '').join('\n'), format: 'text', body: JSON.parse(JSON.stringify(message)) };
  },
  send: async ({ body }, { url, headers = {}, secret }, context) => {
    const text = JSON.stringify(body);
    const signed = secret === undefined ? {} : { 'ruleloom-signature': signature(secret, Buffer.from(text), context.now()) };
    const reply = await post(new URL(url), text, { 'content-type': 'application/json; charset=utf-8', ...headers, 'idempotency-key': context.id, ...signed }, context);
    return reply.status >= 200 && reply.status < 300 ? accepted : byStatus(reply);
  },
};
