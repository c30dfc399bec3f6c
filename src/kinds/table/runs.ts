/**
 * Sets of positions as sorted stretches: [lo, hi, lo, hi ...], both ends included, none touching another. Most cells
 * are one stretch, so that thousands of them compare quickly.
 */
export type Runs = readonly number[];

export const nothing: Runs = [];

export const upTo = (size: number): Runs => (size === 0 ? nothing : [0, size - 1]);

/** Of stretches in any order, overlapping or not. */
export function union(all: readonly Runs[]): Runs {
  const pairs: [number, number][] = [];
  for (const runs of all) eachRun(runs, (lo, hi) => pairs.push([lo, hi]));
  pairs.sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [lo, hi] of pairs) {
    const last = merged.at(-1);
    if (last === undefined || lo > last + 1) merged.push(lo, hi);
    else if (hi > last) merged[merged.length - 1] = hi;
  }
  return merged;
}

export function intersection(a: Runs, b: Runs): Runs {
  const both: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [aHi, bHi] = [at(a, i + 1), at(b, j + 1)];
    const lo = Math.max(at(a, i), at(b, j));
    const hi = Math.min(aHi, bHi);
    if (lo <= hi) both.push(lo, hi);
    if (aHi <= bHi) i += 2;
    else j += 2;
  }
  return both;
}

export function meets(a: Runs, b: Runs): boolean {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [aHi, bHi] = [at(a, i + 1), at(b, j + 1)];
    if (at(a, i) <= bHi && at(b, j) <= aHi) return true;
    if (aHi <= bHi) i += 2;
    else j += 2;
  }
  return false;
}

/** What `a` has and `b` has not. */
export function without(a: Runs, b: Runs): Runs {
  const left: number[] = [];
  eachRun(a, (lo, hi) => {
    let from = lo;
    eachRun(b, (cutLo, cutHi) => {
      if (cutHi < from || cutLo > hi) return;
      if (cutLo > from) left.push(from, cutLo - 1);
      from = cutHi + 1;
    });
    if (from <= hi) left.push(from, hi);
  });
  return left;
}

/** Whether `a` has all of `b`. */
export function contains(a: Runs, b: Runs): boolean {
  let i = 0;
  for (let j = 0; j < b.length; j += 2) {
    while (i < a.length && at(a, i + 1) < at(b, j)) i += 2;
    if (i >= a.length || at(a, i) > at(b, j) || at(a, i + 1) < at(b, j + 1)) return false;
  }
  return true;
}

export const has = (runs: Runs, position: number): boolean => contains(runs, [position, position]);

export function eachRun(runs: Runs, visit: (lo: number, hi: number) => void): void {
  for (let i = 0; i < runs.length; i += 2) visit(at(runs, i), at(runs, i + 1));
}

/** Positions inside the array always hold a number. */
const at = (runs: Runs, index: number): number => runs[index] ?? -1;
