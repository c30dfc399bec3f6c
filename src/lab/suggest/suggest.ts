import { zoneOf } from '../measure/catches.ts';
import { firstCandidates, mostTried, nextCandidates } from './candidates.ts';
import type { Curve, Goal, Outcome, SuggestOptions, Suggestion, Tried, TryOptions, Warning } from './model.ts';
import { observe } from './observe.ts';
import type { Threshold } from './thresholds.ts';
import { passesOf, tryValues } from './try-values.ts';
import type { Pass, Trying } from './try-values.ts';

/**
 * The value of a threshold that is best on the earlier 70 % of days, with what it comes to on the later 30 %. The values
 * themselves are looked at first, in a run of their own; then some are tried, and then those around the best of them.
 */
export async function suggest(trying: Trying, threshold: Threshold, options: SuggestOptions): Promise<Suggestion> {
  const [look = whole, roughly = whole, again = whole] = passesOf([1, mostTried, mostTried]);
  const observing = observe(trying.compilation.plan, threshold);
  const looked = await tryValues(trying, threshold, [threshold.value], options, look, observing);
  const observed = observing.values();
  const first = await tryValues(trying, threshold, firstCandidates(observed, threshold.value), options, roughly);
  const rough = bestOf(first.curve, options, threshold.value);
  const more = rough === undefined ? [] : nextCandidates(observed, first.curve.map(({ value }) => value), rough.value);
  const second = more.length === 0 ? undefined : await tryValues(trying, threshold, more, options, again);
  const curve = [...first.curve, ...(second?.curve ?? [])].sort((a, b) => a.value - b.value);
  const { split, days, labelled } = looked;
  const best = labelled && split !== undefined ? bestOf(curve, options, threshold.value) : undefined;
  const warnings: readonly (Warning | false)[] = [
    (!labelled || !curve.some(({ earlier }) => earlier.caughtYes + earlier.missedYes > 0)) && { code: 'no-labels' },
    split === undefined && { code: 'no-days' },
    best === undefined && options.alerts !== undefined && labelled && split !== undefined && { code: 'too-many-alerts', alerts: options.alerts },
    ...observing.silent().map(({ field, seen }): Warning => ({ code: seen ? 'never-varies' : 'never-seen', field })),
  ];
  return {
    threshold,
    goal: options.goal,
    best: warnings.some((warning) => warning !== false && warning.code === 'no-labels') ? undefined : best,
    present: curve.find(({ value }) => value === threshold.value),
    curve,
    split,
    zone: zoneOf(options.zone).name,
    days,
    warnings: warnings.filter((warning) => warning !== false),
  };
}

/** Precision against recall as a threshold moves, over all days: nothing is fitted, so there is nothing to hold back. */
export async function curveOf(trying: Trying, threshold: Threshold, options: TryOptions): Promise<Curve> {
  const [look = whole, roughly = whole] = passesOf([1, mostTried]);
  const observing = observe(trying.compilation.plan, threshold);
  const { labelled } = await tryValues(trying, threshold, [threshold.value], options, look, observing);
  if (!labelled) return { threshold, points: [] };
  const { curve } = await tryValues(trying, threshold, firstCandidates(observing.values(), threshold.value), options, roughly);
  return { threshold, points: curve.map(({ value, whole: outcome }) => ({ value, outcome })) };
}

const whole: Pass = { from: 0, to: 1 };

/** Of equals, the nearest to what stands there. */
function bestOf(curve: readonly Tried[], { goal, alerts = Infinity }: SuggestOptions, present: number): Tried | undefined {
  const allowed = curve.filter(({ earlier }) => earlier.alertsADay <= alerts);
  return allowed.reduce<Tried | undefined>((best, each) => (best === undefined || isBetter(each, best, goal, present) ? each : best), undefined);
}

function isBetter(one: Tried, other: Tried, goal: Goal, present: number): boolean {
  for (const [index, score] of scoresOf(one.earlier, goal).entries()) {
    const difference = score - (scoresOf(other.earlier, goal)[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return Math.abs(one.value - present) < Math.abs(other.value - present);
}

/** What is to be large; the first counts most. */
function scoresOf({ f1, recall, precision, cost }: Outcome, goal: Goal): readonly number[] {
  switch (goal) {
    case 'f1':
      return [f1 ?? 0];
    case 'recall':
      return [recall?.share ?? 0, precision?.share ?? 0];
    case 'cost':
      return [-(cost ?? 0)];
  }
}
