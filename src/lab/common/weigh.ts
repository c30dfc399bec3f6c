/** How often something holds among the rows that were chosen, and among everyone else. */
export interface Held {
  readonly these: number;
  readonly others: number;
}

/** How many rows of both there are. */
export type Population = Held;

/** Of hundreds of conditions some look odd by chance alone: hence three deviations, where one condition would do with two. */
const z = 3;

/** Of so many tries so many came true: between these two lies, all but surely, how often it happens (Wilson). */
export function wilson(hits: number, tries: number): readonly [least: number, most: number] {
  if (tries === 0) return [0, 1];
  const share = hits / tries;
  const middle = share + z ** 2 / (2 * tries);
  const spread = z * Math.sqrt((share * (1 - share) + z ** 2 / (4 * tries)) / tries);
  const whole = 1 + z ** 2 / tries;
  return [Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)];
}

/** How many times as often it holds among these as among the others; undefined where it holds for none of the others. */
export function liftOf(held: Held, of: Population): number | undefined {
  if (held.others === 0) return undefined;
  return held.these / of.these / (held.others / of.others);
}

/**
 * How much it tells of these rows: the share of them that it surely holds for, times how many doublings more often than
 * among the others, both on the cautious side. So neither five rows of five win over 180 of 200, nor what nearly all
 * rows have over what only these have. Nothing where chance alone may explain it.
 */
export function weightOf(held: Held, of: Population): number {
  const [share] = wilson(held.these, of.these);
  const [, elsewhere] = wilson(held.others, of.others);
  return share <= elsewhere ? 0 : share * Math.log2(share / elsewhere);
}
