import { aboveAll, grownNumbers } from '../state/grown.ts';
import type { Kept } from './by-key.ts';
import { answersFor, give, questionsOf } from './group.ts';
import type { Answers, Group, GroupOptions, Passage } from './group.ts';
import { createLine, readFronts } from './line.ts';
import type { Part } from './log.ts';

/**
 * The least or the greatest number. Of each key only rows stay in line that no later one surpasses: the first of them
 * has the answer, and the second has it once the first is too old. Greatest numbers are the least of their opposites.
 */
export function createExtreme(options: GroupOptions, numbers: Part<Float64Array>, sign: 1 | -1): Group {
  const { log, passes, window, asked } = options;
  const line = createLine(options);
  const previous = log.links();

  return {
    run: (passage, columns) => {
      const answers = answersFor(asked, questionsOf(passage));
      const links: Links = { next: line.nexts.values, prior: previous.values };
      const { values } = numbers;
      line.head = surpass(passage, window, line.head, values, passes?.values, sign, line.kept(), links, answers);
      give(options, answers, passage, columns);
    },
    forget: () => undefined,
    clear: line.clear,
    memory: () => 0,
  };
}

/** By slot, one more than the slot of the next and of the one before in line; 0 where there is none. */
interface Links {
  readonly next: Int32Array;
  readonly prior: Int32Array;
}

/** Gives the slot of the first row that still counts. By key there is the front of its line, and then the back. */
function surpass(
  passage: Passage,
  window: number,
  head: number,
  values: Float64Array,
  passes: Uint8Array | undefined,
  sign: 1 | -1,
  { records, stride, place }: Kept,
  { next, prior }: Links,
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
      if (records[front] === oldest + 1) {
        const second = next[oldest] ?? 0;
        records[front] = second;
        if (second === 0) records[front + 1] = 0;
        else prior[second - 1] = 0;
      }
      oldest = (oldest + 1) & mask;
    }
    const last = asked[moment] ?? 0;
    if (before !== undefined) readFronts(before, first, last, keys, values, records, stride, place);
    for (const end = added[moment] ?? 0; row < end; row += 1) {
      const value = values[slot] ?? NaN;
      if (!Number.isNaN(value) && (passes === undefined || passes[slot] === 1)) {
        const front = (owners[slot] ?? 0) * stride + place;
        let earlier = records[front + 1] ?? 0;
        while (earlier !== 0 && sign * (values[earlier - 1] ?? 0) >= sign * value) earlier = prior[earlier - 1] ?? 0;
        next[slot] = 0;
        prior[slot] = earlier;
        records[front + 1] = slot + 1;
        if (earlier === 0) records[front] = slot + 1;
        else next[earlier - 1] = slot + 1;
      }
      slot = (slot + 1) & mask;
    }
    if (through !== undefined) readFronts(through, first, last, keys, values, records, stride, place);
    first = last;
  }
  return oldest;
}

/** The same where nothing is ever taken away: one number for each key is enough. */
export function createRecord(options: GroupOptions, numbers: Part<Float64Array>, sign: 1 | -1): Group {
  const { passes, asked } = options;
  let best = new Float64Array(0);
  return {
    run: (passage, columns) => {
      best = grownNumbers(best, passage.limit, NaN);
      const values = numbers.values;
      const pass = passes?.values;
      const answers = answersFor(asked, questionsOf(passage));
      const { moments, added, start, owners, mask, keys } = passage;
      const rows = moments === 0 ? 0 : (added[moments - 1] ?? 0);
      for (let row = 0; row < rows; row += 1) {
        const slot = (start + row) & mask;
        const value = values[slot] ?? NaN;
        if (Number.isNaN(value) || (pass !== undefined && pass[slot] !== 1)) continue;
        const key = owners[slot] ?? 0;
        const known = best[key] ?? NaN;
        if (!(sign * known <= sign * value)) best[key] = value;
      }
      answers.through?.forEach((_, at, out) => (out[at] = best[keys[at] ?? 0] ?? NaN));
      give(options, answers, passage, columns);
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
