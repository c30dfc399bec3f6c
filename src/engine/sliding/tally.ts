import { aboveAll, grownCodes } from '../state/grown.ts';
import { answersFor, give, questionsOf } from './group.ts';
import type { Group, GroupOptions } from './group.ts';

/** How many rows there are. */
export function createTally(options: GroupOptions): Group {
  const { log, passes, window, asked } = options;
  let counts = new Int32Array(0);
  let head = log.head;
  log.onMove((moved) => (head = moved(head)));

  return {
    run: (round, columns) => {
      counts = grownCodes(counts, round.limit);
      const { moments, times, added, asked: questions, keys } = round;
      const stamps = log.times.values;
      const owners = log.keys.values;
      const pass = passes?.values;
      const { mask } = log;
      const kept = counts;
      const answers = answersFor(asked, questionsOf(round));
      const { before, through } = answers;
      let oldest = head;
      let slot = round.start;
      let row = 0;
      let first = 0;
      for (let moment = 0; moment < moments; moment += 1) {
        const since = (times[moment] ?? 0) - window;
        while ((stamps[oldest] ?? 0) < since) {
          const key = owners[oldest] ?? 0;
          if (pass === undefined || pass[oldest] === 1) kept[key] = (kept[key] ?? 0) - 1;
          oldest = (oldest + 1) & mask;
        }
        const last = questions[moment] ?? 0;
        if (before !== undefined) for (let at = first; at < last; at += 1) before[at] = kept[keys[at] ?? 0] ?? 0;
        for (const end = added[moment] ?? 0; row < end; row += 1) {
          const key = owners[slot] ?? 0;
          if (pass === undefined || pass[slot] === 1) kept[key] = (kept[key] ?? 0) + 1;
          slot = (slot + 1) & mask;
        }
        if (through !== undefined) for (let at = first; at < last; at += 1) through[at] = kept[keys[at] ?? 0] ?? 0;
        first = last;
      }
      head = oldest;
      give(options, answers, round, columns, 0);
    },
    forget: (keys) => {
      for (const key of keys) counts[key] = 0;
    },
    clear: () => {
      counts = new Int32Array(0);
      head = (log.head + log.size) & log.mask;
    },
    memory: () => counts.byteLength,
    snapshot: window === Infinity ? (keys) => keys.map((key) => counts[key] ?? 0) : undefined,
    restore: (keys, state) => {
      counts = grownCodes(counts, aboveAll(keys));
      (state as Int32Array).forEach((count, index) => (counts[keys[index] ?? 0] = count));
    },
  };
}

