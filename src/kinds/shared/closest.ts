/** The candidate most like a word that was probably mistyped; undefined where none is near. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.slice(0, 200).toLowerCase();
  const furthest = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = furthest + 1;
  for (const candidate of candidates) {
    const offered = candidate.slice(0, 200).toLowerCase();
    if (Math.abs(offered.length - wanted.length) >= least) continue;
    const steps = distance(wanted, offered);
    if (steps < least) {
      least = steps;
      best = candidate;
    }
  }
  return best;
}

/** How many letters to put in, leave out, change or swap with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let steps = Math.min((last[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, (before[j - 2] ?? 0) + 1);
      next.push(steps);
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? 0;
}
