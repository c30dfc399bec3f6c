import { aboveAll, grownCodes } from '../state/grown.ts';
import { answersFor, give, questionsOf } from './group.ts';
import type { Group, GroupOptions } from './group.ts';
import type { Part } from './log.ts';
import type { Pairs } from './pairs.ts';

/**
 * How many different values. `pairs` has the number of each row's pair of key and value, 0 where the value is missing.
 */
export function createDistinct(options: GroupOptions, part: Part<Int32Array>, pairs: Pairs): Group {
  const { log, passes, window, asked } = options;
  /** With each pair how many rows have it, and by key how many pairs some row has. */
  const room = pairs.room();
  let counts = new Int32Array(0);
  let head = log.head;
  log.onMove((moved) => (head = moved(head)));

  return {
    run: (round, columns) => {
      counts = grownCodes(counts, round.limit);
      const { moments, times, added, asked: questions, keys } = round;
      const { mask } = log;
      const stamps = log.times.values;
      const owners = log.keys.values;
      const pass = passes?.values;
      const values = part.values;
      const kept = counts;
      const records = pairs.records();
      const stride = pairs.stride();
      const answers = answersFor(asked, questionsOf(round));
      const { before, through } = answers;
      let oldest = head;
      let slot = round.start;
      let row = 0;
      let first = 0;
      for (let moment = 0; moment < moments; moment += 1) {
        const since = (times[moment] ?? 0) - window;
        while ((stamps[oldest] ?? 0) < since) {
          const pair = values[oldest] ?? 0;
          if (pair !== 0 && (pass === undefined || pass[oldest] === 1)) {
            const at = pair * stride + room;
            const left = (records[at] ?? 0) - 1;
            records[at] = left;
            if (left === 0) {
              const key = owners[oldest] ?? 0;
              kept[key] = (kept[key] ?? 0) - 1;
            }
          }
          oldest = (oldest + 1) & mask;
        }
        const last = questions[moment] ?? 0;
        if (before !== undefined) for (let at = first; at < last; at += 1) before[at] = kept[keys[at] ?? 0] ?? 0;
        for (const end = added[moment] ?? 0; row < end; row += 1) {
          const pair = values[slot] ?? 0;
          if (pair !== 0 && (pass === undefined || pass[slot] === 1)) {
            const at = pair * stride + room;
            const known = records[at] ?? 0;
            records[at] = known + 1;
            if (known === 0) {
              const key = owners[slot] ?? 0;
              kept[key] = (kept[key] ?? 0) + 1;
            }
          }
          slot = (slot + 1) & mask;
        }
        if (through !== undefined) for (let at = first; at < last; at += 1) through[at] = kept[keys[at] ?? 0] ?? 0;
        first = last;
      }
      head = oldest;
      give(options, answers, round, columns, 0);
    },
    forget: () => undefined,
    clear: () => {
      counts = new Int32Array(0);
      head = (log.head + log.size) & log.mask;
    },
    memory: () => counts.byteLength,
  };
}

/** The same where nothing is ever taken away: the pairs of a key are held until it is forgotten. */
export function createCollection(options: GroupOptions, part: Part<Int32Array>, pairs: Pairs): Group {
  const { log, passes, asked } = options;
  /** With each pair the one that came before it in the collection of its key, or itself; 0 where it is in none. */
  const room = pairs.room();
  let latest = new Int32Array(0);
  let counts = new Int32Array(0);

  function add(key: number, pair: number): void {
    const before = latest[key] ?? 0;
    pairs.records()[pair * pairs.stride() + room] = before === 0 ? pair : before;
    latest[key] = pair;
    counts[key] = (counts[key] ?? 0) + 1;
  }

  function pairsOf(key: number): readonly number[] {
    const found: number[] = [];
    const [records, stride] = [pairs.records(), pairs.stride()];
    for (let pair = latest[key] ?? 0; pair !== 0; ) {
      found.push(pair);
      const before = records[pair * stride + room] ?? 0;
      pair = before === pair ? 0 : before;
    }
    return found;
  }

  return {
    run: (round, columns) => {
      latest = grownCodes(latest, round.limit);
      counts = grownCodes(counts, round.limit);
      const [records, stride] = [pairs.records(), pairs.stride()];
      const answers = answersFor(asked, questionsOf(round));
      const rows = round.moments === 0 ? 0 : (round.added[round.moments - 1] ?? 0);
      for (let row = 0; row < rows; row += 1) {
        const slot = (round.start + row) & log.mask;
        const pair = part.values[slot] ?? 0;
        if (pair === 0 || records[pair * stride + room] !== 0 || (passes !== undefined && passes.values[slot] !== 1)) {
          continue;
        }
        pairs.holdAgain(pair);
        add(log.keys.values[slot] ?? 0, pair);
      }
      answers.through?.forEach((_, at, out) => (out[at] = counts[round.keys[at] ?? 0] ?? 0));
      give(options, answers, round, columns, 0);
    },
    forget: (keys) => {
      for (const key of keys) {
        for (const pair of pairsOf(key)) {
          pairs.records()[pair * pairs.stride() + room] = 0;
          pairs.release(pair);
        }
        latest[key] = 0;
        counts[key] = 0;
      }
    },
    clear: () => {
      latest = new Int32Array(0);
      counts = new Int32Array(0);
    },
    memory: () => latest.byteLength + counts.byteLength,
    snapshot: (keys) => Array.from(keys, (key) => Float64Array.from(pairsOf(key), (pair) => pairs.valueOf(pair))),
    restore: (keys, state) => {
      latest = grownCodes(latest, aboveAll(keys));
      counts = grownCodes(counts, latest.length);
      (state as readonly Float64Array[]).forEach((values, index) => {
        const key = keys[index] ?? 0;
        for (const value of values) add(key, pairs.hold(key, value));
      });
    },
  };
}
