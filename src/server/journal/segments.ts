import { open, readdir } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of a journal: each named after the number of its first entry, which stands in its head too. */

const magic = Buffer.from('RULEJRN1', 'latin1');
const digits = 16;
export const segmentHead = magic.length + 8;

const suffix = '.journal';
const named = new RegExp(`^\\d{${digits}}\\${suffix}$`);

export const segmentPath = (folder: string, first: number): string => join(folder, `${String(first).padStart(digits, '0')}${suffix}`);

/** The numbers of the first entries, ascending. */
export async function listSegments(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.filter((name) => named.test(name)).map((name) => Number(name.slice(0, digits))).sort((a, b) => a - b);
}

export async function createSegment(folder: string, first: number): Promise<FileHandle> {
  // One that a crash left without its head holds nothing.
  const handle = await open(segmentPath(folder, first), 'w');
  try {
    const head = Buffer.alloc(segmentHead);
    magic.copy(head);
    head.writeBigUInt64LE(BigInt(first), magic.length);
    await handle.write(head);
    await handle.sync();
    await syncFolder(folder);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export function beginsAs(bytes: Buffer, first: number): boolean {
  return bytes.length >= segmentHead && bytes.subarray(0, magic.length).equals(magic) && bytes.readBigUInt64LE(magic.length) === BigInt(first);
}

/** A file that is made or removed is only so for good once its folder is written. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
