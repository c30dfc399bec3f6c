import type { Kept } from './by-key.ts';
import { answersFor, give, questionsOf } from './group.ts';
import type { Answers, Group, GroupOptions, Passage } from './group.ts';
import { createQueue, roomInQueue } from './queue.ts';
import type { Queue } from './queue.ts';

/** How many rows there are. */
export function createTally(options: GroupOptions): Group {
  const { log, passes, window, asked, byKey } = options;
  const place = byKey.room();
  let head = log.head;
  log.onMove((moved) => (head = moved(head)));
  const queue = createQueue();

  return {
    run: (passage, columns) => {
      const answers = answersFor(asked, questionsOf(passage));
      const kept = byKey.kept(place);
      if (passes === undefined) head = count(passage, window, head, kept, answers);
      else {
        roomInQueue(queue, passage, passes.values);
        countPassing(passage, window, passes.values, queue, kept, answers);
      }
      give(options, answers, passage, columns, 0);
    },
    forget: () => undefined,
    clear: () => {
      head = (log.head + log.size) & log.mask;
      queue.size = 0;
    },
    memory: () => queue.times.byteLength + queue.keys.byteLength,
    snapshot: window === Infinity ? (keys) => byKey.picked(place, keys) : undefined,
    restore: (keys, state) => byKey.put(place, keys, state as Int32Array),
  };
}

/** Gives the slot of the first row that still counts. */
function count(
  passage: Passage,
  window: number,
  head: number,
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
      records[at] = (records[at] ?? 0) - 1;
      oldest = (oldest + 1) & mask;
    }
    const last = asked[moment] ?? 0;
    if (before !== undefined) readCounts(before, first, last, keys, records, stride, place);
    for (const end = added[moment] ?? 0; row < end; row += 1) {
      const at = (owners[slot] ?? 0) * stride + place;
      records[at] = (records[at] ?? 0) + 1;
      slot = (slot + 1) & mask;
    }
    if (through !== undefined) readCounts(through, first, last, keys, records, stride, place);
    first = last;
  }
  return oldest;
}

/** Those that pass stand in a line of their own, so that the others, mostly many more, need not be looked at again. */
function countPassing(
  passage: Passage,
  window: number,
  passes: Uint8Array,
  queue: Queue,
  { records, stride, place }: Kept,
  { before, through }: Answers,
): void {
  const { moments, times, added, asked, keys, stamps, owners, mask } = passage;
  const { times: queued, keys: queuedKeys } = queue;
  const most = queued.length - 1;
  const leaves = window !== Infinity;
  let { head, size } = queue;
  let slot = passage.start;
  let row = 0;
  let first = 0;
  for (let moment = 0; moment < moments; moment += 1) {
    const since = (times[moment] ?? 0) - window;
    while (size > 0 && (queued[head] ?? 0) < since) {
      const at = (queuedKeys[head] ?? 0) * stride + place;
      records[at] = (records[at] ?? 0) - 1;
      head = (head + 1) & most;
      size -= 1;
    }
    const last = asked[moment] ?? 0;
    if (before !== undefined) readCounts(before, first, last, keys, records, stride, place);
    for (const end = added[moment] ?? 0; row < end; row += 1) {
      if (passes[slot] === 1) {
        const key = owners[slot] ?? 0;
        records[key * stride + place] = (records[key * stride + place] ?? 0) + 1;
        if (leaves) {
          const tail = (head + size) & most;
          queued[tail] = stamps[slot] ?? NaN;
          queuedKeys[tail] = key;
          size += 1;
        }
      }
      slot = (slot + 1) & mask;
    }
    if (through !== undefined) readCounts(through, first, last, keys, records, stride, place);
    first = last;
  }
  queue.head = head;
  queue.size = size;
}

/** For the questions from one up to another. */
export function readCounts(
  out: Float64Array,
  from: number,
  to: number,
  keys: Int32Array,
  records: Int32Array,
  stride: number,
  place: number,
): void {
  for (let at = from; at < to; at += 1) out[at] = records[(keys[at] ?? 0) * stride + place] ?? 0;
}
