import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, Trouble } from '../connections/trouble.ts';
import { syncFolder } from '../journal/segments.ts';

/** How the lines of a file are told apart: which are whole, and which rows they are of. */
export interface LineForm {
  /** What the file begins with. */
  readonly head: string;
  /** Where the last whole line ends; undefined where there is none. */
  readonly end: (tail: string) => number | undefined;
  /** The ids of the rows in whole lines. */
  readonly ids: (lines: string) => Iterable<string>;
}

export interface AppendedFile {
  /** Those of which no line is known. */
  readonly unknown: <T extends { readonly id: string }>(rows: readonly T[]) => readonly T[];
  /** Resolves when these lines are on the disk. */
  readonly append: (lines: Uint8Array, ids: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** So much of the end of a file is looked at: far more than what is sent at once. */
const tailLength = 8 * 1024 * 1024;
const mostKnown = 50_000;

const taken = new Set<string>();

/**
 * A file that lines are added to, each once: what a crash in the middle of a line left is cut off, and which rows are
 * there is read from its end. It may be moved away or emptied by others at any time.
 */
export async function appendTo(path: string, form: LineForm): Promise<AppendedFile> {
  if (taken.has(path)) throw new Trouble({ en: 'Another output writes to this file: choose another one', zh: '另一个输出正在写这个文件：请换一个文件' });
  taken.add(path);
  const known = new Set<string>();
  let opened: OpenFile | undefined;

  const remember = (ids: Iterable<string>): void => {
    for (const id of ids) known.add(id);
    for (const id of known) {
      if (known.size <= mostKnown) return;
      known.delete(id);
    }
  };
  const current = async (): Promise<OpenFile> => {
    if (opened !== undefined && (await isAsLeft(path, opened))) return opened;
    await opened?.handle.close();
    opened = undefined;
    const found = await openAtEnd(path, form);
    remember(found.ids);
    return (opened = found);
  };

  try {
    await current();
  } catch (error) {
    taken.delete(path);
    throw error;
  }
  return {
    unknown: (rows) => rows.filter(({ id }) => !known.has(id)),
    append: async (lines, ids) => {
      const file = await current();
      try {
        await writeAll(file.handle, lines, file.length);
        await file.handle.datasync();
      } catch (error) {
        // Half a line, or a line of which nobody knows whether it will last, must not stand before the next try.
        await file.handle.truncate(file.length).catch(() => undefined);
        throw error;
      }
      file.length += lines.length;
      remember(ids);
    },
    close: async () => {
      taken.delete(path);
      await opened?.handle.close();
    },
  };
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly number: bigint;
  readonly ids: readonly string[];
  length: number;
}

async function isAsLeft(path: string, { number, length }: OpenFile): Promise<boolean> {
  const now = await stat(path, { bigint: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  return now !== undefined && now.ino === number && now.size === BigInt(length);
}

async function openAtEnd(path: string, form: LineForm): Promise<OpenFile> {
  const handle = await open(path, 'r+').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return open(path, 'wx+');
    throw error;
  });
  try {
    const { size, ino: number } = await handle.stat({ bigint: true });
    const before = Number(size);
    const head = Buffer.from(form.head);
    const begins = await bytesAt(handle, 0, Math.min(head.length, before));
    if (!head.subarray(0, begins.length).equals(begins)) throw new Trouble({ en: 'The file has other columns than these rows: choose another one', zh: '文件的列与这些行不同：请换一个文件' });
    const from = Math.max(0, before - tailLength);
    // Each byte a character, so that places in the text are places in the file.
    const tail = (await bytesAt(handle, from, before - from)).toString('latin1');
    const end = before < head.length ? undefined : form.end(tail);
    if (end === undefined && from > 0) throw foreignEnd();
    const length = end === undefined ? head.length : from + end;
    if (length < before) await handle.truncate(length);
    if (before < length) await writeAll(handle, head, 0);
    await handle.sync();
    await syncFolder(dirname(path));
    return { handle, number, length, ids: [...form.ids(tail.slice(0, end ?? 0))] };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export const foreignEnd = (): Trouble => new Trouble({ en: 'The file ends in something that was not written here: choose another one', zh: '文件末尾有不是由这里写入的内容：请换一个文件' });

async function bytesAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, from);
  return bytes.subarray(0, bytesRead);
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
