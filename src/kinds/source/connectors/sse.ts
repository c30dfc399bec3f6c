import { z } from '../../../data/zod.ts';
import { connectionName, duration, rowsPath, setting } from '../../shared/settings.ts';
import type { AboutConnector } from './about.ts';

const settings = z.strictObject({
  connection: connectionName,
  path: setting(z.string().min(1).max(2000), { en: 'Path', zh: '路径' }, { en: 'The stream, below the address of the connection.', zh: '连接地址之下的事件流路径。' }, { form: 'code' }),
  events: setting(z.array(z.string().min(1).max(200)).min(1).max(100).optional(), { en: 'Event names', zh: '事件名' }, { en: 'Only events of these names; all where left out. One without a name is called `message`.', zh: '只接收这些名称的事件，不填则全部接收；没有名称的事件叫 `message`。' }),
  rows: rowsPath,
  silence: duration({ en: 'Longest silence', zh: '最长静默' }, { en: 'After so long without a word, not even a comment, it calls anew; `2m` where left out.', zh: '超过这段时间没有任何内容（连注释也没有）就重新连接，默认 `2m`。' }, '2m'),
});

export const sse: AboutConnector<z.infer<typeof settings>> = {
  type: 'sse',
  title: { en: 'Event stream (SSE)', zh: '事件流（SSE）' },
  summary: {
    en: 'Listens to a stream of server-sent events. The data of an event is a row, or a list of rows, as JSON.',
    zh: '监听服务器推送的事件流（Server-Sent Events），每个事件的数据是一行或多行 JSON。',
  },
  settings,
  connection: 'http',
  rewinds: {
    en: 'Where the stream gives ids, it is asked to go on after the last one that was stored; whether it can is its own affair. Without ids, what is sent while nobody listens is missed.',
    zh: '事件流若带编号，会请求从最后存下的编号之后继续，能否续传取决于对方；没有编号时，断开期间的事件会错过。',
  },
  example: {
    settings: { connection: 'trades', path: '/stream', events: ['trade'] },
    connection: { type: 'http', base: 'https://stream.exchange.example/v1' },
  },
};
