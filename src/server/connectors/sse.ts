import type { z } from '../../data/zod.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import { sse as about } from '../../kinds/source/connectors/sse.ts';
import { addressBelow, listen, unwelcome } from '../connections/http-client.ts';
import { Trouble } from '../connections/trouble.ts';
import { gatherBatches } from './batches.ts';
import type { Batches } from './batches.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { EventTooLong, eventStreamParser } from './event-stream.ts';
import type { StreamParser } from './event-stream.ts';
import { rowLines } from './row-lines.ts';

type Settings = z.infer<typeof about.settings>;

const usualRetry = 3000;
const answerTime = 30_000;

/** A server's stream of events, as browsers read it: it says itself after which event it is to go on. */
export const sse: ConnectorKind<Settings> = {
  ...about,

  run: async (asked, context) => {
    const { signal, position, wait } = context;
    const batches = gatherBatches(context);
    const parser = { current: eventStreamParser(typeof position === 'string' ? position : '') };
    while (!signal.aborted) {
      const body = await call(asked, context, parser.current.lastId());
      if (body === undefined) break;
      const retry = parser.current.retry();
      parser.current = eventStreamParser(parser.current.lastId());
      await takeAll(body, asked, parser.current, batches, context);
      await batches.flush();
      await wait(parser.current.retry() ?? retry ?? usualRetry);
    }
    await batches.flush();
  },
};

/** Undefined where the server says that there is no more to come. */
async function call({ connection: name, path }: Settings, { connections, signal, now }: ConnectorContext, lastId: string): Promise<ReadableStream<Uint8Array> | undefined> {
  const connection = connections.named(name, 'http');
  const headers = { accept: 'text/event-stream', 'cache-control': 'no-store', ...(lastId === '' ? {} : { 'last-event-id': Buffer.from(lastId, 'utf8').toString('latin1') }) };
  const response = await listen(connection, addressBelow(connection, path), { headers, timeout: answerTime, signal });
  if (response.status === 200 && /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '') && response.body !== null) return response.body;
  await response.body?.cancel();
  if (response.status === 204) return undefined;
  if (response.status !== 200) throw unwelcome(response.status, response.headers, now());
  throw new Trouble({ en: 'What answers there is no stream of events (text/event-stream)', zh: '对方的应答不是事件流（text/event-stream）' });
}

async function takeAll(body: ReadableStream<Uint8Array>, asked: Settings, parser: StreamParser, batches: Batches, { report, signal, wait }: ConnectorContext): Promise<void> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const reader = body.getReader();
  const heard = { lately: true, over: false };
  void endWhenSilent(reader, milliseconds(asked.silence ?? '2m'), heard, wait);
  report({ state: 'current' });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      heard.lately = true;
      const lines: string[] = [];
      for (const { type, data } of parser.push(decoder.decode(value, { stream: true }))) {
        if (asked.events === undefined || asked.events.includes(type)) lines.push(...rowLines(data, asked.rows));
      }
      const id = parser.lastId();
      if (lines.length > 0) await batches.add(lines, id === '' ? undefined : id);
    }
  } catch (error) {
    if (error instanceof EventTooLong) throw new Trouble({ en: 'An event is longer than 16 MB', zh: '有事件超过 16 MB' }, { cause: error });
    // A stream that breaks off is no more than one that ends: it goes on where it was.
    if (!(error instanceof TypeError)) throw error;
  } finally {
    heard.over = true;
    await reader.cancel().catch(() => undefined);
  }
}

async function endWhenSilent(reader: ReadableStreamDefaultReader<Uint8Array>, silence: number, heard: { lately: boolean; over: boolean }, wait: ConnectorContext['wait']): Promise<void> {
  while (heard.lately && !heard.over) {
    heard.lately = false;
    await wait(silence);
  }
  if (!heard.over) await reader.cancel().catch(() => undefined);
}
