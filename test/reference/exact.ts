/** Numbers as whole numbers and back, each rounded once. */

const bits = new DataView(new ArrayBuffer(8));

/** The whole number nearest to x times 10^decimals, taken exactly; halves go away from zero. */
export function scaled(x: number, decimals: number): bigint {
  bits.setFloat64(0, Math.abs(x));
  const word = bits.getBigUint64(0);
  const exponent = Number(word >> 52n);
  const fraction = word & ((1n << 52n) - 1n);
  const whole = (exponent === 0 ? fraction : fraction | (1n << 52n)) * 10n ** BigInt(decimals);
  const shift = Math.max(exponent, 1) - 1075;
  const size = shift >= 0 ? whole << BigInt(shift) : ((whole >> BigInt(-shift - 1)) + 1n) >> 1n;
  return x < 0 ? -size : size;
}

/** Whether a signed number of 128 bits can hold it. */
export const fits = (value: bigint): boolean => BigInt.asIntN(128, value) === value;

const length = (value: bigint): number => value.toString(2).length;

/** The double nearest to p / q, for q above zero. */
export function quotient(p: bigint, q: bigint): number {
  if (p === 0n) return 0;
  const size = p < 0n ? -p : p;
  const shift = 70 - (length(size) - length(q));
  const [top, bottom] = shift >= 0 ? [size << BigInt(shift), q] : [size, q << BigInt(-shift)];
  // What is cut off is kept as a last bit that is set, so that halves are told from more than halves.
  const near = (top / bottom) * 2n + (top % bottom === 0n ? 0n : 1n);
  const value = Number(near) / 2 ** (shift + 1);
  return p < 0n ? -value : value;
}

/** The double nearest to the square root of p / q, for p from zero and q above zero. */
export function rootOfQuotient(p: bigint, q: bigint): number {
  if (p === 0n) return 0;
  const half = Math.ceil((140 - (length(p) - length(q))) / 2);
  const [top, bottom] = half >= 0 ? [p << BigInt(2 * half), q] : [p, q << BigInt(-2 * half)];
  const root = wholeRoot(top / bottom);
  const near = root * 2n + (root * root * bottom === top ? 0n : 1n);
  return Number(near) / 2 ** (half + 1);
}

/** The largest whole number whose square is not above the value. */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(length(value) / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
