import { casesVersion } from '../data/case.ts';
import type { Problem } from '../data/problem.ts';
import { zonesVersion } from '../data/zones.ts';
import type { RuleDocument } from '../graph/document.ts';
import type { Stream } from '../kinds/contract.ts';
import type { Plan, Step, StreamRef } from '../plan/plan.ts';
import { analyse } from './analyse.ts';
import type { Analysis, NodeAnalysis } from './analyse.ts';

export interface Compilation {
  readonly analysis: Analysis;
  /** The rows at each output, by node and port. */
  readonly fields: ReadonlyMap<string, Readonly<Record<string, Stream>>>;
  readonly problems: readonly Problem[];
  /** Everything that is sound and has only sound nodes upstream. */
  readonly plan: Plan;
  /** The stream of the plan that each output gives, by node and port. */
  readonly streams: ReadonlyMap<string, Readonly<Record<string, StreamRef>>>;
  /** Nodes that the plan leaves out: broken ones, and all that is downstream of one. */
  readonly notRun: readonly string[];
}

/** Compiles what can run. Whether a graph with problems may be deployed is for the caller to refuse. */
export function compile(document: RuleDocument): Compilation {
  const analysis = analyse(document);
  const steps: Step[] = [];
  const outputs = new Map<string, Readonly<Record<string, StreamRef>>>();
  for (const id of analysis.order) {
    const node = analysis.nodes.get(id);
    if (node?.state !== 'sound' || node.read === undefined) continue;
    const compiled = node.read.kind.steps(node.read.config, node.around, { input: (port) => inputsOf(node, port, outputs) });
    steps.push(...compiled.steps);
    outputs.set(id, compiled.outputs);
  }
  return {
    analysis,
    fields: new Map([...analysis.nodes].map(([id, node]) => [id, node.outputs])),
    problems: analysis.problems,
    streams: outputs,
    plan: {
      format: 'ruleloom/plan',
      version: 1,
      graph: document.id,
      lang: document.lang ?? 'en',
      tables: { zones: zonesVersion, cases: casesVersion },
      steps,
    },
    notRun: document.nodes.filter((node) => analysis.nodes.get(node.id)?.state !== 'sound').map((node) => node.id),
  };
}

function inputsOf(node: NodeAnalysis, port: string, outputs: ReadonlyMap<string, Readonly<Record<string, StreamRef>>>): readonly StreamRef[] {
  const refs = (node.edges[port] ?? []).flatMap((wire) => outputs.get(wire.node)?.[wire.port] ?? []);
  return [...new Set(refs)];
}
