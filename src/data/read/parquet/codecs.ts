import type { CompressionCodec } from 'hyparquet';
import { broken } from './encodings.ts';

/** Unpacks a page into as many bytes as it says. */
export type Unpack = (packed: Uint8Array, length: number) => Promise<Uint8Array>;

/** The codec of nearly all files is at hand; others come when they are needed. */
export async function unpackerOf(codec: CompressionCodec): Promise<Unpack> {
  const exactly = (unpack: (packed: Uint8Array, length: number) => Uint8Array | Promise<Uint8Array>): Unpack => async (packed, length) => {
    const unpacked = length === 0 ? packed.subarray(0, 0) : await unpack(packed, length);
    return unpacked.length === length ? unpacked : broken('a page of another length');
  };
  switch (codec) {
    case 'UNCOMPRESSED':
      return exactly((packed) => packed);
    case 'SNAPPY':
      return exactly(snappy);
    case 'GZIP':
      return exactly(gzip);
    case 'ZSTD': {
      const { decompressZstd } = await import('hyparquet-compressors');
      return exactly((packed, length) => decompressZstd(packed, new Uint8Array(length)));
    }
    case 'BROTLI': {
      const { decompressBrotli } = await import('hyparquet-compressors');
      return exactly(decompressBrotli);
    }
    case 'LZ4': {
      const { decompressLz4 } = await import('hyparquet-compressors');
      return exactly(decompressLz4);
    }
    case 'LZ4_RAW': {
      const { decompressLz4Raw } = await import('hyparquet-compressors');
      return exactly(decompressLz4Raw);
    }
    case 'LZO':
      return broken('pages packed with LZO');
  }
}

async function gzip(packed: Uint8Array, length: number): Promise<Uint8Array> {
  const unpacked = new Uint8Array(length);
  let filled = 0;
  const reader = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return unpacked.subarray(0, filled);
      if (filled + value.length > length) broken('a page of another length');
      unpacked.set(value, filled);
      filled += value.length;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Literals and copies of what came before, in turn. */
export function snappy(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const byteAt = (place: number): number => packed[place] ?? broken('past the end of a page');
  const numberAt = (place: number, bytes: number): number => {
    let value = 0;
    for (let index = bytes - 1; index >= 0; index -= 1) value = value * 256 + byteAt(place + index);
    return value;
  };
  let at = 0;
  while (byteAt(at) >= 128) at += 1;
  at += 1;
  let filled = 0;
  while (at < packed.length) {
    const tag = byteAt(at);
    at += 1;
    const kind = tag & 3;
    if (kind === 0) {
      const more = Math.max(0, (tag >>> 2) - 59);
      const size = (more === 0 ? tag >>> 2 : numberAt(at, more)) + 1;
      at += more;
      if (size > packed.length - at || size > length - filled) broken('past the end of a page');
      out.set(packed.subarray(at, at + size), filled);
      at += size;
      filled += size;
      continue;
    }
    const size = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
    const back = kind === 1 ? (tag >>> 5) * 256 + byteAt(at) : numberAt(at, kind === 2 ? 2 : 4);
    at += kind === 1 ? 1 : kind === 2 ? 2 : 4;
    if (back === 0 || back > filled || size > length - filled) broken('a copy of what is not there');
    // Byte by byte: a copy may reach into itself.
    for (const stop = filled + size; filled < stop; filled += 1) out[filled] = out[filled - back] ?? 0;
  }
  return filled === length ? out : broken('a page of another length');
}
