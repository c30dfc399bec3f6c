import type { Compilation } from '../../compile/compile.ts';
import { componentsOf } from '../../engine/components.ts';
import type { Step } from '../../plan/plan.ts';
import { outputsOf } from '../../plan/steps.ts';

/**
 * What runs are made for: of a graph whose parts no row connects, those parts alone that hold a step which is asked
 * about. Nothing less would do, as sources that meet anywhere wait for each other.
 */
export function partOf(compilation: Compilation, isAsked: (step: Step) => boolean): Compilation {
  const { steps } = compilation.plan;
  const kept = new Set(partsOf(steps).flatMap((places) => (places.some((at) => isAskedAt(at)) ? places : [])));
  function isAskedAt(at: number): boolean {
    const step = steps[at];
    return step !== undefined && isAsked(step);
  }
  if (kept.size === steps.length) return compilation;
  return { ...compilation, plan: { ...compilation.plan, steps: steps.filter((_, at) => kept.has(at)) } };
}

/** By part, the places of its steps. Here rows that are set aside connect their outputs too. */
function partsOf(steps: readonly Step[]): readonly (readonly number[])[] {
  const makers = new Map(steps.flatMap((step, at) => outputsOf(step).map((ref) => [ref, at] as const)));
  return componentsOf(
    steps,
    (ref) => makers.get(ref),
    () => false,
  );
}
