import { words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import type { Expr } from '../../logic/expr.ts';
import { conditionInWords } from '../../logic/sentence.ts';
import type { Plan, ProjectStep, SelectStep, Step, StreamRef } from '../../plan/plan.ts';
import { rowsOfSteps, scopeOf, unionOf } from '../../plan/rows.ts';

/** A part of a condition that is made of several by "and" and "or". */
export interface Leaf {
  readonly node: string;
  /** The step that counts it, and its number there. */
  readonly probe: string;
  readonly index: number;
  /** Each of its rows is looked at. */
  readonly input: readonly StreamRef[];
  readonly label: Words;
}

/** So much of a sentence fits beside its count. */
const longest = 120;

/** The parts of all conditions by which rows part, for plans with and without probes. */
export function leavesOf({ steps }: Plan): readonly Leaf[] {
  const rows = rowsOfSteps(steps);
  return steps.flatMap((step) => {
    if (step.op !== 'select') return [];
    const scope = scopeOf(unionOf(step.input, rows));
    return partsOf(step).map((when, index) => ({ node: step.node, probe: probeOf(step), index, input: step.input, label: words((lang) => conditionInWords(when, scope, lang, { limit: longest })) }));
  });
}

/**
 * The same plan, which also counts for how many rows each part of each condition holds, as reasons of steps of their
 * own that nothing reads. A part sees every row that comes to its node, whatever the other parts say.
 */
export function withProbes(plan: Plan): Plan {
  const steps = plan.steps.flatMap((step): readonly Step[] => {
    const parts = step.op === 'select' ? partsOf(step) : [];
    if (step.op !== 'select' || parts.length === 0) return [step];
    const probe: ProjectStep = { op: 'project', id: probeOf(step), node: step.node, input: step.input, changes: parts.map((when) => ({ reason: ['·'], when })) };
    return [step, probe];
  });
  return { ...plan, steps };
}

/** No step of a kind ends so. */
const probeOf = ({ id }: SelectStep): string => `${id}:leaves`;

const partsOf = ({ branches }: SelectStep): readonly Expr[] =>
  branches.flatMap(({ when }) => {
    const parts = leavesIn(when);
    return parts.length > 1 ? parts : [];
  });

const leavesIn = (expr: Expr): readonly Expr[] => (expr.kind === 'call' && (expr.fn === 'and' || expr.fn === 'or') ? expr.args.flatMap(leavesIn) : [expr]);
