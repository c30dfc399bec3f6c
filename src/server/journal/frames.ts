import { crc32 } from 'node:zlib';

/**
 * How an entry lies in a segment: its length, a checksum of the rest, the group it was written in, and itself. A group
 * is what was made durable at once, so a whole frame of a later group proves that all earlier groups were durable.
 */
export const headBytes = 12;

/** A length beyond this is no length: what is read there is no frame. */
export const longestEntry = 256 * 1024 * 1024;

export interface Frame {
  readonly entry: Uint8Array;
  readonly group: number;
  /** The group ends with it. */
  readonly closes: boolean;
  /** Where the next one begins. */
  readonly end: number;
}

export function frameHead(entry: Uint8Array, group: number, closes: boolean): Uint8Array {
  const head = Buffer.allocUnsafe(headBytes);
  head.writeUInt32LE(entry.length, 0);
  head.writeUInt32LE(group * 2 + (closes ? 1 : 0), 8);
  head.writeUInt32LE(checksum(head.subarray(8), entry), 4);
  return head;
}

/** The frame that begins here; undefined where none does, be it for want of bytes or because they are damaged. */
export function frameAt(bytes: Buffer, start: number): Frame | undefined {
  if (start + headBytes > bytes.length) return undefined;
  const end = start + headBytes + bytes.readUInt32LE(start);
  if (end > bytes.length) return undefined;
  const entry = bytes.subarray(start + headBytes, end);
  if (bytes.readUInt32LE(start + 4) !== checksum(bytes.subarray(start + 8, start + headBytes), entry)) return undefined;
  return { entry, group: groupAt(bytes, start), closes: bytes.readUInt32LE(start + 8) % 2 === 1, end };
}

/** How many bytes the frame that begins here says it has; undefined where its head is cut off or says what can't be. */
export function saidLength(bytes: Buffer, start: number): number | undefined {
  if (start + headBytes > bytes.length) return undefined;
  const length = bytes.readUInt32LE(start);
  return length > longestEntry ? undefined : headBytes + length;
}

/** True where a whole frame of a group after this one lies anywhere behind: then this group had been durable. */
export function laterGroupBehind(bytes: Buffer, start: number, group: number): boolean {
  for (let at = start; at + headBytes <= bytes.length; at += 1) {
    if (groupAt(bytes, at) > group && saidLength(bytes, at) !== undefined && frameAt(bytes, at) !== undefined) return true;
  }
  return false;
}

const groupAt = (bytes: Buffer, start: number): number => bytes.readUInt32LE(start + 8) >>> 1;

/** Of no bytes at all the library gives 0, or what it was given, by where they would have been. */
const checksum = (group: Uint8Array, entry: Uint8Array): number => (entry.length === 0 ? crc32(group) : crc32(entry, crc32(group)));
