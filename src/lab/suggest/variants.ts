import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import type { AlertStep, Inputs, Plan, Step, StreamRef } from '../../plan/plan.ts';
import { inputsOf, outputsOf } from '../../plan/steps.ts';
import { withThreshold } from './thresholds.ts';
import type { Threshold } from './thresholds.ts';

/**
 * One plan in which a node and all that is downstream of it stand several times over, each time with another value of a
 * threshold. What is upstream runs once for all of them; so alerts, and what is held back of them, are those that the graph
 * would give with each value, at the price of one run and of the steps after the threshold.
 */
export interface Variants {
  readonly plan: Plan;
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly value: number;
  /** The streams of rows that the threshold decides over. */
  readonly hits: readonly StreamRef[];
  /** The alerts downstream, as steps of the plan. */
  readonly alerts: readonly AlertStep[];
}

/** Values with which the graph has errors are left out. */
export function planOfVariants(compilation: Compilation, threshold: Threshold, values: readonly number[]): Variants {
  const { plan } = compilation;
  const affected = downstreamOf(plan.steps, threshold.node);
  const shared = leadingTo(plan.steps, affected);
  const variants: Variant[] = [];
  const copies: Step[] = [];
  for (const value of values) {
    const own = compile(withThreshold(compilation.analysis.document, threshold, value), compilation, { hurried: true });
    if (!own.streams.has(threshold.node)) continue;
    const steps = [...downstreamOf(own.plan.steps, threshold.node)].filter(({ op }) => op !== 'output');
    const rename = renamer(steps, variants.length);
    const renamed = steps.map((step) => readingFrom({ ...step, id: rename(step.id) }, rename));
    copies.push(...renamed);
    variants.push({
      value,
      hits: hitsOf(own, threshold).map(rename),
      alerts: renamed.filter((step) => step.op === 'alert'),
    });
  }
  return { plan: { ...plan, steps: [...shared, ...copies] }, variants };
}

/** The outputs of the node that set rows apart; where it has none, what comes to the alerts after it. */
function hitsOf({ analysis, streams, plan }: Compilation, { node, ports }: Threshold): readonly StreamRef[] {
  const outputs = analysis.nodes.get(node)?.ports.outputs ?? [];
  const own = outputs.length > 1 ? outputs.filter(({ id, role }) => role === 'main' && (ports === undefined || ports.includes(id))) : [];
  const refs = own.flatMap(({ id }) => streams.get(node)?.[id] ?? []);
  if (refs.length > 0) return refs;
  return [...downstreamOf(plan.steps, node)].flatMap((step) => (step.op === 'alert' ? outputsOf(step) : []));
}

/** The steps of a node, and those that its rows come to, in order. */
function downstreamOf(steps: readonly Step[], node: string): ReadonlySet<Step> {
  const found = new Set<Step>();
  const streams = new Set<StreamRef>();
  for (const step of steps) {
    if (step.node !== node && !inputsOf(step).flat().some((ref) => streams.has(ref))) continue;
    found.add(step);
    for (const ref of outputsOf(step)) streams.add(ref);
  }
  return found;
}

/** The steps outside of some, that they read from, however far up. */
function leadingTo(steps: readonly Step[], these: ReadonlySet<Step>): readonly Step[] {
  const wanted = new Set([...these].flatMap((step) => inputsOf(step).flat()));
  const kept = new Set<Step>();
  for (const step of steps.toReversed()) {
    if (these.has(step) || !outputsOf(step).some((ref) => wanted.has(ref))) continue;
    kept.add(step);
    for (const ref of inputsOf(step).flat()) wanted.add(ref);
  }
  return steps.filter((step) => kept.has(step));
}

/** Steps of a variant, and their streams, end in its number. What they read from outside keeps its name. */
function renamer(steps: readonly Step[], variant: number): (ref: StreamRef) => StreamRef {
  const names = new Map(steps.flatMap((step) => [step.id, ...outputsOf(step)].map((ref) => [ref, `${step.id}~${variant}${ref.slice(step.id.length)}`] as const)));
  return (ref) => names.get(ref) ?? ref;
}

function readingFrom(step: Step, rename: (ref: StreamRef) => StreamRef): Step {
  const all = (inputs: Inputs): Inputs => inputs.map(rename);
  switch (step.op) {
    case 'source':
      return step;
    case 'join':
      return { ...step, left: all(step.left), right: all(step.right) };
    case 'sequence':
      return { ...step, steps: step.steps.map((part) => ({ ...part, input: all(part.input) })) };
    default:
      return { ...step, input: all(step.input) };
  }
}
