/** How many times as often as usual properties are tried: `RULELOOM_RUNS=50`. */
export const longer = Number(process.env['RULELOOM_RUNS'] ?? 1);

/** How often a property is tried, with the same values at every run, or, with `RULELOOM_SEED=2`, with others. */
export const runs = (count: number, seed = 1): { readonly seed: number; readonly numRuns: number } => ({
  seed: Number(process.env['RULELOOM_SEED'] ?? seed),
  numRuns: count * longer,
});
