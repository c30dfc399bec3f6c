import { createHmac } from 'node:crypto';
import type { z } from '../../data/zod.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import { webhook as about } from '../../kinds/output/targets/webhook.ts';
import { ask, liesBelow, parsedAddress, unwelcome } from '../connections/http-client.ts';
import { Trouble } from '../connections/trouble.ts';
import { nameOfRow, Refused } from './output.ts';
import type { OutputKind, SentRow } from './output.ts';
import { bodies } from './sent-body.ts';

type Settings = z.infer<typeof about.settings>;

/** What a receiver answers about this one row. What is wrong with the address or the secret is no row's fault. */
const refusals = [400, 409, 413, 415, 422];

/** Each row to an address, signed. */
export const webhook: OutputKind<Settings> = {
  ...about,
  group: 1,

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
