import { createHmac } from 'node:crypto';
import { z } from '../../data/zod.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import { ask, liesBelow, parsedAddress, unwelcome } from '../connections/http-client.ts';
import { Trouble } from '../connections/trouble.ts';
import { duration, setting } from '../connectors/setting.ts';
import { nameOfRow, Refused } from './output.ts';
import type { OutputKind, SentRow } from './output.ts';
import { bodies } from './sent-body.ts';

const settings = z.strictObject({
  url: setting(z.string().min(1).max(2000), { en: 'Address', zh: '地址' }, { en: 'The whole address; it lies below that of a connection.', zh: '完整网址，须在某个连接的地址之下。' }),
  timeout: duration({ en: 'Time-out', zh: '超时' }, { en: 'How long an answer may take; `30s` where left out.', zh: '等待应答的时间，默认 `30s`。' }),
});
type Settings = z.infer<typeof settings>;

/** What a receiver answers about this one row. What is wrong with the address or the secret is no row's fault. */
const refusals = [400, 409, 413, 415, 422];

/** Each row to an address, signed. */
export const webhook: OutputKind<Settings> = {
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
  group: 1,
  example: {
    settings: { url: 'https://hooks.shop.example/ruleloom/offers' },
    connection: { type: 'http', base: 'https://hooks.shop.example/ruleloom', headers: { Authorization: 'Bearer ${HOOKS_TOKEN}' }, secret: '${HOOKS_SECRET}' },
  },

  open: (asked, context) => {
    const { connections, now, signal } = context;
    const address = parsedAddress(asked.url);
    if (address === null) throw new Trouble({ en: `“${asked.url}” is not an address`, zh: `“${asked.url}”不是网址` });
    const connection = connections.http(asked.url);
    if (!liesBelow(connection, address)) throw new Trouble({ en: `No connection leads to ${address.host}`, zh: `没有连接通往 ${address.host}` });
    const bodyOf = bodies(context);
    const timeout = milliseconds(asked.timeout ?? '30s');
    const post = async (row: SentRow): Promise<void> => {
      const body = bodyOf(row);
      const signed = connection.secret === undefined ? {} : { 'ruleloom-signature': signature(connection.secret, body, now()) };
      const headers = { 'content-type': 'application/json', 'idempotency-key': nameOfRow(context, row), ...signed };
      const { status, headers: answered } = await ask(connection, address, { method: 'POST', headers, body, timeout, signal });
      if (status >= 200 && status < 300) return;
      const why = unwelcome(status, answered, now());
      throw refusals.includes(status) ? new Refused(why.words) : why;
    };
    return Promise.resolve({
      send: async (rows) => {
        for (const row of rows) await post(row);
      },
      close: () => Promise.resolve(),
    });
  },
};

/** Whoever knows the secret can tell that the body is ours, and from when. */
export function signature(secret: string, body: Uint8Array, now: number): string {
  const seconds = Math.floor(now / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`;
}
