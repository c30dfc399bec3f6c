import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import type { Batch } from '../../data/columns.ts';
import type { Plan, StreamRef } from '../../plan/plan.ts';
import { withThreshold } from '../suggest/thresholds.ts';
import type { Threshold } from '../suggest/thresholds.ts';
import { countRound, stepsAtWork } from './counter.ts';
import type { StepsAtWork } from './counter.ts';
import type { KeptRound } from './kept-rounds.ts';
import { rowByRow, withStepsOf } from './row-by-row.ts';
import type { RowByRow } from './row-by-row.ts';

/**
 * What a rule counts with other values of one of its thresholds, over rows that are kept. Only the steps that the value
 * changes are run, and those after them, as far as they deal with each row by itself.
 */
export interface Recount {
  /** The part that is run for a value; undefined where the graph could not run with it, or nothing can be said. */
  readonly with: (value: number) => Trial | undefined;
}

export interface Trial {
  readonly part: RowByRow;
  /** Adds the rows of a round to the counts. */
  readonly count: (round: KeptRound, counts: Map<StreamRef, number>) => void;
}

export function recount(compilation: Compilation, threshold: Threshold, tables: ReadonlyMap<string, Batch>): Recount {
  const { analysis: { document }, plan } = compilation;
  const ownSteps = ({ steps }: Plan): ReadonlyMap<string, string> => new Map(steps.filter(({ node }) => node === threshold.node).map((step) => [step.id, JSON.stringify(step)]));
  const before = ownSteps(plan);
  /** Steps that any value so far has changed: with the value of the graph itself none would be. */
  const changed = new Set<string>();
  let known: { readonly part: RowByRow; readonly changed: number } | undefined;
  let atWork: StepsAtWork = new Map();
  const planWith = (value: number): Plan | undefined => {
    const { plan: tried, streams } = compile(withThreshold(document, threshold, value), compilation, { hurried: true });
    if (!streams.has(threshold.node)) return undefined;
    for (const [id, step] of ownSteps(tried)) if (before.get(id) !== step) changed.add(id);
    return tried;
  };
  return {
    with: (value) => {
      if (changed.size === 0 && value === threshold.value) planWith(value + 1);
      const tried = planWith(value);
      if (tried === undefined) return undefined;
      const part = known?.changed === changed.size ? withStepsOf(known.part, tried.steps) : rowByRow(tried.steps, changed);
      known = { part, changed: changed.size };
      if (part.steps.length === 0) return undefined;
      const own = (atWork = stepsAtWork(part, tried, tables, atWork));
      return { part, count: (round, counts) => countRound(own, round, counts) };
    },
  };
}
