import { aboveAll, grownCodes, grownNumbers } from '../state/grown.ts';
import { answersFor, give, questionsOf } from './group.ts';
import type { Group, GroupOptions } from './group.ts';
import type { Part } from './log.ts';

/**
 * The least or the greatest number. Of each key only rows stay in line that no later one surpasses: the first of them
 * has the answer, and the second has it once the first is too old. Greatest numbers are the least of their opposites.
 */
export function createExtreme(options: GroupOptions, numbers: Part<Float64Array>, sign: 1 | -1): Group {
  const { log, passes, window, asked } = options;
  /** By key the slot of the first and of the last in line, one more than it is. */
  let fronts = new Int32Array(0);
  let backs = new Int32Array(0);
  const nexts = log.links();
  const previous = log.links();
  let head = log.head;
  log.onMove((moved) => {
    head = moved(head);
    for (const ends of [fronts, backs]) ends.forEach((slot, key) => (ends[key] = slot === 0 ? 0 : moved(slot - 1) + 1));
  });

  return {
    run: (round, columns) => {
      fronts = grownCodes(fronts, round.limit);
      backs = grownCodes(backs, round.limit);
      const { moments, times, added, asked: questions, keys } = round;
      const { mask } = log;
      const stamps = log.times.values;
      const owners = log.keys.values;
      const pass = passes?.values;
      const values = numbers.values;
      const [front, back, next, prior] = [fronts, backs, nexts.values, previous.values];
      const answers = answersFor(asked, questionsOf(round));
      let oldest = head;
      let slot = round.start;
      let row = 0;
      let first = 0;
      for (let moment = 0; moment < moments; moment += 1) {
        const since = (times[moment] ?? 0) - window;
        while ((stamps[oldest] ?? 0) < since) {
          const key = owners[oldest] ?? 0;
          if (front[key] === oldest + 1) {
            const second = next[oldest] ?? 0;
            front[key] = second;
            if (second === 0) back[key] = 0;
            else prior[second - 1] = 0;
          }
          oldest = (oldest + 1) & mask;
        }
        const last = questions[moment] ?? 0;
        if (answers.before !== undefined) read(answers.before, first, last);
        for (const end = added[moment] ?? 0; row < end; row += 1) {
          const value = values[slot] ?? NaN;
          if (!Number.isNaN(value) && (pass === undefined || pass[slot] === 1)) {
            const key = owners[slot] ?? 0;
            let before = back[key] ?? 0;
            while (before !== 0 && sign * (values[before - 1] ?? 0) >= sign * value) before = prior[before - 1] ?? 0;
            next[slot] = 0;
            prior[slot] = before;
            back[key] = slot + 1;
            if (before === 0) front[key] = slot + 1;
            else next[before - 1] = slot + 1;
          }
          slot = (slot + 1) & mask;
        }
        if (answers.through !== undefined) read(answers.through, first, last);
        first = last;
      }
      head = oldest;
      give(options, answers, round, columns);

      function read(out: Float64Array, from: number, to: number): void {
        for (let at = from; at < to; at += 1) {
          const there = front[keys[at] ?? 0] ?? 0;
          out[at] = there === 0 ? NaN : (values[there - 1] ?? NaN);
        }
      }
    },
    forget: () => undefined,
    clear: () => {
      fronts = new Int32Array(0);
      backs = new Int32Array(0);
      head = (log.head + log.size) & log.mask;
    },
    memory: () => fronts.byteLength + backs.byteLength,
  };
}

/** The same where nothing is ever taken away: one number for each key is enough. */
export function createRecord(options: GroupOptions, numbers: Part<Float64Array>, sign: 1 | -1): Group {
  const { log, passes, asked } = options;
  let best = new Float64Array(0);
  return {
    run: (round, columns) => {
      best = grownNumbers(best, round.limit, NaN);
      const values = numbers.values;
      const owners = log.keys.values;
      const pass = passes?.values;
      const answers = answersFor(asked, questionsOf(round));
      const rows = round.moments === 0 ? 0 : (round.added[round.moments - 1] ?? 0);
      for (let row = 0; row < rows; row += 1) {
        const slot = (round.start + row) & log.mask;
        const value = values[slot] ?? NaN;
        if (Number.isNaN(value) || (pass !== undefined && pass[slot] !== 1)) continue;
        const key = owners[slot] ?? 0;
        const known = best[key] ?? NaN;
        if (!(sign * known <= sign * value)) best[key] = value;
      }
      answers.through?.forEach((_, at, out) => (out[at] = best[round.keys[at] ?? 0] ?? NaN));
      give(options, answers, round, columns);
    },
    forget: (keys) => {
      for (const key of keys) best[key] = NaN;
    },
    clear: () => {
      best = new Float64Array(0);
    },
    memory: () => best.byteLength,
    snapshot: (keys) => Float64Array.from(keys, (key) => best[key] ?? NaN),
    restore: (keys, state) => {
      best = grownNumbers(best, aboveAll(keys), NaN);
      (state as Float64Array).forEach((value, index) => (best[keys[index] ?? 0] = value));
    },
  };
}
