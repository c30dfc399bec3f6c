import type { Marks } from '../operator.ts';
import { grownNumbers } from './grown.ts';
import type { Numbers } from './grown.ts';
import type { State } from './state.ts';

/** When the last row of each key was kept: a row is kept where none was in (t - period, t]. */
export interface Periods {
  /** Whether the row is kept; from then on it is the last. A row without a time always is. */
  readonly keeps: (key: number, time: number) => boolean;
  /** Tells of the keys whose last row can still hold back one after this moment, and forgets the others. */
  readonly mark: (after: number, keys: Marks) => void;
  /** Puts back, when it is called, what it has of these keys now. */
  readonly remember: (keys: Iterable<number>) => () => void;
  /** Whether it would tell of the key. */
  readonly holds: (key: number, after: number) => boolean;
  readonly bytes: () => number;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

export function createPeriods(period: number): Periods {
  /** NaN where there is none: no comparison with it holds. */
  let last: Numbers = new Float64Array(0);
  const holds = (key: number, after: number): boolean => (last[key] ?? NaN) > after - period;
  return {
    keeps: (key, time) => {
      if (Number.isNaN(time)) return true;
      if (key >= last.length) last = grownNumbers(last, key + 1, NaN);
      if (holds(key, time)) return false;
      last[key] = time;
      return true;
    },
    mark: (after, keys) => {
      for (let key = 0; key < last.length; key += 1) {
        if (holds(key, after)) keys.add(key);
        else last[key] = NaN;
      }
    },
    remember: (keys) => {
      const before = Array.from(keys, (key) => [key, last[key] ?? NaN] as const);
      return () => {
        for (const [key, time] of before) if (key < last.length) last[key] = time;
      };
    },
    holds,
    bytes: () => last.byteLength,
    snapshot: () => last,
    restore: (state) => {
      last = Float64Array.from(state as Float64Array);
    },
  };
}
