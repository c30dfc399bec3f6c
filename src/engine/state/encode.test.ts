import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { decode, encode } from './encode.ts';
import type { State } from './state.ts';

const { state } = fc.letrec<{ state: State }>((tie) => ({
  state: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null), fc.boolean(), fc.double(), fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', 'é', '卡', ''),
    fc.float64Array(), fc.int32Array(), fc.uint8Array(),
    fc.array(tie('state')), fc.dictionary(fc.string(), tie('state')),
  ),
}));

test('what is written is read again, wherever the bytes stand', () => {
  fc.assert(
    fc.property(state, fc.nat(9), (kept, shift) => {
      const bytes = encode(kept);
      const elsewhere = new Uint8Array(bytes.length + shift);
      elsewhere.set(bytes, shift);
      expect(decode(elsewhere.subarray(shift))).toStrictEqual(asPlain(kept));
    }),
    runs(300),
  );
});

/** Records of fast-check have no prototype. */
function asPlain(kept: State): State {
  if (Array.isArray(kept)) return kept.map(asPlain);
  if (kept === null || typeof kept !== 'object' || ArrayBuffer.isView(kept)) return kept;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, asPlain(value)]));
}

test('large texts and arrays', () => {
  const kept = { text: '卡a'.repeat(100_000), plain: 'x'.repeat(70_000), numbers: Float64Array.from({ length: 50_000 }, (_, index) => index / 3) };
  expect(decode(encode(kept))).toStrictEqual(kept);
});

test('a part of a snapshot, or anything else, is refused', () => {
  const bytes = encode([1, 'text', Float64Array.of(1, 2), { a: [true, null] }]);
  for (let length = 6; length < bytes.length; length += 1) expect(() => decode(bytes.subarray(0, length)), String(length)).toThrow('damaged');
  expect(() => decode(bytes.subarray(0, 3))).toThrow('not a snapshot');
  expect(() => decode(new Uint8Array(100))).toThrow('not a snapshot');
  expect(() => decode(bytes.with(5, 9))).toThrow('version 9');
  expect(() => decode(Uint8Array.from([...bytes, 0]))).toThrow('damaged');
});
