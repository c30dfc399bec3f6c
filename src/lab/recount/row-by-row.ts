import type { Step, StreamRef } from '../../plan/plan.ts';
import { reasonsName } from '../../plan/plan.ts';
import { fieldsRead } from '../../engine/flow/evaluate.ts';
import { mapExpressions, rowsOfSteps } from '../../plan/rows.ts';
import type { RowsByStream } from '../../plan/rows.ts';
import { inputsOf, outputsOf } from '../../plan/steps.ts';

/** A part of a plan that deals with each row by itself, whatever came before it. */
export interface RowByRow {
  readonly steps: readonly RowStep[];
  /** The streams that it reads from outside, as they stand in the plan. */
  readonly entering: readonly StreamRef[];
  /** All fields that it may look at, by whichever name they have on their way. */
  readonly fields: ReadonlySet<string>;
  readonly rows: RowsByStream;
}

/** A step without its words: they add nothing to what is counted. */
export type RowStep = Extract<Step, { op: 'select' | 'project' | 'lookup' | 'merge' | 'output' | 'alert' }>;

/** What some steps, and those after them, do to rows one by one. Where rows are remembered or made is where it ends. */
export function rowByRow(planned: readonly Step[], from: ReadonlySet<string>): RowByRow {
  const steps: RowStep[] = [];
  const inside = new Set<StreamRef>();
  /** What changes with those steps, inside or not. */
  const after = new Set<StreamRef>();
  const rowsBefore = rowsOfSteps(planned);
  for (const step of planned) {
    const inputs = inputsOf(step).flat();
    if (!from.has(step.id) && !inputs.some((ref) => after.has(ref))) continue;
    const own = wordless(step);
    const stays = own !== undefined && inputs.every((ref) => inside.has(ref) || !after.has(ref)) && !fieldsOf([own], rowsBefore).has(reasonsName);
    for (const ref of outputsOf(step)) {
      after.add(ref);
      if (stays) inside.add(ref);
    }
    if (stays) steps.push(own);
  }
  const byId = new Map<string, Step>(steps.map((step) => [step.id, step]));
  const rows = rowsOfSteps(planned.map((step) => byId.get(step.id) ?? step));
  const read = new Set(steps.flatMap((step) => inputsOf(step).flat()));
  return { steps, rows, fields: fieldsOf(steps, rows), entering: planned.flatMap(outputsOf).filter((ref) => read.has(ref) && !inside.has(ref)) };
}

/** The same part of a plan in which only what its steps say of rows has changed. */
export function withStepsOf(part: RowByRow, planned: readonly Step[]): RowByRow {
  const ids = new Set(part.steps.map(({ id }) => id));
  return { ...part, steps: planned.flatMap((step) => (ids.has(step.id) ? (wordless(step) ?? []) : [])) };
}

/** The step as far as it counts; undefined where it does not deal with each row by itself. */
export function wordless(step: Step): RowStep | undefined {
  switch (step.op) {
    case 'select':
      return { ...step, branches: step.branches.map(({ port, when }) => ({ port, when })) };
    case 'project':
      return { ...step, changes: step.changes.filter((change) => !('reason' in change)) };
    case 'alert':
      return step.suppress === undefined ? step : undefined;
    case 'lookup':
    case 'merge':
    case 'output':
      return step;
    default:
      return undefined;
  }
}

function fieldsOf(steps: readonly RowStep[], rows: RowsByStream): ReadonlySet<string> {
  const names = new Set<string>();
  for (const step of steps) {
    if (step.op === 'lookup') for (const { field } of step.on) names.add(field);
    if (step.op === 'project') for (const change of step.changes) if ('rename' in change) names.add(change.rename);
    // What leaves by an output is not computed to be counted.
    if (step.op !== 'output') {
      mapExpressions(step, rows, (expr, seen) => {
        for (const name of fieldsRead([expr], seen)) names.add(name);
        return expr;
      });
    }
  }
  return names;
}
