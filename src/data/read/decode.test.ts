import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { gunzip, isGzip, toUtf8 } from './decode.ts';
import type { Encoding } from './decode.ts';
import type { Chunks } from './reading.ts';

async function text(chunks: Chunks): Promise<string> {
  const decoder = new TextDecoder();
  let all = '';
  for await (const chunk of chunks) all += decoder.decode(chunk, { stream: true });
  return all + decoder.decode();
}

const pieces = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

const utf16 = (words: string, swap: boolean) => {
  const bytes = new Uint8Array(Buffer.from(words, 'utf16le'));
  return swap ? bytes.map((_, at) => bytes[at ^ 1] ?? 0) : bytes;
};

test('UTF-16 and GBK come out as UTF-8, wherever the chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 5 }), fc.boolean(), async (words, size, swap) => {
      const plain = words.replace(/^\ufeff/, '');
      expect(await text(toUtf8(pieces(utf16(plain, swap), size), swap ? 'utf-16be' : 'utf-16le'))).toBe(plain);
    }),
    runs(100),
  );
  const gbk = Uint8Array.from([0xd6, 0xd0, 0xb9, 0xfa, 44, 0xbd, 0xf0, 0xb6, 0xee]);
  for (const size of [1, 2, 3, 9]) expect(await text(toUtf8(pieces(gbk, size), 'gbk'))).toBe('中国,金额');
});

test('what is no text in its encoding is none in UTF-8 either', async () => {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const broken: readonly [Encoding, number[]][] = [['gbk', [97, 0xff, 98]], ['utf-16le', [0, 0xd8, 97, 0]]];
  for (const [encoding, bytes] of broken) {
    for await (const chunk of toUtf8([Uint8Array.from(bytes)], encoding)) {
      if (chunk.length > 0) expect(() => strict.decode(chunk)).toThrow(TypeError);
    }
  }
});

test('gzip is unpacked as it comes, and damage is told', async () => {
  const plain = 'a,b\n1,2\n'.repeat(5000);
  const packed = new Uint8Array(gzipSync(plain));
  expect(isGzip(packed)).toBe(true);
  expect(await text(gunzip(pieces(packed, 7)))).toBe(plain);
  await expect(text(gunzip([packed.subarray(0, 40)]))).rejects.toThrow('damaged or cut off');
  await expect(text(gunzip([Uint8Array.from([0x1f, 0x8b, 1, 2, 3])]))).rejects.toThrow('damaged or cut off');
});
