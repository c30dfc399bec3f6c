import type { Column } from '../../data/columns.ts';
import { countOf } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import type { Operator } from '../operator.ts';
import { grownNumbers } from '../state/grown.ts';
import type { Numbers } from '../state/grown.ts';
import type { KeySpace } from '../state/keys.ts';
import { createPeriods } from '../state/periods.ts';
import type { State } from '../state/state.ts';

/** Which rows of an alert are sent, and which held back. */
export interface Suppression {
  readonly pass: (until: number) => void;
  readonly judge: (flow: Flow, key: readonly Column[]) => Sent;
  /** Puts back, when it is called, what it has of these keys now. */
  readonly remember: (keys: Iterable<number>) => () => void;
  readonly operator: Pick<Operator, 'mark' | 'counts' | 'snapshot' | 'restore'>;
}

export interface Sent {
  /** All of them where undefined. */
  readonly rows: Int32Array | undefined;
  readonly held: Int32Array;
  /** For each row that is sent, how many of its key were held back since the last one. */
  readonly heldBack: Float64Array | undefined;
}

type Kept = {
  readonly keyless: number;
  readonly unreported: number;
  readonly passed: number;
  readonly last: State;
  readonly waiting: Float64Array;
};

/**
 * At most one alert per key and period. How many were held back rides on the key's next alert, however late that comes:
 * a key with such a count is kept until then.
 */
export function createSuppression(period: number, keys: KeySpace): Suppression {
  const periods = createPeriods(period);
  let waiting: Numbers = new Float64Array(0);
  let [keyless, unreported, passed] = [0, 0, -Infinity];
  /** Whether the next alert of the key has to tell how many were held back. */
  const isOwed = (key: number): boolean => (waiting[key] ?? 0) > 0;

  return {
    pass: (until) => {
      passed = Math.max(passed, until);
    },
    judge: (flow, key) => {
      const { frame, rows } = flow;
      const ids = keys.idsOf(key, rows, frame.length);
      waiting = grownNumbers(waiting, keys.limit());
      const count = countOf(flow);
      const [sent, held, heldBack] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)];
      let size = 0;
      for (let index = 0; index < count; index += 1) {
        const row = rows === undefined ? index : (rows[index] ?? 0);
        const id = ids[row] ?? -1;
        if (id < 0) {
          keyless += 1;
          sent[size++] = row;
        } else if (periods.keeps(id, frame.times[row] ?? NaN)) {
          const before = waiting[id] ?? 0;
          heldBack[size] = before;
          sent[size++] = row;
          unreported -= before;
          waiting[id] = 0;
        } else {
          held[index - size] = row;
          waiting[id] = (waiting[id] ?? 0) + 1;
          unreported += 1;
        }
      }
      return { rows: sent.subarray(0, size), held: held.subarray(0, count - size), heldBack };
    },
    remember: (of) => {
      const before = { keyless, unreported, passed };
      const owed = Array.from(of, (key) => [key, waiting[key] ?? 0] as const);
      const putBack = periods.remember(owed.map(([key]) => key));
      return () => {
        putBack();
        for (const [key, count] of owed) if (key < waiting.length) waiting[key] = count;
        ({ keyless, unreported, passed } = before);
      };
    },
    operator: {
      mark: (_, live) => {
        periods.mark(passed, live);
        for (let key = 0; key < waiting.length; key += 1) if (isOwed(key)) live.add(key);
      },
      counts: () => ({
        keyless,
        unreported,
        bytes: periods.bytes() + waiting.byteLength,
        keys: keys.count((key) => periods.holds(key, passed) || isOwed(key)),
      }),
      snapshot: () => ({ keyless, unreported, passed, last: periods.snapshot(), waiting }),
      restore: (state) => {
        const before = state as Kept;
        ({ keyless, unreported, passed } = before);
        waiting = Float64Array.from(before.waiting);
        periods.restore(before.last);
      },
    },
  };
}
