import { boolean, call } from '../../logic/expr.ts';
import type { SelectStep } from '../../plan/plan.ts';
import { createEvaluator } from '../flow/evaluate.ts';
import { countOf } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import { countMarks, marksOf } from '../flow/marks.ts';
import { narrowed, withReasonsFor } from '../flow/narrow.ts';
import type { Operator, StepContext } from '../operator.ts';
import { adding } from '../flow/reasons.ts';
import type { GivenReason } from '../flow/reasons.ts';
import { renderer } from '../flow/render.ts';

/** The first branch whose condition holds takes the row. Where any branch has a reason, every row gets the list. */
export function createSelect(step: SelectStep, { inputs, ports, at, telling }: StepContext): Operator {
  const input = inputs[0] ?? { fields: [], time: undefined };
  const { branches } = step;
  const evaluator = createEvaluator(
    branches.map(({ when }) => ({ expr: when, type: 'condition' })),
    input,
    // A condition is only looked at where none before it holds.
    branches.length === 0 ? [] : [call('if', ...branches.flatMap(({ when }) => [when, boolean(true)]))],
  );
  const tellers = branches.map(({ reason }) =>
    reason === undefined ? undefined : renderer(reason, input.fields, telling),
  );
  const tells = tellers.some((teller) => teller !== undefined);
  let taken = branches.map(() => 0);

  const told = (flow: Flow, port: number, rows: Int32Array | undefined, given: readonly GivenReason[]): Flow =>
    withReasonsFor({ ...flow, rows, fields: ports[port]?.fields ?? flow.fields, reasons: adding(flow.reasons, given) });

  /** The reason of a branch, for all rows that it took. */
  const reasonOf = (flow: Flow, branch: number, rows: Int32Array | undefined): readonly GivenReason[] => {
    const teller = tellers[branch];
    if (teller === undefined) return [];
    return [
      {
        step: at,
        index: branch,
        has: marksOf(rows, flow.frame.length),
        text: teller((place) => flow.columns[place]?.get()),
      },
    ];
  };

  return {
    run: ([flow]) => {
      if (flow === undefined) return ports.map(() => undefined);
      const truths = evaluator.run(flow);
      let rest: Part = { rows: flow.rows, count: countOf(flow) };
      const parts = branches.map((_, branch) => {
        const truth = truths[branch];
        const [hit, others] = split(rest, truth?.type === 'boolean' ? truth.values : new Uint8Array(flow.frame.length));
        taken[branch] = (taken[branch] ?? 0) + hit.count;
        rest = others;
        return hit;
      });
      return [...parts, rest].map(({ rows, count }, port) => {
        if (count === 0) return undefined;
        return tells ? told(flow, port, rows, reasonOf(flow, port, rows)) : narrowed(flow, rows);
      });
    },
    counts: () => ({ reasons: taken, zeroDivisions: evaluator.zeroDivisions() }),
    snapshot: () => ({ taken, zeroDivisions: evaluator.zeroDivisions() ?? 0 }),
    restore: (state) => {
      const kept = state as { readonly taken: readonly number[]; readonly zeroDivisions: number };
      taken = [...kept.taken];
      evaluator.resume(kept.zeroDivisions);
    },
  };
}

/** Rows of a frame; all of them where undefined, unless there are none. */
interface Part {
  readonly rows: Int32Array | undefined;
  readonly count: number;
}

function split(part: Part, truth: Uint8Array): readonly [Part, Part] {
  const none: Part = { rows: undefined, count: 0 };
  const { rows, count } = part;
  if (count === 0) return [none, none];
  const holding = countMarks(truth, rows);
  if (holding === 0) return [none, part];
  if (holding === count) return [part, none];
  // One place more than there are rows: each row is written to both, and stays where it belongs.
  const hit = new Int32Array(holding + 1);
  const others = new Int32Array(count - holding + 1);
  if (rows === undefined) splitAll(truth, count, hit, others);
  else splitSome(truth, rows, hit, others);
  return [
    { rows: hit.subarray(0, holding), count: holding },
    { rows: others.subarray(0, count - holding), count: count - holding },
  ];
}

function splitAll(truth: Uint8Array, count: number, hit: Int32Array, others: Int32Array): void {
  let hits = 0;
  for (let row = 0; row < count; row += 1) {
    hit[hits] = row;
    others[row - hits] = row;
    hits += truth[row] ?? 0;
  }
}

function splitSome(truth: Uint8Array, rows: Int32Array, hit: Int32Array, others: Int32Array): void {
  let hits = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    hit[hits] = row;
    others[index - hits] = row;
    hits += truth[row] ?? 0;
  }
}
