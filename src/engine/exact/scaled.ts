import { productError } from './pairs.ts';

/**
 * Numbers as whole numbers of their smallest unit: 12.34 with two decimals is 1234. Small ones are a double, larger
 * ones three of them, the digits of the number to this base. Digits may be negative.
 */
export const base = 2 ** 52;

/** Numbers from here on may not fit 128 bits. */
const limit = 2 ** 127;

/**
 * The whole number nearest to x times the factor, taken exactly, halves away from zero. NaN stays NaN. Only right where
 * the size of the result is below `base`.
 */
export function nearest(x: number, factor: number): number {
  const product = x * factor;
  const below = Math.floor(product);
  const rest = product - below;
  if (rest < 0.5) return below + 0;
  return rest > 0.5 ? below + 1 : nearestToHalf(x, factor, product);
}

/** The product may have been rounded to a half. */
function nearestToHalf(x: number, factor: number, product: number): number {
  const error = productError(x, factor, product);
  return error > 0 || (error === 0 && product > 0)
    ? Math.floor(product) + 1
    : Math.floor(product) + (Number.isNaN(product) ? NaN : 0);
}

/**
 * Puts the three digits of the nearest whole number, lowest first, and tells whether it fits 128 bits; else they are 0.
 */
export function putDigits(x: number, factor: number, digits: Float64Array, at: number): boolean {
  const product = x * factor;
  digits[at] = digits[at + 1] = digits[at + 2] = 0;
  if (Math.abs(product) < base) {
    digits[at] = nearest(x, factor);
    return true;
  }
  if (Math.abs(product) > limit) return false;
  const rest = roundedAwayFrom(product, productError(x, factor, product));
  if (product === limit && rest >= 0) return false;
  if (product === -limit && rest < 0) return false;
  const high = Math.trunc(product / base);
  const higher = Math.trunc(high / base);
  const restHigh = Math.trunc(rest / base);
  let low = product - high * base;
  let middle = high - higher * base + restHigh;
  low += rest - restHigh * base;
  const carry = Math.trunc(low / base);
  low -= carry * base;
  middle += carry;
  const carryOn = Math.trunc(middle / base);
  digits[at] = low;
  digits[at + 1] = middle - carryOn * base;
  digits[at + 2] = higher + carryOn;
  return true;
}

/** The whole number nearest to the error of a whole product, so that halves of the two together go away from zero. */
function roundedAwayFrom(product: number, error: number): number {
  const sign = Math.sign(product);
  const size = error * sign;
  const below = Math.floor(size);
  return sign * (size - below >= 0.5 ? below + 1 : below);
}
