import type { DedupeStep } from '../../plan/plan.ts';
import { countOf } from '../flow/flow.ts';
import { keyColumns } from '../flow/key-columns.ts';
import { keysOf } from '../sliding/keyed.ts';
import { narrowed } from '../flow/narrow.ts';
import type { Operator, StepContext } from '../operator.ts';
import { createPeriods } from '../state/periods.ts';
import type { State } from '../state/state.ts';

/** The first row of a key in each period. Rows without a key pass. */
export function createDedupe({ key, period }: DedupeStep, { keys }: StepContext): Operator {
  const periods = createPeriods(period);
  let keyless = 0;
  let passed = -Infinity;

  const run: Operator['run'] = ([flow], until) => {
    passed = Math.max(passed, until);
    if (flow === undefined) return [undefined];
    const { frame, rows } = flow;
    const ids = keys.idsOf(keyColumns(flow, key), rows, frame.length);
    const count = countOf(flow);
    const kept = new Int32Array(count);
    let size = 0;
    for (let index = 0; index < count; index += 1) {
      const row = rows === undefined ? index : (rows[index] ?? 0);
      const id = ids[row] ?? -1;
      if (id < 0) keyless += 1;
      if (id < 0 || periods.keeps(id, frame.times[row] ?? NaN)) kept[size++] = row;
    }
    return [narrowed(flow, kept.subarray(0, size))];
  };

  return {
    run,
    peek: (inputs, until, atEnd) => {
      const [flow] = inputs;
      if (flow === undefined) return [undefined];
      const putBack = periods.remember(keysOf(flow, key, keys));
      const before = { keyless, passed };
      atEnd(() => {
        putBack();
        ({ keyless, passed } = before);
      });
      return run(inputs, until);
    },
    mark: (_, live) => periods.mark(passed, live),
    counts: () => ({ keyless, bytes: periods.bytes(), keys: keys.count((key) => periods.holds(key, passed)) }),
    snapshot: () => ({ keyless, passed, last: periods.snapshot() }),
    restore: (state) => {
      const before = state as { readonly keyless: number; readonly passed: number; readonly last: State };
      ({ keyless, passed } = before);
      periods.restore(before.last);
    },
  };
}
