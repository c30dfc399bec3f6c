import type { Share } from './model.ts';

/** The 97.5 % point of the normal distribution: between both ends lie 95 %. */
const z = 1.959963984540054;

/** Wilson's interval: sound for few cases too, and for shares near 0 and 1. Undefined where there is nothing to share. */
export function shareOf(part: number, whole: number): Share | undefined {
  if (whole <= 0) return undefined;
  const share = part / whole;
  const spread = (z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole))) / (1 + (z * z) / whole);
  const middle = (share + (z * z) / (2 * whole)) / (1 + (z * z) / whole);
  return { share, of: whole, low: Math.max(0, middle - spread), high: Math.min(1, middle + spread) };
}

/** Of sums, whose parts are of any size. */
export const shareOfSum = (part: number, whole: number): Share | undefined =>
  whole <= 0 ? undefined : { share: part / whole, of: whole, low: undefined, high: undefined };
