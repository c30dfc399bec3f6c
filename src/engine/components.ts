import type { Step, StreamRef } from '../plan/plan.ts';
import { inputsOf } from '../plan/steps.ts';

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
