import type { Chunks } from '../data/read/reading.ts';

const lineFeed = 10;

/** Hands on whole lines as they come, each chunk’s together; the next chunk is read once they were taken. */
export async function linesTo(chunks: Chunks, take: (lines: Uint8Array) => Promise<unknown>): Promise<void> {
  let rest: Uint8Array[] = [];
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(lineFeed);
    if (end === -1) {
      rest.push(chunk);
      continue;
    }
    const lines = Buffer.concat([...rest, chunk.subarray(0, end)]);
    rest = [chunk.subarray(end + 1)];
    if (lines.length > 0) await take(lines);
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) await take(last);
}
