import { answersFor, give, questionsOf } from './group.ts';
import type { Answers, Group, GroupOptions, Passage } from './group.ts';
import type { Kept } from './by-key.ts';

/** How many rows there are. */
export function createTally(options: GroupOptions): Group {
  const { log, passes, window, asked, byKey } = options;
  const place = byKey.room();
  let head = log.head;
  log.onMove((moved) => (head = moved(head)));

  return {
    run: (passage, columns) => {
      const answers = answersFor(asked, questionsOf(passage));
      head = count(passage, window, head, passes?.values, byKey.kept(place), answers);
      give(options, answers, passage, columns, 0);
    },
    forget: () => undefined,
    clear: () => {
      head = (log.head + log.size) & log.mask;
    },
    memory: () => 0,
    snapshot: window === Infinity ? (keys) => byKey.picked(place, keys) : undefined,
    restore: (keys, state) => byKey.put(place, keys, state as Int32Array),
  };
}

/** Gives the slot of the first row that still counts. Marks are 1 and 0, so that what passes is added up. */
function count(
  passage: Passage,
  window: number,
  head: number,
  passes: Uint8Array | undefined,
  { records, stride, place }: Kept,
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
      const at = (owners[oldest] ?? 0) * stride + place;
      records[at] = (records[at] ?? 0) - (passes === undefined ? 1 : (passes[oldest] ?? 0));
      oldest = (oldest + 1) & mask;
    }
    const last = asked[moment] ?? 0;
    if (before !== undefined) {
      for (let at = first; at < last; at += 1) before[at] = records[(keys[at] ?? 0) * stride + place] ?? 0;
    }
    for (const end = added[moment] ?? 0; row < end; row += 1) {
      const at = (owners[slot] ?? 0) * stride + place;
      records[at] = (records[at] ?? 0) + (passes === undefined ? 1 : (passes[slot] ?? 0));
      slot = (slot + 1) & mask;
    }
    if (through !== undefined) {
      for (let at = first; at < last; at += 1) through[at] = records[(keys[at] ?? 0) * stride + place] ?? 0;
    }
    first = last;
  }
  return oldest;
}
