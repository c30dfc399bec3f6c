import type { Listener } from '../../engine/contract.ts';
import { columnNamed, countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { Plan, StreamRef } from '../../plan/plan.ts';
import { rowsOfSteps } from '../../plan/rows.ts';
import { inputsOf, outputsOf } from '../../plan/steps.ts';
import { growingNumbers } from '../ledger/grown.ts';
import { listenForSilence } from './silence.ts';
import type { ListeningForSilence } from './silence.ts';
import type { Threshold } from './thresholds.ts';

/** The values that a threshold is held against, as a run comes to them. */
export interface Observing {
  readonly watch: NonNullable<Listener['watch']>;
  /** Each once, rising; undefined where it is not one field that is compared. */
  readonly values: () => Observed | undefined;
  /** Fields that the node's rules look at, and that have nothing to tell. */
  readonly silent: ListeningForSilence['silent'];
}

export interface Observed {
  /** All of them, rising. */
  readonly sorted: Float64Array;
  readonly distinct: Float64Array;
}

/** Nothing is observed where the value compared is not that of one number field. */
export function observe(plan: Plan, { node, field }: Threshold): Observing {
  const { steps } = plan;
  const rows = rowsOfSteps(steps);
  const has = (ref: StreamRef): boolean => rows.get(ref)?.fields.some(({ name, type }) => name === field && type === 'number') === true;
  const own = steps.filter((step) => step.node === node);
  // What the node makes itself, such as a score, its inputs do not have.
  const before = own.flatMap((step) => inputsOf(step).flat()).filter(has);
  const stream = field === undefined ? undefined : [...before, ...own.flatMap((step) => outputsOf(step)).filter(has)][0];
  const values = growingNumbers();
  const listening = listenForSilence(plan, new Set([node]));
  return {
    watch: (ref) => {
      const listen = listening.watch(ref);
      if (ref !== stream) return listen;
      return (flow) => {
        take(flow, field ?? '', values.put);
        listen?.(flow);
      };
    },
    silent: listening.silent,
    values: () => {
      if (stream === undefined) return undefined;
      const sorted = values.all().slice().sort();
      return { sorted, distinct: sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]) };
    },
  };
}

function take(flow: Flow, name: string, put: (value: number) => void): void {
  const column = columnNamed(flow, name);
  if (column?.type !== 'number') return;
  const count = countOf(flow);
  for (let index = 0; index < count; index += 1) {
    const value = column.values[flow.rows?.[index] ?? index] ?? NaN;
    if (!Number.isNaN(value)) put(value);
  }
}
