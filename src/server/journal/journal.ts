import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { frameAt, frameHead, headBytes, laterGroupBehind, longestEntry, saidLength } from './frames.ts';
import { beginsAs, createSegment, listSegments, segmentHead, segmentPath, syncFolder } from './segments.ts';

/** What happened, in order and for good. It knows nothing of what its entries mean. */
export interface Journal {
  /** The number of the next entry. */
  readonly next: () => number;
  /** The number of the oldest entry that is still there. */
  readonly oldest: () => number;
  /** The number of the first entry of each file, and how many bytes all of them have. */
  readonly starts: () => readonly number[];
  readonly bytes: () => number;
  /** Resolves with its number once the entry is durable, never before. Entries are durable in the order they were given. */
  readonly append: (entry: Uint8Array) => Promise<number>;
  /** What is durable by now, from this entry on. */
  readonly read: (from: number) => AsyncGenerator<Numbered>;
  /** Whole segments before this entry may go. */
  readonly forget: (before: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Numbered {
  readonly number: number;
  readonly entry: Uint8Array;
}

export interface JournalOptions {
  /** A segment that has reached this is followed by a new one. */
  readonly segmentBytes?: number | undefined;
}

/** What had been durable can’t be read any more. */
export class JournalDamaged extends Error {
  constructor(path: string, offset: number) {
    super(`The journal is damaged at byte ${offset} of ${path}: entries that had been stored can’t be read. Restore this file from a backup, or move the folder of the journal away to begin anew.`);
  }
}

/** After a write that failed nothing more is taken: what is on the disk is only known again once the journal was opened anew. */
export class JournalStopped extends Error {
  constructor(options?: ErrorOptions) {
    super('The journal takes no more entries', options);
  }
}

interface Waiting {
  readonly entry: Uint8Array;
  readonly resolve: (number: number) => void;
  readonly reject: (error: unknown) => void;
}

const chunkBytes = 1024 * 1024;

export async function openJournal(folder: string, { segmentBytes = 64 * 1024 * 1024 }: JournalOptions = {}): Promise<Journal> {
  await mkdir(folder, { recursive: true });
  const segments = await listSegments(folder);
  if (segments.length === 0) segments.push(0);
  const last = await openLast(folder, segments.at(-1) ?? 0);
  let { handle, size, next, group } = last;
  const closedBytes = new Map<number, number>();
  for (const first of segments.slice(0, -1)) closedBytes.set(first, (await stat(segmentPath(folder, first))).size);

  const queue: Waiting[] = [];
  let stopped: JournalStopped | undefined;
  let writing: Promise<void> | undefined;

  const stop = (cause: unknown): void => {
    stopped ??= new JournalStopped({ cause });
    for (const { reject } of queue.splice(0)) reject(stopped);
  };

  const writeGroup = async (waiting: readonly Waiting[]): Promise<void> => {
    if (size >= segmentBytes) {
      const following = await createSegment(folder, next);
      await handle.close();
      handle = following;
      closedBytes.set(segments.at(-1) ?? 0, size);
      size = segmentHead;
      segments.push(next);
    }
    group += 1;
    size += await writeAll(handle, waiting.flatMap(({ entry }, index) => [frameHead(entry, group, index === waiting.length - 1), entry]), size);
    await handle.datasync();
  };

  const write = async (): Promise<void> => {
    while (queue.length > 0) {
      const waiting = queue.splice(0);
      try {
        await writeGroup(waiting);
      } catch (error) {
        queue.unshift(...waiting);
        stop(error);
      }
      for (const { resolve } of stopped === undefined ? waiting : []) {
        resolve(next);
        next += 1;
      }
    }
    // Here and not when the promise is told of: whoever hears of the last entry may append the next one before that.
    writing = undefined;
  };

  return {
    next: () => next,
    oldest: () => segments[0] ?? next,
    starts: () => segments,
    bytes: () => [...closedBytes.values()].reduce((sum, each) => sum + each, size),
    append: (entry) =>
      new Promise((resolve, reject) => {
        if (stopped !== undefined) return reject(stopped);
        if (entry.length > longestEntry) return reject(new RangeError(`An entry of ${entry.length} bytes is too long for the journal`));
        queue.push({ entry, resolve, reject });
        writing ??= write();
      }),
    async *read(from) {
      const until = next;
      for (const [index, first] of segments.entries()) {
        const following = segments[index + 1] ?? until;
        if (following <= from || first >= until) continue;
        yield* entriesOf(folder, first, Math.max(from, first), Math.min(following, until));
      }
    },
    forget: async (before) => {
      let removed = false;
      while ((segments[1] ?? Infinity) <= before) {
        const first = segments.shift() ?? 0;
        await rm(segmentPath(folder, first));
        closedBytes.delete(first);
        removed = true;
      }
      if (removed) await syncFolder(folder);
    },
    close: async () => {
      await writing;
      stop(undefined);
      await handle.close();
    },
  };
}

interface Last {
  readonly handle: FileHandle;
  readonly size: number;
  readonly next: number;
  readonly group: number;
}

/** The segment that goes on being written, cut off behind its last whole frame: what lies there was never durable. */
async function openLast(folder: string, first: number): Promise<Last> {
  const path = segmentPath(folder, first);
  const bytes = await bytesIfThere(path);
  if (bytes === undefined || bytes.length < segmentHead) {
    return { handle: await createSegment(folder, first), size: segmentHead, next: first, group: 0 };
  }
  if (!beginsAs(bytes, first)) throw new JournalDamaged(path, 0);
  let [size, next, group, closed] = [segmentHead, first, 0, true];
  for (let frame = frameAt(bytes, size); frame !== undefined; frame = frameAt(bytes, size)) {
    size = frame.end;
    next += 1;
    ({ group, closes: closed } = frame);
  }
  const broken = closed ? group + 1 : group;
  if (size < bytes.length && laterGroupBehind(bytes, size, broken)) throw new JournalDamaged(path, size);
  const handle = await open(path, 'r+');
  await handle.truncate(size);
  await handle.sync();
  return { handle, size, next, group };
}

async function bytesIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function* entriesOf(folder: string, first: number, from: number, until: number): AsyncGenerator<Numbered> {
  const path = segmentPath(folder, first);
  const handle = await open(path, 'r');
  try {
    let bytes: Buffer = Buffer.alloc(0);
    let [offset, at, number] = [0, 0, first];
    const more = async (wanted: number): Promise<boolean> => {
      const chunk = Buffer.allocUnsafe(Math.max(chunkBytes, wanted));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, offset + bytes.length);
      bytes = Buffer.concat([bytes.subarray(at), chunk.subarray(0, bytesRead)]);
      offset += at;
      at = 0;
      return bytesRead > 0;
    };
    await more(segmentHead);
    if (!beginsAs(bytes, first)) throw new JournalDamaged(path, 0);
    at = segmentHead;
    while (number < until) {
      const frame = frameAt(bytes, at);
      if (frame === undefined) {
        const missing = at + (saidLength(bytes, at) ?? headBytes) - bytes.length;
        if (missing > 0 && (await more(missing))) continue;
        throw new JournalDamaged(path, offset + at);
      }
      if (number >= from) yield { number, entry: frame.entry };
      number += 1;
      at = frame.end;
    }
  } finally {
    await handle.close();
  }
}

/** Writes all of the parts at this place; how many bytes they are. */
async function writeAll(handle: FileHandle, parts: readonly Uint8Array[], at: number): Promise<number> {
  const bytes = Buffer.concat(parts);
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, at + written);
    written += bytesWritten;
  }
  return written;
}
