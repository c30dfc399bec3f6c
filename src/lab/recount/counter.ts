import type { Batch } from '../../data/columns.ts';
import { countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { Operator } from '../../engine/operator.ts';
import { createKeySpace } from '../../engine/state/keys.ts';
import { createTextStore } from '../../engine/state/texts.ts';
import { createOperator } from '../../engine/steps/registry.ts';
import { createUnion } from '../../engine/union/union.ts';
import type { Unite } from '../../engine/union/union.ts';
import type { Inputs, StreamRef, Telling } from '../../plan/plan.ts';
import { unionOf } from '../../plan/rows.ts';
import { outputsOf, portsOf, streamOf } from '../../plan/steps.ts';
import type { KeptRound } from './kept-rounds.ts';
import type { RowByRow, RowStep } from './row-by-row.ts';

/** Steps at work, by what they are: those that stay the same from one value to the next are made once. */
export type StepsAtWork = ReadonlyMap<string, AtWork>;

interface AtWork {
  readonly step: RowStep;
  readonly run: Operator['run'];
  readonly unite: Unite;
}

export function stepsAtWork({ steps, rows }: RowByRow, telling: Telling, tables: ReadonlyMap<string, Batch>, before: StepsAtWork): StepsAtWork {
  return new Map(
    steps.map((step): readonly [string, AtWork] => {
      const name = JSON.stringify(step);
      return [name, before.get(name) ?? atWork(step)];
    }),
  );

  function atWork(step: RowStep): AtWork {
    const inputs = [unionOf(step.input, rows)];
    const ports = portsOf(step).map((port) => rows.get(streamOf(step, port)) ?? { fields: [], time: undefined });
    const streams = step.input.map((ref) => rows.get(ref) ?? { fields: [], time: undefined });
    const unite = createUnion(streams, inputs[0] ?? { fields: [], time: undefined }, step.op === 'merge' && step.source !== undefined);
    // All that enters an output leaves by it, whatever is told of it.
    if (step.op === 'output') return { step, unite, run: (flows) => flows };
    const context = { telling, at: 0, maker: 0, keys: createKeySpace(), texts: createTextStore(), tables, kept: new Map(), alert: undefined, output: undefined, inputs, ports };
    return { step, unite, run: createOperator(step, context).run };
  }
}

/** How many rows of a round leave the steps by each stream, added to what was counted. */
export function countRound(steps: StepsAtWork, round: KeptRound, counts: Map<StreamRef, number>): void {
  for (const [ref, flow] of flowsOf(steps, round)) counts.set(ref, (counts.get(ref) ?? 0) + (flow === undefined ? 0 : countOf(flow)));
}

/** What leaves the steps by each stream. */
export function flowsOf(steps: StepsAtWork, round: KeptRound): ReadonlyMap<StreamRef, Flow | undefined> {
  const flows = new Map<StreamRef, Flow | undefined>();
  for (const { step, run, unite } of steps.values()) {
    const input = step.input.some((ref) => flows.has(ref)) ? unite(step.input.map((ref) => flows.get(ref) ?? round.get(ref))) : entered(round, step.input, unite);
    const left = run([input], Infinity);
    outputsOf(step).forEach((ref, port) => void flows.set(ref, left[port]));
  }
  return flows;
}

const united = new WeakMap<KeptRound, Map<string, Flow | undefined>>();

/** What enters from outside is the same whatever the value: it is united once. */
function entered(round: KeptRound, input: Inputs, unite: Unite): Flow | undefined {
  const known = united.get(round) ?? new Map<string, Flow | undefined>();
  united.set(round, known);
  const name = JSON.stringify(input);
  if (!known.has(name)) known.set(name, unite(input.map((ref) => round.get(ref))));
  return known.get(name);
}
