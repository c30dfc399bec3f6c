/** Arrays that stand by numbers, of keys or texts, which grow. */

export type Numbers = Float64Array<ArrayBuffer>;
export type Codes = Int32Array<ArrayBuffer>;

/** The array, or a longer one that begins as it does; what is new is `fill`. */
export function grownNumbers(values: Numbers, length: number, fill = 0): Numbers {
  if (values.length >= length) return values;
  const grown = new Float64Array(Math.max(length, values.length * 2));
  grown.set(values);
  if (fill !== 0) grown.fill(fill, values.length);
  return grown;
}

export function grownCodes(values: Codes, length: number): Codes {
  if (values.length >= length) return values;
  const grown = new Int32Array(Math.max(length, values.length * 2));
  grown.set(values);
  return grown;
}

/** Above all of the keys. */
export const aboveAll = (keys: Int32Array): number => keys.reduce((limit, key) => Math.max(limit, key + 1), 0);
