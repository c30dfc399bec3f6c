import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import * as oracle from '../../../test/reference/exact.ts';
import { isAllowed } from '../../data/field.ts';
import { deviationOf, meanOf } from './results.ts';
import { base, nearest, putDigits } from './scaled.ts';
import { fits, quotientOf, rootOf, wholeOf } from './whole.ts';

/** Numbers near halves of the last digit, of all sizes, and such as rows hold. */
const hostile = fc.oneof(
  fc.tuple(fc.maxSafeInteger(), fc.integer({ min: -20, max: 6 })).map(([whole, power]) => Number(`${whole}e${power}`)),
  fc.tuple(fc.integer({ min: -100_000_000, max: 100_000_000 }), fc.integer({ min: 0, max: 10 }), fc.integer({ min: -1, max: 1 }))
    .map(([whole, decimals, off]) => Number(`${whole}.5e-${decimals}`) * (1 + off * Number.EPSILON)),
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 1e15, -1e15, 1e-15, 0.49999999999999994, 2 ** 52, 2 ** 52 - 0.5, 2 ** 51 + 0.5, 2 ** 127, -(2 ** 127), 2 ** 118 / 1e9),
);
const decimals = fc.integer({ min: 0, max: 9 });
const digits = new Float64Array(3);
const whole = (): bigint => wholeOf(digits[0] ?? 0, digits[1] ?? 0, digits[2] ?? 0);

describe('scaled', () => {
  test('as the plain way, whatever the number', () => {
    fc.assert(
      fc.property(hostile, decimals, (x, places) => {
        const factor = 10 ** places;
        const expected = oracle.scaled(x, places);
        expect(putDigits(x, factor, digits, 0)).toBe(oracle.fits(expected));
        expect(whole()).toBe(oracle.fits(expected) ? expected : 0n);
        for (const digit of digits) expect(Math.abs(digit)).toBeLessThanOrEqual(base);
        if (Math.abs(x * factor) < base) expect(nearest(x, factor) + 0).toBe(Number(expected));
      }),
      runs(3000),
    );
  });

  test('halves go away from zero, and only true halves', () => {
    expect([nearest(0.125, 100), nearest(-0.125, 100), nearest(1.005, 100), nearest(2.5, 1), nearest(-2.5, 1), nearest(NaN, 100)]).toEqual([13, -13, 100, 3, -3, NaN]);
  });

  test('128 bits hold from -2^127 to below 2^127', () => {
    expect([2 ** 127, -(2 ** 127), 2 ** 127 - 2 ** 74, 2 ** 128].map((x) => putDigits(x, 1, digits, 0))).toEqual([false, true, true, false]);
  });
});

const digit = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -base, max: base }), fc.constantFrom(base, -base, base - 1, 0, 1));

describe('results', () => {
  const orLost = (value: number, inside: boolean): number => (inside && isAllowed(value) ? value : NaN);

  test('sums and averages are the nearest double', () => {
    const few = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -(2 ** 22), max: 2 ** 22 }) });
    fc.assert(
      fc.property(digit, fc.oneof(fc.constant(0), digit), few, decimals, fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 2 ** 31 })), (low, middle, high, places, n) => {
        const sum = wholeOf(low, middle, high);
        const expected = oracle.quotient(sum, 10n ** BigInt(places) * BigInt(n));
        expect(meanOf(low, middle, high, 10 ** places, n)).toBe(orLost(expected, oracle.fits(sum)));
      }),
      runs(3000),
    );
  });

  test('ties between two doubles', () => {
    expect([meanOf(1, 2, 0, 1, 1), meanOf(-1, -2, 0, 1, 1), meanOf(3, 2, 0, 1, 1)]).toEqual([2 ** 53, -(2 ** 53), 2 ** 53 + 4].map((x) => (isAllowed(x) ? x : NaN)));
    expect(meanOf(1, 2, 0, 100, 1)).toBe(oracle.quotient(2n ** 53n + 1n, 100n));
    expect(meanOf(2 ** 50 + 1, 0, 0, 1, 2)).toBe(2 ** 49 + 0.5);
  });

  test('deviations are the nearest double', () => {
    const samples = fc.oneof(
      fc.array(hostile, { minLength: 2, maxLength: 6 }),
      fc.tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 12 })).map(([about, offs]) => offs.map((off) => about + off / 100)),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 20 }),
    );
    fc.assert(
      fc.property(samples, decimals, (values, places) => {
        const wholes = values.map((x) => oracle.scaled(x, places));
        const sum = wholes.reduce((a, b) => a + b);
        const squares = wholes.reduce((a, b) => a + b * b, 0n);
        fc.pre(oracle.fits(sum) && oracle.fits(squares));
        const n = wholes.length;
        const unit = 10n ** BigInt(places);
        const expected = oracle.rootOfQuotient(BigInt(n) * squares - sum * sum, BigInt(n) * BigInt(n - 1) * unit * unit);
        const [low, middle, high] = apart(sum);
        const [squaresLow, squaresMiddle, squaresHigh] = apart(squares);
        expect(deviationOf({ n, low, middle, high, squaresLow, squaresMiddle, squaresHigh }, 10 ** places)).toBe(orLost(expected, true));
      }),
      runs(3000),
    );
  });

  const apart = (value: bigint): readonly [number, number, number] => {
    const wide = BigInt(base);
    return [Number(value % wide), Number((value / wide) % wide), Number(value / wide / wide)];
  };

  test('out of 128 bits: lost', () => {
    expect(meanOf(0, 0, 2 ** 23, 1, 1_000_000_000)).toBe(NaN);
    expect(deviationOf({ n: 2, low: 0, middle: 0, high: 0, squaresLow: 0, squaresMiddle: 0, squaresHigh: 2 ** 23 }, 1e9)).toBe(NaN);
  });
});

test('the slow way is the nearest double too', () => {
  const big = fc.bigInt({ min: 0n, max: 2n ** 160n });
  fc.assert(
    fc.property(fc.oneof(big, fc.bigInt({ min: 0n, max: 1000n })), fc.oneof(big, fc.constant(1n)), (p, q) => {
      expect(quotientOf(p, q + 1n)).toBe(oracle.quotient(p, q + 1n));
      expect(quotientOf(-p, q + 1n) + 0).toBe(oracle.quotient(-p, q + 1n));
      expect(rootOf(p, q + 1n)).toBe(oracle.rootOfQuotient(p, q + 1n));
    }),
    runs(500),
  );
  expect([fits(2n ** 127n - 1n), fits(2n ** 127n), fits(-(2n ** 127n)), fits(-(2n ** 127n) - 1n)]).toEqual([true, false, true, false]);
});
