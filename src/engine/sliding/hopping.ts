import type { KeySpace } from '../state/keys.ts';
import type { State } from '../state/state.ts';
import { aboveAll, grownCodes } from '../state/grown.ts';
import type { Closings } from './closings.ts';
import type { Frames } from './frames.ts';
import type { Round } from './group.ts';
import type { KeyOrder } from './key-order.ts';
import type { Log } from './log.ts';

/** Windows that overlap: which keys have rows in each, as it ends. Its rows stand in a log. */
export interface Hopping {
  /**
   * Goes through the rows that came into the log from `start` on; tells which windows close, and what that asks of
   * aggregates.
   */
  readonly pass: (start: number, count: number, until: number, closings: Closings) => Round;
  /** Rows before this moment are in no window any more. */
  readonly since: () => number;
  readonly liveKeys: () => Int32Array;
  readonly snapshot: () => State;
  /** After the rows of the log are there again. */
  readonly restore: (state: State) => void;
  readonly memory: () => number;
}

export function createHopping(frames: Frames, log: Log, space: KeySpace, order: KeyOrder): Hopping {
  /** By key: how many rows it has, and its place among those that have any, one more than it is. */
  let counts = new Int32Array(0);
  let places = new Int32Array(0);
  const live: number[] = [];
  let head = log.head;
  log.onMove((moved) => (head = moved(head)));
  /** The window that ends next; none where no rows are there. */
  let next: number | undefined;
  let nextStart = Infinity;
  let nextEnd = Infinity;

  function aim(window: number | undefined): void {
    next = window;
    nextStart = window === undefined ? Infinity : frames.start(window);
    nextEnd = window === undefined ? Infinity : frames.end(window);
  }

  function add(key: number): void {
    const before = counts[key] ?? 0;
    counts[key] = before + 1;
    if (before === 0) places[key] = live.push(key);
  }

  function expire(since: number): void {
    const { mask } = log;
    const stamps = log.times.values;
    const owners = log.keys.values;
    while ((stamps[head] ?? 0) < since) {
      const key = owners[head] ?? 0;
      const left = (counts[key] ?? 0) - 1;
      counts[key] = left;
      if (left === 0) {
        const last = live.pop() ?? key;
        const place = places[key] ?? 0;
        if (last !== key) {
          live[place - 1] = last;
          places[last] = place;
        }
        places[key] = 0;
      }
      head = (head + 1) & mask;
    }
  }

  return {
    pass: (start, count, until, closings) => {
      counts = grownCodes(counts, space.limit());
      places = grownCodes(places, space.limit());
      const times: number[] = [];
      const added: number[] = [];
      const asked: number[] = [];
      const { mask } = log;
      const ends: number[] = [];

      const close = (rows: number): void => {
        if (next === undefined) return;
        for (const key of order.sorted(Int32Array.from(live))) closings.add(key, key, nextStart, nextEnd);
        times.push(nextStart);
        added.push(rows);
        asked.push(closings.count());
        ends.push(nextEnd);
        aim(next + 1);
        expire(nextStart);
        if (live.length === 0) aim(undefined);
      };

      for (let row = 0; row < count; row += 1) {
        const slot = (start + row) & mask;
        const time = log.times.values[slot] ?? 0;
        while (time >= nextEnd) close(row);
        if (next === undefined) aim(frames.firstAfter(time));
        add(log.keys.values[slot] ?? 0);
      }
      while (next !== undefined && nextEnd - 1 <= until) close(count);
      times.push(nextStart);
      added.push(count);
      asked.push(closings.count());
      return {
        moments: times.length,
        times: Float64Array.from(times),
        added: Int32Array.from(added),
        asked: Int32Array.from(asked),
        start,
        keys: closings.keys(),
        places: inOrderOfEnds(ends, asked, closings, order),
        keyless: undefined,
        length: closings.count(),
        limit: space.limit(),
      };
    },
    since: () => nextStart,
    liveKeys: () => Int32Array.from(live),
    snapshot: () => next ?? null,
    restore: (state) => {
      const { head: first, size, mask } = log;
      head = first;
      for (let index = 0; index < size; index += 1) {
        const key = log.keys.values[(first + index) & mask] ?? 0;
        counts = grownCodes(counts, key + 1);
        places = grownCodes(places, key + 1);
        add(key);
      }
      aim((state as number | null) ?? undefined);
    },
    memory: () => counts.byteLength + places.byteLength,
  };
}

/** Where the calendar skips a day, two windows end at once: their summaries stand by key, and then by start. */
function inOrderOfEnds(
  ends: readonly number[],
  asked: readonly number[],
  closings: Closings,
  keyOrder: KeyOrder,
): Int32Array | undefined {
  if (!ends.some((end, index) => index > 0 && end === ends[index - 1])) return undefined;
  const count = asked[ends.length - 1] ?? 0;
  const [keys, starts, endOf] = [closings.keys(), closings.starts(), closings.ends()];
  const ranks = new Int32Array(aboveAll(keys));
  keyOrder.sorted(Int32Array.from(new Set(keys))).forEach((key, rank) => (ranks[key] = rank));
  const rankOf = (index: number): number => ranks[keys[index] ?? 0] ?? 0;
  const order = Int32Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => (endOf[a] ?? 0) - (endOf[b] ?? 0) || rankOf(a) - rankOf(b) || (starts[a] ?? 0) - (starts[b] ?? 0),
  );
  const out = new Int32Array(count);
  order.forEach((index, place) => (out[index] = place));
  return out;
}
