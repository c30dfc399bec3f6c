import type { SequencePart } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import { createEvaluator } from '../flow/evaluate.ts';
import type { Flow } from '../flow/flow.ts';
import { keyedAndTimed } from './keyed-and-timed.ts';
import type { StepContext } from '../operator.ts';
import { createLatest } from '../state/latest.ts';
import type { Latest } from '../state/latest.ts';
import { createLog } from '../state/log.ts';
import type { RowLog } from '../state/log.ts';
import type { Cell } from '../state/shelf.ts';
import type { State } from '../state/state.ts';

/** Rows of a round that fit a part of a sequence: they have a key, and its condition holds. */
export interface Candidates {
  readonly flow: Flow;
  readonly rows: Int32Array;
  /** By row of the frame. */
  readonly keys: Int32Array;
}

/** What chooses the candidates of a part. */
export interface Choice {
  readonly candidates: (flow: Flow | undefined) => Candidates | undefined;
  readonly keyless: () => number;
  readonly zeroDivisions: () => number;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

export function createChoice({ key, when }: SequencePart, rows: Rows, { keys: space }: StepContext): Choice {
  const always = when.kind === 'constant' && when.value === true;
  const evaluator = createEvaluator(always ? [] : [{ expr: when, type: 'condition' }], rows);
  let keyless = 0;

  return {
    candidates: (flow) => {
      if (flow === undefined) return undefined;
      const { rows: keyed, keys, keyless: without } = keyedAndTimed(flow, key, space);
      keyless += without;
      const [holds] = evaluator.run(flow);
      const chosen = holds?.type === 'boolean' ? keyed.filter((row) => holds.values[row] === 1) : keyed;
      return chosen.length === 0 ? undefined : { flow, rows: chosen, keys };
    },
    keyless: () => keyless,
    zeroDivisions: () => evaluator.zeroDivisions() ?? 0,
    snapshot: () => ({ keyless, zeroDivisions: evaluator.zeroDivisions() ?? 0 }),
    restore: (state) => {
      const stored = state as { readonly keyless: number; readonly zeroDivisions: number };
      keyless = stored.keyless;
      evaluator.resume(stored.zeroDivisions);
    },
  };
}

/** The rows of a part that a chain may go on from, each with the chain that leads to it. */
export interface Links {
  readonly log: RowLog;
  readonly latest: Latest;
  /** The time of the chain's first row. */
  readonly starts: Cell<Float64Array>;
  /** The number, among all that the part before ever kept, of the row that it follows. */
  readonly before: Cell<Float64Array>;
  /** The number of a field of the part in the log. */
  readonly fieldNamed: (name: string) => number;
  readonly size: () => number;
}

export function createLinks({ fields }: SequencePart, rows: Rows, { texts }: StepContext): Links {
  const kept = rows.fields.filter((field) => fields.some(({ name }) => name === field.name));
  const log = createLog(kept, texts);
  const latest = createLatest(log);
  return {
    log,
    latest,
    starts: log.shelf.numbers(),
    before: log.shelf.numbers(),
    fieldNamed: (name) => kept.findIndex((field) => field.name === name),
    size: () => log.size() + latest.size(),
  };
}
