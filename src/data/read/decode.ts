import type { Chunks } from './reading.ts';
import { damaged } from './unreadable.ts';

/** What stands in front of a reader: unpacking, and other encodings into UTF-8. */

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gbk', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

export const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b;

export async function* gunzip(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const unpacked = streamOf(chunks).pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await unpacked.read().catch((cause: unknown) => {
        throw damaged('gzip file', ' gzip 文件', cause);
      });
      if (done) return;
      yield value;
    }
  } finally {
    await unpacked.cancel().catch(() => undefined);
  }
}

function streamOf(chunks: Chunks): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = (async function* each() {
    yield* chunks;
  })();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await iterator.return(undefined);
    },
  });
}

/** Text in another encoding as UTF-8. What is no text there becomes what is none in UTF-8, so that its row is rejected. */
export async function* toUtf8(chunks: Chunks, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* chunks;
    return;
  }
  // GB 18030 reads all of GBK and more.
  const decoder = new TextDecoder(encoding === 'gbk' ? 'gb18030' : encoding);
  for await (const chunk of chunks) yield encode(decoder.decode(chunk, { stream: true }));
  yield encode(decoder.decode());
}

const encoder = new TextEncoder();
const unknown = '\ufffd';

function encode(text: string): Uint8Array {
  const bytes = encoder.encode(text);
  if (!text.includes(unknown)) return bytes;
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    if (bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) bytes[at] = 0xff;
  }
  return bytes;
}
