import type { Observed } from './observe.ts';

/** So many values are tried in one run. */
export const mostTried = 32;

/** Rare rows are what rules are about: more values are tried where few rows lie beyond them. */
const tails = [0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.04, 0.07, 0.12, 0.2, 0.3, 0.4];
const parts = [...tails, 0.5, ...tails.map((tail) => 1 - tail)];

/** Every value where there are few, else round ones that lie well apart; always with the one that stands there. */
export function firstCandidates(observed: Observed | undefined, present: number): readonly number[] {
  if (observed === undefined) return rising([present, ...factors.map((factor) => rounded(present * factor))]);
  const { sorted, distinct } = observed;
  if (distinct.length <= mostTried) return rising([present, ...distinct]);
  return rising([present, ...parts.map((part) => rounded(sorted[Math.round(part * (sorted.length - 1))] ?? present))]);
}

/** Values between those on both sides of the best one. */
export function nextCandidates(observed: Observed | undefined, tried: readonly number[], best: number): readonly number[] {
  const at = tried.indexOf(best);
  const [low = best, high = best] = [tried[at - 1], tried[at + 1]];
  if (observed === undefined) {
    const step = (high - low) / 12;
    return rising(Array.from({ length: 11 }, (_, index) => rounded(low + (index + 1) * step))).filter((value) => !tried.includes(value));
  }
  const between = observed.distinct.filter((value) => value > low && value < high && value !== best);
  if (observed.distinct.length <= mostTried) return [...between];
  const some = Array.from({ length: Math.min(mostTried, between.length) }, (_, index) => rounded(between[Math.round((index * (between.length - 1)) / Math.max(1, Math.min(mostTried, between.length) - 1))] ?? best));
  return rising(some).filter((value) => !tried.includes(value));
}

const factors = [0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 1.1, 1.2, 1.5, 2, 3, 5, 10];

/** To the digits that a person would write. */
const rounded = (value: number): number => Number(value.toPrecision(3));

const rising = (values: readonly number[]): readonly number[] => [...new Set(values)].sort((a, b) => a - b);
