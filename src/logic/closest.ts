import { editDistance } from './formula/names.ts';

/** The name most like one that was probably mistyped. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const wanted = name.slice(0, 100).toLowerCase();
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let best: string | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const steps = editDistance(wanted, candidate.slice(0, 100).toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}
