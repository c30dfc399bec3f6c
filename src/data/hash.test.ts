import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { idOf, sha256 } from './hash.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('SHA-256', () => {
  test('of nothing, and of “abc”, is what the standard says', () => {
    expect(hex(sha256(new Uint8Array(0)))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(sha256(new TextEncoder().encode('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('is what Node says, for bytes of any length, wherever they lie in their buffer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(7), (bytes, offset) => {
        const buffer = new Uint8Array(bytes.length + offset);
        buffer.set(bytes, offset);
        expect(hex(sha256(buffer.subarray(offset)))).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
      runs(2000),
    );
  });
});

describe('ids', () => {
  test('depend on where one part ends and the next begins', () => {
    expect(idOf(['ab', 'c'])).not.toBe(idOf(['a', 'bc']));
    expect(idOf(['a', ''])).not.toBe(idOf(['a']));
    expect(idOf(['卡', '1'])).toMatch(/^[0-9a-f]{32}$/);
  });
});
