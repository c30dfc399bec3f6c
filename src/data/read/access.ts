import type { Chunks } from './reading.ts';
import { Unreadable } from './unreadable.ts';

/** A file that is read here and there: one of the page, of the disk, of a server that gives parts of files. */
export interface RandomAccess {
  readonly byteLength: number;
  slice(start: number, end: number): Promise<ArrayBuffer>;
}

/** What a table is read from: a file, of a page or of any other kind, or bytes as they come, from a response or any other stream. */
export type TableSource = Blob | RandomAccess | ReadableStream<Uint8Array> | Chunks;

export function asFile(source: TableSource): RandomAccess | undefined {
  if (typeof Blob !== 'undefined' && source instanceof Blob) {
    return { byteLength: source.size, slice: async (start, end) => source.slice(start, end).arrayBuffer() };
  }
  return 'byteLength' in source && 'slice' in source && !(source instanceof Uint8Array) ? source : undefined;
}

/** Not every page can iterate over a stream by itself. */
export function chunksFrom(source: TableSource): Chunks {
  const file = asFile(source);
  if (file !== undefined) return chunksOf(file);
  return 'getReader' in source ? chunksOfStream(source) : (source as Chunks);
}

async function* chunksOfStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The beginning tells what a file is; to ask for a part of a file takes its time, whatever its size. */
const firstPiece = 131_072;
const largestPiece = 1_048_576;
/** A browser hands on no more of a piece than about a megabyte while nobody takes it, so several are on their way at once. */
const mostAhead = 6;

/** All of a file, from its beginning. While a piece is looked at the next ones are read. */
async function* chunksOf(file: RandomAccess): AsyncGenerator<Uint8Array> {
  const ahead: Promise<Uint8Array>[] = [];
  const read = async (from: number, to: number): Promise<Uint8Array> => new Uint8Array(await file.slice(from, to));
  let [at, size] = [0, firstPiece];
  const goOn = (): void => {
    while (at < file.byteLength && ahead.length < mostAhead) {
      const to = Math.min(at + size, file.byteLength);
      const piece = read(at, to);
      // Who takes no more is told of no fault.
      piece.catch(() => undefined);
      ahead.push(piece);
      at = to;
      size = Math.min(2 * size, largestPiece);
    }
  };
  for (goOn(); ahead.length > 0; goOn()) {
    const chunk = await ahead.shift();
    goOn();
    if (chunk !== undefined) yield chunk;
  }
}

/** Bytes that come one after the other can be read here and there once they are all in memory; so many may be. */
export const mostCollected = 536_870_912;

/** What is in `chunks`, as a file. */
export async function collected(chunks: Chunks, most: number): Promise<RandomAccess> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > most) {
      const mb = Math.floor(most / 1_048_576);
      throw new Unreadable({
        en: `Excel, Parquet and ZIP files that come as a stream must fit into ${mb} MB: give the file itself, or the table as CSV`,
        zh: `以流的方式读取的 Excel、Parquet 和 ZIP 文件不能超过 ${mb} MB：请直接提供文件，或把表格转为 CSV`,
      });
    }
    parts.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { byteLength: size, slice: (start, end) => Promise.resolve(bytes.buffer.slice(start, end)) };
}
