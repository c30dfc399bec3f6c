import { z } from '../../../data/zod.ts';
import { connectionName, duration, rowsPath, setting } from '../../shared/settings.ts';
import type { AboutConnector } from './about.ts';

const settings = z.strictObject({
  connection: connectionName,
  path: setting(z.string().max(2000).optional(), { en: 'Path', zh: '路径' }, { en: 'Below the address of the connection, whose `https` is `wss` here.', zh: '连接地址之下的路径；地址里的 `https` 在这里即 `wss`。' }, { form: 'code' }),
  first: setting(z.string().min(1).max(100_000).optional(), { en: 'First message', zh: '首条消息' }, { en: 'Sent once it is open, to subscribe.', zh: '连接打开后发送，用来订阅。' }, { form: 'lines' }),
  rows: rowsPath,
  silence: duration({ en: 'Longest silence', zh: '最长静默' }, { en: 'Who says nothing for so long, and does not answer a ping, is taken for dead; `1m` where left out.', zh: '超过这段时间没有消息、也不应答 ping，就视为已断开，默认 `1m`。' }, '1m'),
});

export const websocket: AboutConnector<z.infer<typeof settings>> = {
  type: 'websocket',
  title: { en: 'WebSocket', zh: 'WebSocket' },
  summary: {
    en: 'Listens to a WebSocket. Each message is a row, or a list of rows, as JSON.',
    zh: '监听 WebSocket，每条消息是一行或多行 JSON。',
  },
  settings,
  connection: 'http',
  rewinds: {
    en: 'Nothing can be had again: what is sent while nobody listens is missed.',
    zh: '无法回头索取：断开期间发送的内容会错过。',
  },
  example: {
    settings: { connection: 'trades', path: '/ws', first: '{"op":"subscribe","channel":"trades"}', rows: 'data' },
    connection: { type: 'http', base: 'https://stream.exchange.example/v1' },
  },
};
