import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/runs.ts';
import { fits, quotient, rootOfQuotient, scaled } from './exact.ts';

describe('scaled', () => {
  test.each([
    [0, 2, 0n], [1.005, 2, 100n], [1.115, 2, 111n], [0.125, 2, 13n], [-0.125, 2, -13n], [0.5, 0, 1n], [-2.5, 0, -3n],
    [0.49999999999999994, 0, 0n], [4503599627370497, 0, 4503599627370497n], [999999999999999, 9, 999999999999999000000000n],
    [123.45, 9, 123450000000n], [1e-15, 9, 0n], [5e-324, 9, 0n], [5e-10, 9, 1n],
  ])('%d with %d decimals', (x, decimals, whole) => {
    expect(scaled(x, decimals)).toBe(whole);
  });

  test('what has the decimals is what was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), fc.integer({ min: 0, max: 3 }), (whole, decimals) => {
        expect(scaled(Number(`${whole}e-${decimals}`), decimals)).toBe(BigInt(whole));
      }),
      runs(500),
    );
  });
});

test('a quotient is the nearest double', () => {
  expect(quotient(1n, 3n)).toBe(1 / 3);
  expect(quotient(-30n, 100n)).toBe(-0.3);
  expect(quotient(2n ** 53n + 1n, 1n)).toBe(2 ** 53);
  expect(quotient((2n ** 53n + 1n) * 10n ** 30n + 1n, 10n ** 30n)).toBe(2 ** 53 + 2);
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 1 }), (p, q) => {
      expect(quotient(BigInt(p), BigInt(q))).toBe(p / q || 0);
    }),
    runs(500),
  );
});

test('a root of a quotient is the nearest double', () => {
  expect(rootOfQuotient(2n, 1n)).toBe(Math.SQRT2);
  expect(rootOfQuotient(9n, 4n)).toBe(1.5);
  expect(rootOfQuotient(1n, 10n ** 18n)).toBe(1e-9);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 52 }), (p) => {
      expect(rootOfQuotient(BigInt(p), 1n)).toBe(Math.sqrt(p));
      expect(rootOfQuotient(BigInt(p) ** 2n, 10n ** 18n)).toBe(quotient(BigInt(p), 10n ** 9n));
    }),
    runs(500),
  );
});

test('128 bits hold from -2^127 to below 2^127', () => {
  expect([-(2n ** 127n), 2n ** 127n - 1n].every(fits)).toBe(true);
  expect([2n ** 127n, -(2n ** 127n) - 1n].some(fits)).toBe(false);
});
