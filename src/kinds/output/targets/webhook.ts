import { z } from '../../../data/zod.ts';
import { duration, setting } from '../../shared/settings.ts';
import type { AboutTarget } from './about.ts';

const settings = z.strictObject({
  url: setting(z.string().min(1).max(2000), { en: 'Address', zh: '地址' }, { en: 'The whole address; it lies below that of a connection.', zh: '完整网址，须在某个连接的地址之下。' }, { form: 'code' }),
  timeout: duration({ en: 'Time-out', zh: '超时' }, { en: 'How long an answer may take; `30s` where left out.', zh: '等待应答的时间，默认 `30s`。' }, '30s'),
});

export const webhook: AboutTarget<z.infer<typeof settings>> = {
  type: 'webhook',
  title: { en: 'Webhook', zh: 'Webhook 发送' },
  summary: {
    en: 'Calls an address with each row, as JSON, one after the other. With a secret in the connection the body is signed: `Ruleloom-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`.',
    zh: '把每一行以 JSON 依次 POST 到一个地址。连接里有密钥时会对内容签名：`Ruleloom-Signature: t=<秒>,v1=<"t.内容" 的 HMAC-SHA256，十六进制>`。',
  },
  settings,
  connection: 'http',
  repeats: {
    en: 'Each row has an `Idempotency-Key` of its own, by which the receiver knows one that comes twice.',
    zh: '每一行都有自己的 `Idempotency-Key`，接收方据此识别重复发送的行。',
  },
  example: {
    settings: { url: 'https://hooks.shop.example/ruleloom/offers' },
    connection: { type: 'http', base: 'https://hooks.shop.example/ruleloom', headers: { Authorization: 'Bearer ${HOOKS_TOKEN}' }, secret: '${HOOKS_SECRET}' },
  },
};
