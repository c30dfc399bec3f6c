import type { Compilation } from '../../compile/compile.ts';
import type { FlowField } from '../../data/field.ts';
import type { Plan, StreamRef } from '../../plan/plan.ts';
import { rowsOfSteps } from '../../plan/rows.ts';
import { inputsOf, outputsOf, streamOf } from '../../plan/steps.ts';

/** Every stream of a run that can be looked at, with its fields and where these come from. */
export function fieldsByStream({ plan, analysis, streams }: Compilation): ReadonlyMap<StreamRef, readonly FlowField[]> {
  const rows = rowsOfSteps(plan.steps);
  const known = new Map<StreamRef, readonly FlowField[]>();
  for (const [node, ports] of streams) {
    for (const [port, ref] of Object.entries(ports)) known.set(ref, analysis.nodes.get(node)?.outputs[port]?.fields ?? []);
  }
  return new Map(
    plan.steps.flatMap((step) => {
      const arriving = Object.values(analysis.nodes.get(step.node)?.around.inputs ?? {}).flatMap(({ fields }) => fields);
      return outputsOf(step).map((ref) => {
        const fields = (rows.get(ref) ?? rows.get(streamOf(step, '')))?.fields ?? [];
        const meant = known.get(ref) ?? arriving;
        return [ref, fields.map((field) => ({ ...field, origins: meant.find(({ name }) => name === field.name)?.origins ?? [] }))] as const;
      });
    }),
  );
}

/** The part of a plan that the rows of these streams follow from. */
export function planUpTo(plan: Plan, streams: readonly StreamRef[]): Plan {
  const needed = new Set<StreamRef>(streams);
  const steps = plan.steps.toReversed().filter((step) => {
    if (!outputsOf(step).some((ref) => needed.has(ref))) return false;
    for (const ref of inputsOf(step).flat()) needed.add(ref);
    return true;
  });
  return { ...plan, steps: steps.reverse() };
}
