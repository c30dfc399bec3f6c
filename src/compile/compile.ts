import { casesVersion } from '../data/case.ts';
import type { Problem } from '../data/problem.ts';
import { zonesVersion } from '../data/zones.ts';
import type { RuleDocument } from '../graph/document.ts';
import type { Compiled, Stream } from '../kinds/contract.ts';
import type { Plan, Step, StreamRef } from '../plan/plan.ts';
import { analyse } from './analyse.ts';
import type { Analysis, NodeAnalysis } from './analyse.ts';
import { zoneNamedIn } from './zone.ts';

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

/**
 * Compiles what can run. Whether a graph with problems may be deployed is for the caller to refuse. Of a compilation
 * from before an edit, what the edit does not concern is taken over. One that is hurried leaves out warnings that take
 * long to find.
 */
export function compile(document: RuleDocument, before?: Compilation, { hurried = false }: { readonly hurried?: boolean | undefined } = {}): Compilation {
  const analysis = analyse(document, before?.analysis, hurried);
  const zone = zoneNamedIn(document);
  const steps: Step[] = [];
  const outputs = new Map<string, Readonly<Record<string, StreamRef>>>();
  for (const id of analysis.order) {
    const node = analysis.nodes.get(id);
    if (node?.state !== 'sound' || node.read === undefined) continue;
    const compiled = compiledNode(node, node.read, outputs);
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
      ...(zone === undefined ? {} : { zone }),
      tables: { zones: zonesVersion, cases: casesVersion },
      steps,
    },
    notRun: document.nodes.filter((node) => analysis.nodes.get(node.id)?.state !== 'sound').map((node) => node.id),
  };
}

type Outputs = ReadonlyMap<string, Readonly<Record<string, StreamRef>>>;

/** What nodes compiled to, for as long as what is known of them is taken over from one analysis to the next. */
const remembered = new WeakMap<NodeAnalysis['around'], { readonly read: unknown; readonly inputs: string; readonly compiled: Compiled }>();

function compiledNode(node: NodeAnalysis, read: NonNullable<NodeAnalysis['read']>, outputs: Outputs): Compiled {
  const inputs = JSON.stringify(node.ports.inputs.map(({ id }) => inputsOf(node, id, outputs)));
  const known = remembered.get(node.around);
  if (known !== undefined && known.read === read && known.inputs === inputs) return known.compiled;
  const compiled = read.kind.steps(read.config, node.around, { input: (port) => inputsOf(node, port, outputs) });
  remembered.set(node.around, { read, inputs, compiled });
  return compiled;
}

function inputsOf(node: NodeAnalysis, port: string, outputs: Outputs): readonly StreamRef[] {
  const refs = (node.edges[port] ?? []).flatMap((wire) => outputs.get(wire.node)?.[wire.port] ?? []);
  return [...new Set(refs)];
}
