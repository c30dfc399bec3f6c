import { base } from './scaled.ts';

/** The slow way, with whole numbers of any size, for what doubles cannot decide. */

const wideBase = BigInt(base);

export const wholeOf = (low: number, middle: number, high: number): bigint =>
  BigInt(low) + wideBase * (BigInt(middle) + wideBase * BigInt(high));

/** Whether a signed number of 128 bits holds it. */
export const fits = (value: bigint): boolean => BigInt.asIntN(128, value) === value;

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** At least as many binary digits as the value has, and at most three more. */
const digitsOf = (value: bigint): number => value.toString(16).length * 4;

/** The double nearest to p / q, for q above zero. */
export function quotientOf(p: bigint, q: bigint): number {
  if (p === 0n) return 0;
  const shift = BigInt(Math.max(0, 80 - digitsOf(size(p)) + digitsOf(q)));
  const top = size(p) << shift;
  // A last digit that stands for all that is cut off, so that halves are told from more than halves.
  const digits = ((top / q) << 1n) | (top % q === 0n ? 0n : 1n);
  const value = Number(digits) * 2 ** -Number(shift + 1n);
  return p < 0n ? -value : value;
}

/** The double nearest to the root of p / q, for p from zero and q above zero. */
export function rootOf(p: bigint, q: bigint): number {
  if (p === 0n) return 0;
  const half = BigInt(Math.max(0, Math.ceil((160 - digitsOf(p) + digitsOf(q)) / 2)));
  const top = p << (2n * half);
  const root = wholeRoot(top / q);
  const digits = (root << 1n) | (root * root * q === top ? 0n : 1n);
  return Number(digits) * 2 ** -Number(half + 1n);
}

/** The largest whole number whose square is not above the value, by Newton's steps from above. */
function wholeRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil((digitsOf(value) + 1) / 2));
  for (let next = (root + value / root) >> 1n; next < root; next = (root + value / root) >> 1n) root = next;
  return root;
}
