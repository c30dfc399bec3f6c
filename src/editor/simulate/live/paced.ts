import type { Reading } from '../../../data/read/reading.ts';
import type { Input } from '../../../lab/feed.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import type { Arrivals } from './arrivals.ts';
import { isEmpty, sliceOf, timesIn } from './readings.ts';

/** Rows without a time come one a second. */
const second = 1000;

/**
 * The rows of an input at the pace of their own times. A row that is older than one before it comes right after that
 * one, as it did when the data was made.
 */
export function pacedArrivals(step: SourceStep, input: Input, start: () => number): Arrivals {
  const readings = input[Symbol.asyncIterator]();
  let current: { readonly reading: Reading; readonly times: Float64Array | undefined; at: number } | undefined;
  let ended = false;
  let latest = -Infinity;
  let untimed = 0;

  const fill = async (): Promise<typeof current> => {
    while (!ended && (current === undefined || current.at >= Math.max(1, current.reading.batch.length))) {
      const { done, value } = await readings.next();
      if (done === true) {
        ended = true;
        current = undefined;
      } else if (!isEmpty(value)) current = { reading: value, times: timesIn(value, step), at: 0 };
    }
    return current;
  };

  const arrivalOf = (times: Float64Array | undefined, row: number): number =>
    times === undefined ? (step.time === undefined ? start() + untimed * second : latest) : Math.max(latest, times[row] ?? latest);

  return {
    next: async () => {
      const here = await fill();
      return here === undefined ? undefined : arrivalOf(here.times, here.at);
    },
    take: async (clock, most) => {
      const here = await fill();
      if (here === undefined || arrivalOf(here.times, here.at) > clock) return undefined;
      const { reading, times, at: from } = here;
      const { length } = reading.batch;
      let to = from;
      while (to < length && to - from < most && arrivalOf(times, to) <= clock) {
        latest = arrivalOf(times, to);
        untimed += 1;
        to += 1;
      }
      // Where all rows of a reading were rejected there is none to count.
      here.at = Math.max(1, to);
      return sliceOf(reading, from, to);
    },
    hasEnded: () => ended,
    close: () => {
      ended = true;
      current = undefined;
      void Promise.resolve(readings.return?.([])).catch(() => undefined);
    },
  };
}
