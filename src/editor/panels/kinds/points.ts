/** Points on one scale with all others, as parts of its length: where nothing is, and where the bar begins and ends. */
export function barOf(
  points: number,
  all: readonly number[],
): { readonly zero: number; readonly from: number; readonly to: number } {
  const least = Math.min(0, ...all);
  const most = Math.max(0, ...all);
  const length = most - least;
  if (length === 0) return { zero: 0, from: 0, to: 0 };
  const at = (value: number): number => (value - least) / length;
  return { zero: at(0), from: at(Math.min(0, points)), to: at(Math.max(0, points)) };
}

export interface BandPart {
  /** By its place among the bands. */
  readonly index: number;
  /** Parts of the length of the scale. */
  readonly from: number;
  readonly to: number;
}

/** The scale that bands stand on: from the least to the most that a score can be, and all starts of bands within. */
export function scaleOf(
  starts: readonly (number | undefined)[],
  reach: { readonly min: number; readonly max: number },
): readonly [least: number, most: number] {
  const known = starts.filter((start) => start !== undefined);
  const least = Math.min(reach.min, ...known);
  const most = Math.max(reach.max, ...known);
  return least === most ? [least, least + 1] : [least, most];
}

/** Bands as parts of the scale. Those that are out of order overlap nothing and have no length. */
export function bandParts(
  starts: readonly (number | undefined)[],
  [least, most]: readonly [number, number],
): readonly BandPart[] {
  const at = (value: number): number => Math.min(1, Math.max(0, (value - least) / (most - least)));
  return starts.map((start, index) => {
    const from = index === 0 ? 0 : at(start ?? least);
    const next = starts[index + 1];
    return { index, from, to: Math.max(from, next === undefined ? 1 : at(next)) };
  });
}
