import { open, readdir, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../../data/hash.ts';
import { z } from '../../data/zod.ts';
import { codeOf, Trouble } from '../connections/trouble.ts';

/** A file that others write to: which one it is, how far it was read, and what it begins with. */

export const place = z.object({ file: z.string(), offset: z.int().min(0), head: z.object({ length: z.int().min(0), hash: z.string() }) });
export type Place = z.infer<typeof place>;

export interface OpenLog {
  readonly handle: FileHandle;
  readonly file: string;
}

const longestHead = 256;

export async function openLog(path: string): Promise<OpenLog> {
  const handle = await open(path);
  const info = await handle.stat({ bigint: true });
  if (!info.isFile()) {
    await handle.close();
    throw new Trouble({ en: `“${path}” is no ordinary file`, zh: `“${path}”不是普通文件` });
  }
  return { handle, file: `${info.dev}:${info.ino}` };
}

/** Undefined where there is none. */
export async function openLogIfThere(path: string): Promise<OpenLog | undefined> {
  try {
    return await openLog(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export async function placeIn({ handle, file }: OpenLog, offset: number): Promise<Place> {
  return { file, offset, head: await headOf(handle, Math.min(longestHead, offset)) };
}

/** Whether what was read up to there is still what the file begins with: an emptied file, or another of the same number, is not. */
export async function isStill({ handle }: OpenLog, { offset, head }: Place): Promise<boolean> {
  const { size } = await handle.stat();
  if (size < offset) return false;
  return (await headOf(handle, head.length)).hash === head.hash;
}

async function headOf(handle: FileHandle, length: number): Promise<Place['head']> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, 0);
  return { length, hash: Buffer.from(sha256(bytes.subarray(0, bytesRead)).subarray(0, 12)).toString('base64url') };
}

/** The file under whatever name it was moved away to, beside where it was. */
export async function findMoved(path: string, known: Place): Promise<OpenLog | undefined> {
  const folder = dirname(path);
  for (const name of await readdir(folder).catch(() => [])) {
    const info = await stat(join(folder, name), { bigint: true }).catch(() => undefined);
    if (info === undefined || !info.isFile() || `${info.dev}:${info.ino}` !== known.file) continue;
    const log = await openLog(join(folder, name));
    if (await isStill(log, known)) return log;
    await log.handle.close();
  }
  return undefined;
}

/** Which file the name stands for now; undefined where none. */
export async function fileNow(path: string): Promise<string | undefined> {
  try {
    const info = await stat(path, { bigint: true });
    return `${info.dev}:${info.ino}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
