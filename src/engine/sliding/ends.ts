import type { State } from '../state/state.ts';
import { aboveAll, grownNumbers } from '../state/grown.ts';
import type { Kept } from './by-key.ts';
import { answersFor, give, questionsOf } from './group.ts';
import type { Answers, Group, GroupOptions, Passage } from './group.ts';
import { createLine, readFronts } from './line.ts';
import type { Part } from './log.ts';

/** The first value: of each key the rows that have one stand in line. */
export function createFirst(options: GroupOptions, part: Part<Float64Array>): Group {
  const { passes, window, asked } = options;
  const line = createLine(options);

  return {
    run: (passage, columns) => {
      const answers = answersFor(asked, questionsOf(passage));
      const next = line.nexts.values;
      line.head = queue(passage, window, line.head, part.values, passes?.values, line.kept(), next, answers);
      give(options, answers, passage, columns);
    },
    forget: () => undefined,
    clear: line.clear,
    memory: () => 0,
  };
}

/** Gives the slot of the first row that still counts. */
function queue(
  passage: Passage,
  window: number,
  head: number,
  values: Float64Array,
  passes: Uint8Array | undefined,
  { records, stride, place }: Kept,
  next: Int32Array,
  { before, through }: Answers,
): number {
  const { moments, times, added, asked, keys, stamps, owners, mask } = passage;
  let oldest = head;
  let slot = passage.start;
  let row = 0;
  let first = 0;
  for (let moment = 0; moment < moments; moment += 1) {
    const since = (times[moment] ?? 0) - window;
    while ((stamps[oldest] ?? 0) < since) {
      const front = (owners[oldest] ?? 0) * stride + place;
      if (records[front] === oldest + 1) records[front] = next[oldest] ?? 0;
      oldest = (oldest + 1) & mask;
    }
    const last = asked[moment] ?? 0;
    if (before !== undefined) readFronts(before, first, last, keys, values, records, stride, place);
    for (const end = added[moment] ?? 0; row < end; row += 1) {
      if (!Number.isNaN(values[slot] ?? NaN) && (passes === undefined || passes[slot] === 1)) {
        const front = (owners[slot] ?? 0) * stride + place;
        next[slot] = 0;
        if (records[front] === 0) records[front] = slot + 1;
        else next[(records[front + 1] ?? 0) - 1] = slot + 1;
        records[front + 1] = slot + 1;
      }
      slot = (slot + 1) & mask;
    }
    if (through !== undefined) readFronts(through, first, last, keys, values, records, stride, place);
    first = last;
  }
  return oldest;
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
  const { passes, window, asked } = options;
  let stamps = new Float64Array(0);
  let found = new Float64Array(0);

  return {
    run: (passage, columns) => {
      stamps = grownNumbers(stamps, passage.limit, NaN);
      found = grownNumbers(found, passage.limit, NaN);
      const { moments, times, added, asked: questions, keys, stamps: at, owners, mask } = passage;
      const pass = passes?.values;
      const values = part.values;
      const [when, what] = [stamps, found];
      const answers = answersFor(asked, questionsOf(passage));
      let slot = passage.start;
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
      give(options, answers, passage, columns);

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
  const { passes, window, asked } = options;
  let stamps = new Float64Array(0);

  return {
    run: (passage, columns) => {
      stamps = grownNumbers(stamps, passage.limit, NaN);
      const { moments, times, added, keys, stamps: at, owners, mask } = passage;
      const pass = passes?.values;
      const when = stamps;
      const answers = answersFor(asked, questionsOf(passage));
      const { before, through } = answers;
      let slot = passage.start;
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
      give(options, answers, passage, columns);

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
