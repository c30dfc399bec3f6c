/** The candidate most like a word that was probably mistyped; undefined where none is nearer than `most` steps allow. */
export function closest(word: string, candidates: Iterable<string>, most = Infinity): string | undefined {
  const wanted = shortened(word);
  let least = Math.min(most, Math.max(1, Math.floor(wanted.length / 3))) + 1;
  let best: string | undefined;
  for (const candidate of candidates) {
    const offered = shortened(candidate);
    if (Math.abs(offered.length - wanted.length) >= least) continue;
    const steps = distance(wanted, offered);
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

const shortened = (word: string): string => word.slice(0, 200).toLowerCase();

/** How many letters to put in, leave out, change or swap with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(change, (last[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swapped ? (before[j - 2] ?? 0) + 1 : Infinity));
    }
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}
