import { grownNumbers } from './grown.ts';
import type { RowLog } from './log.ts';

/** The latest row of each key in a log. */
export interface Latest {
  /** Readies it for keys with numbers below. */
  readonly room: (limit: number) => void;
  /** The index of the key's latest row; negative where the log has none any more. */
  readonly of: (key: number) => number;
  readonly set: (key: number, index: number) => void;
  /** Puts back, when it is called, which rows are the latest of these keys now. */
  readonly remember: (keys: Iterable<number>) => () => void;
  /** Finds them anew, in a log that was restored. */
  readonly restore: () => void;
  readonly size: () => number;
}

export function createLatest({ shelf: { span }, keys }: RowLog): Latest {
  /** The row's number among all that ever came, from 1. A number that another key was given since leads nowhere: its rows are gone. */
  let numbers = new Float64Array(0);

  const room = (limit: number): void => {
    numbers = grownNumbers(numbers, limit);
  };
  const set = (key: number, index: number): void => {
    numbers[key] = span.base + index + 1;
  };

  return {
    room,
    of: (key) => {
      const index = (numbers[key] ?? 0) - span.base - 1;
      return index < span.from ? -1 : index;
    },
    set,
    remember: (keys) => {
      const before = Array.from(keys, (key) => [key, numbers[key] ?? 0] as const);
      return () => {
        for (const [key, number] of before) if (key < numbers.length) numbers[key] = number;
      };
    },
    restore: () => {
      numbers = new Float64Array(0);
      for (let index = span.from; index < span.to; index += 1) {
        const key = keys.values[index] ?? -1;
        room(key + 1);
        if (key >= 0) set(key, index);
      }
    },
    size: () => numbers.byteLength,
  };
}
