/** Nought and up to three round numbers above it, the last at or above the most. */
export function ticksUpTo(most: number): readonly number[] {
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power));
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step);
}
