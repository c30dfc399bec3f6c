import type { Compilation } from '../../compile/compile.ts';
import { outputsOf } from '../../plan/steps.ts';
import type { StepState } from '../simulate/studies/step.ts';
import { edgeKey } from '../state/contract/session.ts';
import type { Reached, Told, ToldNode } from '../canvas/told.ts';

/** A moment of a run as the canvas tells it: the counts so far, and where the last event went. */
export function toldAtStep({ path, counts }: StepState, { analysis, streams, plan }: Compilation, step: number, slowly: boolean): Told {
  const touched = new Set(path);
  const inOrder = [...new Set(plan.steps.flatMap((each) => (outputsOf(each).some((stream) => touched.has(stream)) ? [each.node] : [])))];
  const isTouched = (node: string, port: string): boolean => touched.has(streams.get(node)?.[port] ?? `${node}.${port}`);
  const edges = new Map<string, Reached>();
  for (const { edges: into } of analysis.nodes.values()) {
    for (const { edge, node, port } of Object.values(into).flat()) edges.set(edgeKey(edge), isTouched(node, port) ? 'led' : 'visited');
  }
  const nodes = new Map<string, ToldNode>([...analysis.nodes.keys()].map((id) => [id, { state: inOrder.includes(id) ? 'led' : 'visited', ports: new Map(), values: [] }]));
  return { nodes, edges, moment: { counts, order: new Map(inOrder.map((node, at) => [node, at])), step, slowly } };
}
