import type { RuleEdge } from '../../graph/document.ts';
import { splitEnd } from '../../graph/document.ts';
import type { StreamRef } from '../../plan/plan.ts';
import { inputsOf, outputsOf } from '../../plan/steps.ts';
import { nodeName } from './collect.ts';
import { makerOf } from './inspect.ts';
import { isAlert } from './map.ts';
import type { PlanMap } from './map.ts';
import type { EdgeState, Explanation } from './model.ts';
import type { Followed } from './silence.ts';
import { arrived } from './trace.ts';
import type { Trace } from './trace.ts';

/**
 * Each node as the canvas shows it: on the way to the alert, visited besides, or not reached. `leading` are the streams
 * that lead to the alert; rows that took no part in it count as visitors only.
 */
export function statesOf(
  map: PlanMap,
  rows: readonly Followed[],
  traces: readonly Trace[],
  leading: ReadonlySet<StreamRef>,
): Pick<Explanation, 'nodes' | 'edges'> {
  const led = new Set<string>();
  const visited = new Set<string>();
  const ports = new Map<string, Set<string>>();
  const parts = takingPart(map, rows, traces);
  for (const trace of traces) {
    for (const step of map.steps) {
      const left = outputsOf(step).filter(
        (ref) => trace.at.has(ref) && (inputsOf(step).length === 0 || isOwn(map, step, trace)),
      );
      if (parts.has(trace.id) && left.some((ref) => leading.has(ref))) led.add(step.node);
      if (left.length > 0 || arrived(inputsOf(step).flat(), trace) !== undefined) visited.add(step.node);
    }
  }
  for (const { row } of rows)
    for (const visit of row.visits)
      for (const { id } of visit.ports) ports.set(visit.node, (ports.get(visit.node) ?? new Set()).add(id));
  const { document, nodes } = map.compilation.analysis;
  const edgeState = (node: string, edge: RuleEdge): EdgeState['state'] => {
    const wires = Object.values(nodes.get(node)?.edges ?? {}).flat();
    const wire = wires.find((each) => each.edge === edge);
    const ref = map.compilation.streams.get(wire?.node ?? '')?.[wire?.port ?? ''];
    const passing = ref === undefined ? [] : traces.filter(({ at }) => at.has(ref));
    if (ref === undefined || passing.length === 0) return 'unreached';
    return led.has(node) && leading.has(ref) && passing.some(({ id }) => parts.has(id)) ? 'led' : 'visited';
  };
  return {
    nodes: document.nodes.map((node) => ({
      node: node.id,
      kind: node.kind,
      name: nodeName(map, node.id),
      state: led.has(node.id) ? 'led' : visited.has(node.id) ? 'visited' : 'unreached',
      ports: [...(ports.get(node.id) ?? [])],
    })),
    edges: document.edges.map((edge) => ({
      from: edge.from,
      to: edge.to,
      state: edgeState(splitEnd(edge.to).node, edge),
    })),
  };
}

const isOwn = (map: PlanMap, step: PlanMap['steps'][number], trace: Trace): boolean =>
  makerOf(map, trace) === step || arrived(inputsOf(step).flat(), trace) !== undefined;

/** Rows that were sent on as an alert, and those that such were made of. */
function takingPart(map: PlanMap, rows: readonly Followed[], traces: readonly Trace[]): ReadonlySet<string> {
  const isDownward = rows.some(({ row }) => row.role === 'whole') || rows.length === 1;
  if (!isDownward) return new Set(traces.map(({ id }) => id));
  const part = new Set<string>();
  // What is made comes after what it is made of.
  for (const { details } of rows.toReversed()) {
    const isSent = map.steps.some((step) => isAlert(step) && details.trace.at.has(`${step.id}.sent`));
    const isPart = [...details.chains.values()].some(({ made }) => made.some((id) => part.has(id)));
    if (isSent || isPart) part.add(details.trace.id);
  }
  return part;
}
