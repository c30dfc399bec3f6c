import { z } from '../../../data/zod.ts';
import type { AboutConnector } from './about.ts';

const settings = z.strictObject({});

export const webhook: AboutConnector<z.infer<typeof settings>> = {
  type: 'webhook',
  title: { en: 'Webhook', zh: 'Webhook 接收' },
  summary: {
    en: 'Others send events to this server: `POST /api/ingest/<graph>/<source>` with one event, a list, or one on each line. An `Idempotency-Key` makes a second sending of the same count once.',
    zh: '由对方把事件发到本服务器：`POST /api/ingest/<规则图>/<数据源>`，内容可以是一个事件、一个列表，或每行一个。带上 `Idempotency-Key`，重复发送也只计一次。',
  },
  settings,
  rewinds: {
    en: 'Nothing can be asked for again: a sender that was not answered has to send again, with the same key.',
    zh: '无法回头索取：没有得到应答的发送方需要用同一个键重新发送。',
  },
  example: { settings: {} },
};
