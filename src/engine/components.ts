import type { Step, StreamRef } from '../plan/plan.ts';
import { inputsOf, outputsOf } from '../plan/steps.ts';

/** The steps that rows connect, by their places in the plan. Rows that are set aside connect nothing. */
export function componentsOf(
  steps: readonly Step[],
  makerOf: (ref: StreamRef) => number | undefined,
  isAside: (ref: StreamRef) => boolean,
): readonly (readonly number[])[] {
  const groups = steps.map((_, at) => at);
  const rootOf = (at: number): number => {
    const parent = groups[at] ?? at;
    return parent === at ? at : rootOf(parent);
  };
  steps.forEach((step, at) => {
    for (const ref of inputsOf(step).flat()) {
      const maker = isAside(ref) ? undefined : makerOf(ref);
      if (maker !== undefined) groups[Math.max(rootOf(at), rootOf(maker))] = Math.min(rootOf(at), rootOf(maker));
    }
  });
  const members = new Map<number, number[]>();
  steps.forEach((_, at) => {
    const root = rootOf(at);
    const group = members.get(root);
    if (group === undefined) members.set(root, [at]);
    else group.push(at);
  });
  return [...members.values()];
}

/** The same for the steps of a plan as an engine runs it. */
export function partsOf(steps: readonly Step[]): readonly (readonly number[])[] {
  const makers = new Map(steps.flatMap((step, at) => outputsOf(step).map((ref) => [ref, at] as const)));
  const aside = new Set(steps.flatMap(({ op, id }) => (op === 'source' ? [`${id}.late`, `${id}.rejected`] : [])));
  return componentsOf(steps, (ref) => makers.get(ref), (ref) => aside.has(ref));
}

/** The sources that a part hangs on, which tell it from the others. */
export const nameOfPart = (sources: readonly string[]): string => JSON.stringify(sources.toSorted());
