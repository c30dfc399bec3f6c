/** Doubles with what rounding took from them: arithmetic that knows its own error. */

/** 2^27 + 1: parts a double in two halves whose products are exact. */
const splitter = 134_217_729;

/**
 * What a * b is more than the double that it gives. Exact while a and b stay below 2^900 and the product is not tiny.
 */
export function productError(a: number, b: number, product: number): number {
  const ca = splitter * a;
  const ah = ca - (ca - a);
  const al = a - ah;
  const cb = splitter * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}

/** What a + b is more than the double that it gives. */
export function sumError(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

const terms = new Float64Array(32);
let count = 0;

/** Starts a sum of doubles that is kept exactly. */
export function startSum(): void {
  count = 0;
}

/** Adds a double: what is held stays a list of doubles that do not overlap, the smallest first. */
function addTerm(term: number): void {
  let rest = term;
  let kept = 0;
  for (let index = 0; index < count; index += 1) {
    const other = terms[index] ?? 0;
    const sum = rest + other;
    const error = sumError(rest, other, sum);
    if (error !== 0) terms[kept++] = error;
    rest = sum;
  }
  if (rest !== 0) terms[kept++] = rest;
  count = kept;
}

/** Adds a product of two doubles. */
export function addProduct(a: number, b: number, scale: number): void {
  const product = a * b;
  const error = productError(a, b, product);
  if (error !== 0) addTerm(error * scale);
  addTerm(product * scale);
}

/** The sum as a double and what is left of it; `high` first, then `low`. */
export const total = { high: 0, low: 0 };

export function endSum(): void {
  let high = 0;
  let low = 0;
  for (let index = 0; index < count; index += 1) {
    const term = terms[index] ?? 0;
    const sum = high + term;
    low += sumError(high, term, sum);
    high = sum;
  }
  total.high = high + low;
  total.low = sumError(high, low, total.high);
}
