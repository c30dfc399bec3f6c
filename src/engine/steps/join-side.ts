import type { JoinStep } from '../../plan/plan.ts';
import { keyedAndTimed } from './keyed-and-timed.ts';
import type { Flow } from '../flow/flow.ts';
import type { StepContext } from '../operator.ts';
import { keysOf } from '../sliding/keyed.ts';
import { createLatest } from '../state/latest.ts';
import type { Latest } from '../state/latest.ts';
import { createLog } from '../state/log.ts';
import type { RowLog } from '../state/log.ts';
import type { State } from '../state/state.ts';

/** The rows of one side of a join, those of a key one behind the other. */
export interface Side {
  readonly log: RowLog;
  readonly latest: Latest;
  /** Takes rows on, without hanging them behind those of their keys yet. Gives the index of the first of them. */
  readonly take: (flow: Flow | undefined, withKeyless: boolean) => number;
  readonly link: (index: number) => void;
  /** Puts back, when it is called, what it has now, as far as rows of this flow are going to change it. */
  readonly remember: (flow: Flow | undefined) => () => void;
  /** The row of the same key before one, negative where it is gone or there was none. */
  readonly before: (index: number) => number;
  /** The number of a field in the log. */
  readonly fieldNamed: (name: string) => number;
  readonly keyless: () => number;
  readonly size: () => number;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

export function createSide(side: 'left' | 'right', step: JoinStep, context: StepContext): Side {
  const fields = context.inputs[side === 'left' ? 0 : 1]?.fields ?? [];
  const wanted = new Set(step.fields.flatMap((each) => (each.side === side ? [each.name] : [])));
  const kept = fields.filter(({ name }) => wanted.has(name));
  const names = step.on.map((pair) => pair[side]);
  const log = createLog(kept, context.texts);
  const { span } = log.shelf;
  /** How many rows before it the one of the same key stands; 0 where there is none. */
  const distances = log.shelf.codes();
  const latest = createLatest(log);
  let keyless = 0;

  return {
    log,
    latest,
    take: (flow, withKeyless) => {
      if (flow === undefined) return span.to;
      const taken = keyedAndTimed(flow, names, context.keys, withKeyless);
      keyless += taken.keyless;
      log.shelf.room(taken.rows.length);
      latest.room(context.keys.limit());
      const first = span.to;
      const { times } = flow.frame;
      for (const row of taken.rows) log.add(times[row] ?? 0, taken.keys[row] ?? -1);
      log.fill(flow, taken.rows, first);
      return first;
    },
    link: (index) => {
      const key = log.keys.values[index] ?? -1;
      if (key < 0) return;
      const before = latest.of(key);
      distances.values[index] = before < 0 ? 0 : index - before;
      latest.set(key, index);
    },
    remember: (flow) => {
      const rows = log.remember();
      const heads = latest.remember(flow === undefined ? [] : keysOf(flow, names, context.keys));
      const without = keyless;
      return () => {
        rows();
        heads();
        keyless = without;
      };
    },
    before: (index) => {
      const distance = distances.values[index] ?? 0;
      return distance === 0 || index - distance < span.from ? -1 : index - distance;
    },
    fieldNamed: (name) => kept.findIndex((field) => field.name === name),
    keyless: () => keyless,
    size: () => log.size() + latest.size(),
    snapshot: () => ({ log: log.snapshot(), keyless }),
    restore: (state) => {
      const stored = state as { readonly log: State; readonly keyless: number };
      log.restore(stored.log);
      latest.restore();
      keyless = stored.keyless;
    },
  };
}
