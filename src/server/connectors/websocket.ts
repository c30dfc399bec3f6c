import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import type { z } from '../../data/zod.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import { websocket as about } from '../../kinds/source/connectors/websocket.ts';
import { addressBelow } from '../connections/http-client.ts';
import { Trouble, troubleInWords } from '../connections/trouble.ts';
import { gatherBatches } from './batches.ts';
import type { Batches } from './batches.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { rowLines } from './row-lines.ts';

type Settings = z.infer<typeof about.settings>;

const openingTime = 30_000;
/** Bytes of a message. */
const longestMessage = 16 * 1024 * 1024;

/** Messages of a WebSocket: a row each, or a list of rows. */
export const websocket: ConnectorKind<Settings> = {
  ...about,

  run: async (asked, context) => {
    const { connections, signal, wait, report } = context;
    const connection = connections.named(asked.connection, 'http');
    const address = addressBelow(connection, asked.path ?? '');
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const batches = gatherBatches(context);
    const socket = new WebSocket(address, { headers: { ...connection.headers }, maxPayload: longestMessage, handshakeTimeout: openingTime });
    const ended = endOf(socket, signal);
    // Where it never opens, the reason is told by its end.
    ended.catch(() => undefined);
    takeMessages(socket, asked, batches, report);
    const over = new AbortController();
    const close = (): void => socket.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      await Promise.race([ended, watch(socket, milliseconds(asked.silence ?? '1m'), wait, AbortSignal.any([signal, over.signal]))]);
    } finally {
      over.abort();
      signal.removeEventListener('abort', close);
      socket.terminate();
    }
    await batches.flush();
  },
};

function takeMessages(socket: WebSocket, { first, rows }: Settings, batches: Batches, report: ConnectorContext['report']): void {
  socket.on('open', () => {
    report({ state: 'current' });
    if (first !== undefined) socket.send(first);
  });
  socket.on('message', (data: RawData) => {
    const lines = rowLines(textOf(data), rows);
    if (lines.length === 0) return;
    socket.pause();
    batches.add(lines).then(() => socket.resume(), () => socket.terminate());
  });
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}

/** Rejects with the reason where nobody asked for the end. */
function endOf(socket: WebSocket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let error: unknown;
    socket.on('error', (each) => (error = each));
    socket.on('close', (code, reason) => {
      if (signal.aborted) return resolve();
      if (error !== undefined) return reject(new Trouble(troubleInWords(error), { cause: error }));
      const said = reason.length === 0 ? '' : `: ${reason.toString('utf8')}`;
      reject(new Trouble({ en: `The other side has closed it (${code}${said})`, zh: `对方关闭了连接（${code}${said}）` }));
    });
  });
}

/** Rejects when the other side shows no more life. */
async function watch(socket: WebSocket, silence: number, wait: ConnectorContext['wait'], over: AbortSignal): Promise<never> {
  let alive = true;
  for (const sign of ['open', 'message', 'ping', 'pong'] as const) socket.on(sign, () => (alive = true));
  for (;;) {
    await wait(silence / 2);
    if (over.aborted) return new Promise(() => undefined);
    if (socket.readyState !== WebSocket.OPEN) continue;
    // Of one that has to wait until its messages are stored nothing can be heard.
    if (!alive && !socket.isPaused) throw new Trouble({ en: 'It gives no sign of life any more', zh: '对方已没有任何响应' });
    alive = false;
    socket.ping();
  }
}
