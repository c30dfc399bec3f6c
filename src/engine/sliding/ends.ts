import type { State } from '../state/state.ts';
import { aboveAll, grownCodes, grownNumbers } from '../state/grown.ts';
import { answersFor, give, questionsOf } from './group.ts';
import type { Group, GroupOptions } from './group.ts';
import type { Part } from './log.ts';

/** The first value: of each key the rows that have one stand in line. */
export function createFirst(options: GroupOptions, part: Part<Float64Array>): Group {
  const { log, passes, window, asked } = options;
  /** By key the slot of the first and of the last in line, one more than it is. */
  let fronts = new Int32Array(0);
  let backs = new Int32Array(0);
  const nexts = log.links();
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
      const values = part.values;
      const [front, back, next] = [fronts, backs, nexts.values];
      const answers = answersFor(asked, questionsOf(round));
      let oldest = head;
      let slot = round.start;
      let row = 0;
      let first = 0;
      for (let moment = 0; moment < moments; moment += 1) {
        const since = (times[moment] ?? 0) - window;
        while ((stamps[oldest] ?? 0) < since) {
          const key = owners[oldest] ?? 0;
          if (front[key] === oldest + 1) front[key] = next[oldest] ?? 0;
          oldest = (oldest + 1) & mask;
        }
        const last = questions[moment] ?? 0;
        if (answers.before !== undefined) read(answers.before, first, last);
        for (const end = added[moment] ?? 0; row < end; row += 1) {
          if (!Number.isNaN(values[slot] ?? NaN) && (pass === undefined || pass[slot] === 1)) {
            const key = owners[slot] ?? 0;
            next[slot] = 0;
            if (front[key] === 0) front[key] = slot + 1;
            else next[(back[key] ?? 0) - 1] = slot + 1;
            back[key] = slot + 1;
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

/**
 * The last value and its time, for each key: nothing need be taken away, as a value that is too old is no answer. Where
 * nothing is ever taken away the same does for the first value.
 */
export function createEnd(
  options: GroupOptions,
  part: Part<Float64Array>,
  kind: { readonly first: boolean; readonly texts: boolean },
): Group {
  const { log, passes, window, asked } = options;
  let stamps = new Float64Array(0);
  let found = new Float64Array(0);

  return {
    run: (round, columns) => {
      stamps = grownNumbers(stamps, round.limit, NaN);
      found = grownNumbers(found, round.limit, NaN);
      const { moments, times, added, asked: questions, keys } = round;
      const { mask } = log;
      const at = log.times.values;
      const owners = log.keys.values;
      const pass = passes?.values;
      const values = part.values;
      const [when, what] = [stamps, found];
      const answers = answersFor(asked, questionsOf(round));
      let slot = round.start;
      let row = 0;
      let first = 0;
      for (let moment = 0; moment < moments; moment += 1) {
        const since = (times[moment] ?? 0) - window;
        const last = questions[moment] ?? 0;
        if (answers.before !== undefined) read(answers.before, first, last, since);
        for (const end = added[moment] ?? 0; row < end; row += 1) {
          const value = values[slot] ?? NaN;
          if (!Number.isNaN(value) && (pass === undefined || pass[slot] === 1)) {
            const key = owners[slot] ?? 0;
            if (!kind.first || Number.isNaN(when[key] ?? NaN)) {
              when[key] = at[slot] ?? NaN;
              what[key] = value;
            }
          }
          slot = (slot + 1) & mask;
        }
        if (answers.through !== undefined) read(answers.through, first, last, since);
        first = last;
      }
      give(options, answers, round, columns);

      function read(out: Float64Array, from: number, to: number, since: number): void {
        for (let index = from; index < to; index += 1) {
          const key = keys[index] ?? 0;
          out[index] = (when[key] ?? NaN) >= since ? (what[key] ?? NaN) : NaN;
        }
      }
    },
    forget: (keys) => {
      for (const key of keys) stamps[key] = NaN;
    },
    clear: () => {
      stamps = new Float64Array(0);
      found = new Float64Array(0);
    },
    memory: () => stamps.byteLength + found.byteLength,
    mark: (texts, keys, since) => {
      stamps.forEach((time, key) => {
        if (!(time >= since - window)) return;
        keys.add(key);
        if (kind.texts) texts.add(found[key] ?? 0);
      });
    },
    snapshot: (keys) => ({ times: pick(stamps, keys), values: pick(found, keys) }),
    restore: (keys, state) => {
      const stored = state as { readonly times: Float64Array; readonly values: Float64Array };
      stamps = put(stamps, keys, stored.times);
      found = put(found, keys, stored.values);
    },
  };
}

/**
 * The time since the row before, asked for while rows are added, one question for each: a row of the same moment that
 * came earlier counts.
 */
export function createSince(options: GroupOptions): Group {
  const { log, passes, window, asked } = options;
  let stamps = new Float64Array(0);

  return {
    run: (round, columns) => {
      stamps = grownNumbers(stamps, round.limit, NaN);
      const { moments, times, added, keys } = round;
      const { mask } = log;
      const at = log.times.values;
      const owners = log.keys.values;
      const pass = passes?.values;
      const when = stamps;
      const answers = answersFor(asked, questionsOf(round));
      const { before, through } = answers;
      let slot = round.start;
      let row = 0;
      for (let moment = 0; moment < moments; moment += 1) {
        const now = times[moment] ?? 0;
        const end = added[moment] ?? 0;
        if (before !== undefined) {
          for (let index = row; index < end; index += 1) before[index] = since(now, when[keys[index] ?? 0] ?? NaN);
        }
        for (; row < end; row += 1) {
          const key = owners[slot] ?? 0;
          if (through !== undefined) through[row] = since(now, when[key] ?? NaN);
          if (pass === undefined || pass[slot] === 1) when[key] = at[slot] ?? NaN;
          slot = (slot + 1) & mask;
        }
      }
      give(options, answers, round, columns);

      function since(now: number, then: number): number {
        return now - then <= window ? now - then : NaN;
      }
    },
    forget: (keys) => {
      for (const key of keys) stamps[key] = NaN;
    },
    clear: () => {
      stamps = new Float64Array(0);
    },
    memory: () => stamps.byteLength,
    mark: (_, keys, since) => stamps.forEach((time, key) => (time >= since - window ? keys.add(key) : undefined)),
    snapshot: (keys) => pick(stamps, keys),
    restore: (keys, state) => {
      stamps = put(stamps, keys, state as Float64Array);
    },
  };
}

const pick = (values: Float64Array, keys: Int32Array): State => Float64Array.from(keys, (key) => values[key] ?? NaN);

function put(values: Float64Array<ArrayBuffer>, keys: Int32Array, stored: Float64Array): Float64Array<ArrayBuffer> {
  const out = grownNumbers(values, aboveAll(keys), NaN);
  keys.forEach((key, index) => (out[key] = stored[index] ?? NaN));
  return out;
}
