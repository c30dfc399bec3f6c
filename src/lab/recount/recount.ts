import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import type { Batch } from '../../data/columns.ts';
import type { Plan, StreamRef } from '../../plan/plan.ts';
import { withThreshold } from '../suggest/thresholds.ts';
import type { Threshold } from '../suggest/thresholds.ts';
import { comparedIn } from './compared.ts';
import { countRound, stepsAtWork } from './counter.ts';
import type { StepsAtWork } from './counter.ts';
import type { KeptRound } from './kept-rounds.ts';
import { createRanker } from './ranks.ts';
import type { Ranker } from './ranks.ts';
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

export type Trial = TrialByRanks | TrialByRows;

/** The value is only held against one of each row: once these are sorted, no row has to be looked at again. */
interface TrialByRanks {
  readonly by: 'ranks';
  /** The same for all values of which that is so. */
  readonly ranker: () => Ranker;
}

interface TrialByRows {
  readonly by: 'rows';
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
  let ranking: { readonly name: string; readonly trial: TrialByRanks } | undefined;
  let atWork: StepsAtWork = new Map();
  const planWith = (value: number): Plan | undefined => {
    const { plan: tried, streams } = compile(withThreshold(document, threshold, value), compilation, { hurried: true });
    if (!streams.has(threshold.node)) return undefined;
    for (const [id, step] of ownSteps(tried)) if (before.get(id) !== step) changed.add(id);
    return tried;
  };
  const trialByRanks = (tried: Plan, value: number, part: RowByRow): TrialByRanks | undefined => {
    // With its own value the graph is what it is: what another one has told holds.
    if (value === threshold.value) return ranking?.trial;
    const compared = comparedIn(plan.steps, tried.steps, [threshold.value, value]);
    if (compared === undefined) return undefined;
    const name = JSON.stringify([compared.below, compared.above, part.steps.map(({ id }) => id)]);
    if (ranking?.name !== name) ranking = { name, trial: { by: 'ranks', ranker: () => createRanker(compared, part, changed, tried, tables) } };
    return ranking.trial;
  };
  const trialWith = (value: number): Trial | undefined => {
    const tried = planWith(value);
    if (tried === undefined) return undefined;
    const part = known?.changed === changed.size ? withStepsOf(known.part, tried.steps) : rowByRow(tried.steps, changed);
    known = { part, changed: changed.size };
    if (part.steps.length === 0) return undefined;
    const byRanks = trialByRanks(tried, value, part);
    if (byRanks !== undefined) return byRanks;
    const own = (atWork = stepsAtWork(part, tried, tables, atWork));
    return { by: 'rows', part, count: (round, counts) => countRound(own, round, counts) };
  };
  return {
    with: (value) => {
      if (value === threshold.value && ranking === undefined) trialWith(value + 1);
      return trialWith(value);
    },
  };
}
