import { z } from '../../data/zod.ts';
import type { ConnectorKind } from './connector.ts';

/** Others send events here; the server's own route takes them, so nothing is to be done but to be there. */
export const webhook: ConnectorKind<Record<string, never>> = {
  type: 'webhook',
  title: { en: 'Webhook', zh: 'Webhook 接收' },
  summary: {
    en: 'Others send events to this server: `POST /api/ingest/<graph>/<source>` with one event, a list, or one on each line. An `Idempotency-Key` makes a second sending of the same count once.',
    zh: '由对方把事件发到本服务器：`POST /api/ingest/<规则图>/<数据源>`，内容可以是一个事件、一个列表，或每行一个。带上 `Idempotency-Key`，重复发送也只计一次。',
  },
  settings: z.strictObject({}),
  rewinds: {
    en: 'Nothing can be asked for again: a sender that was not answered has to send again, with the same key.',
    zh: '无法回头索取：没有得到应答的发送方需要用同一个键重新发送。',
  },
  example: { settings: {} },
  run: (_, { report, signal }) => {
    report({ state: 'current' });
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  },
};
