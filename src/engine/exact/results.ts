import { isAllowed } from '../../data/field.ts';
import { addProduct, endSum, productError, startSum, sumError, total } from './pairs.ts';
import { base } from './scaled.ts';
import { fits, quotientOf, rootOf, wholeOf } from './whole.ts';

/**
 * What is known exactly as the one double nearest to it. Where doubles with their errors leave open which one that is,
 * whole numbers decide. NaN is a result that left the range of numbers.
 */

/** Sums of one digit divide exactly by whole numbers up to here. */
export const smallBase = 2 ** 53;

/** The sum of scaled numbers, by its digits, over `unit * n`. */
export function meanOf(low: number, middle: number, high: number, unit: number, n: number): number {
  const divisor = unit * n;
  if (middle === 0 && high === 0 && divisor <= smallBase) return allowed(low / divisor);
  if (high === 0) {
    const top = middle * base + low;
    const topRest = sumError(middle * base, low, top);
    const quotient = top / divisor;
    const product = quotient * divisor;
    const rest =
      top - product - productError(quotient, divisor, product) + topRest - quotient * productError(unit, n, divisor);
    const correction = rest / divisor;
    const doubt = Math.abs(quotient) * 2 ** -97;
    const result = quotient + (correction + doubt);
    if (result === quotient + (correction - doubt)) return allowed(result);
  }
  const sum = wholeOf(low, middle, high);
  return fits(sum) ? allowed(quotientOf(sum, BigInt(unit) * BigInt(n))) : NaN;
}

/** NaN where it is too large or too small for a number. */
export const allowed = (value: number): number => (isAllowed(value) ? value + 0 : NaN);

/** Scaled numbers, as sums of them and of their squares, by their digits. */
export interface Moments {
  n: number;
  low: number;
  middle: number;
  high: number;
  squaresLow: number;
  squaresMiddle: number;
  squaresHigh: number;
}

/** n * (n - 1) is exact up to here. */
const mostExactPairs = 94_906_265;

/** The standard deviation of a sample of at least two. */
export function deviationOf(moments: Moments, unit: number): number {
  const { n, low, middle, high, squaresLow, squaresMiddle, squaresHigh } = moments;
  if (high !== 0 || squaresHigh !== 0 || n > mostExactPairs) return slowDeviation(moments, unit);
  const pairs = n * (n - 1);
  const divisor = pairs * (unit * unit);
  let top = n * squaresLow - low * low;
  let topRest = 0;
  const small = middle === 0 && squaresMiddle === 0 && n * squaresLow <= smallBase;
  if (!small) {
    startSum();
    addProduct(n, squaresLow, 1);
    if (squaresMiddle !== 0) addProduct(n, squaresMiddle, base);
    addProduct(-low, low, 1);
    if (middle !== 0) {
      addProduct(-2 * middle, low, base);
      addProduct(-middle, middle, base * base);
    }
    endSum();
    top = total.high;
    topRest = total.low;
  }
  if (top === 0) return 0;
  // The quotient with what it is off by, then its root with what that is off by.
  const ratio = top / divisor;
  const product = ratio * divisor;
  const divisorRest = productError(pairs, unit * unit, divisor);
  const ratioRest = (top - product - productError(ratio, divisor, product) + topRest - ratio * divisorRest) / divisor;
  const root = Math.sqrt(ratio);
  const square = root * root;
  const correction = (ratio - square - productError(root, root, square) + ratioRest) / (2 * root);
  const doubt = root * 2 ** -95;
  const result = root + (correction + doubt);
  return result === root + (correction - doubt) ? allowed(result) : slowDeviation(moments, unit);
}

function slowDeviation(
  { n, low, middle, high, squaresLow, squaresMiddle, squaresHigh }: Moments,
  unit: number,
): number {
  const sum = wholeOf(low, middle, high);
  const squares = wholeOf(squaresLow, squaresMiddle, squaresHigh);
  if (!fits(sum) || !fits(squares)) return NaN;
  const count = BigInt(n);
  const wide = BigInt(unit);
  return allowed(rootOf(count * squares - sum * sum, count * (count - 1n) * wide * wide));
}

