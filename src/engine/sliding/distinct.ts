import { aboveAll } from '../state/grown.ts';
import type { Kept } from './by-key.ts';
import { answersFor, give, questionsOf } from './group.ts';
import type { Answers, Group, GroupOptions, Passage } from './group.ts';
import type { Part } from './log.ts';
import { holdPair, holdPairAgain, releasePair, roomInPairs, valueOfPair } from './pairs.ts';
import type { Pairs } from './pairs.ts';
import { readCounts } from './tally.ts';

/**
 * How many different values. `part` has the number of each row's pair of key and value, 0 where the value is missing.
 */
export function createDistinct(options: GroupOptions, part: Part<Int32Array>, pairs: Pairs): Group {
  const { log, passes, window, asked, byKey } = options;
  /** With each pair how many rows have it, and by key how many pairs some row has. */
  const room = roomInPairs(pairs);
  const place = byKey.room();
  let head = log.head;
  log.onMove((moved) => (head = moved(head)));

  return {
    run: (passage, columns) => {
      const answers = answersFor(asked, questionsOf(passage));
      const counted: Kept = { records: pairs.records, stride: pairs.stride, place: room };
      head = countPairs(passage, window, head, part.values, passes?.values, counted, byKey.kept(place), answers);
      give(options, answers, passage, columns, 0);
    },
    forget: () => undefined,
    clear: () => {
      head = (log.head + log.size) & log.mask;
    },
    memory: () => 0,
  };
}

/** Gives the slot of the first row that still counts. */
function countPairs(
  passage: Passage,
  window: number,
  head: number,
  pairs: Int32Array,
  passes: Uint8Array | undefined,
  { records: holders, stride: width, place: room }: Kept,
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
      const pair = pairs[oldest] ?? 0;
      if (pair !== 0 && (passes === undefined || passes[oldest] === 1)) {
        const left = (holders[pair * width + room] ?? 0) - 1;
        holders[pair * width + room] = left;
        const at = (owners[oldest] ?? 0) * stride + place;
        records[at] = (records[at] ?? 0) - (left === 0 ? 1 : 0);
      }
      oldest = (oldest + 1) & mask;
    }
    const last = asked[moment] ?? 0;
    if (before !== undefined) readCounts(before, first, last, keys, records, stride, place);
    for (const end = added[moment] ?? 0; row < end; row += 1) {
      const pair = pairs[slot] ?? 0;
      if (pair !== 0 && (passes === undefined || passes[slot] === 1)) {
        const known = holders[pair * width + room] ?? 0;
        holders[pair * width + room] = known + 1;
        const at = (owners[slot] ?? 0) * stride + place;
        records[at] = (records[at] ?? 0) + (known === 0 ? 1 : 0);
      }
      slot = (slot + 1) & mask;
    }
    if (through !== undefined) readCounts(through, first, last, keys, records, stride, place);
    first = last;
  }
  return oldest;
}

/** The same where nothing is ever taken away: the pairs of a key are held until it is forgotten. */
export function createCollection(options: GroupOptions, part: Part<Int32Array>, pairs: Pairs): Group {
  const { passes, asked, byKey } = options;
  /** With each pair the one that came before it in the collection of its key, or itself; 0 where it is in none. */
  const room = roomInPairs(pairs);
  const latest = byKey.room();
  const count = byKey.room();

  function add(key: number, pair: number): void {
    const { records, stride } = byKey.kept(latest);
    const at = key * stride;
    const before = records[at + latest] ?? 0;
    pairs.records[pair * pairs.stride + room] = before === 0 ? pair : before;
    records[at + latest] = pair;
    records[at + count] = (records[at + count] ?? 0) + 1;
  }

  function pairsOf(key: number): readonly number[] {
    const { records, stride } = byKey.kept(latest);
    const found: number[] = [];
    for (let pair = records[key * stride + latest] ?? 0; pair !== 0; ) {
      found.push(pair);
      const before = pairs.records[pair * pairs.stride + room] ?? 0;
      pair = before === pair ? 0 : before;
    }
    return found;
  }

  return {
    run: (passage, columns) => {
      const answers = answersFor(asked, questionsOf(passage));
      const { moments, added, start, owners, mask, keys } = passage;
      const rows = moments === 0 ? 0 : (added[moments - 1] ?? 0);
      for (let row = 0; row < rows; row += 1) {
        const slot = (start + row) & mask;
        const pair = part.values[slot] ?? 0;
        if (pair === 0 || (passes !== undefined && passes.values[slot] !== 1)) continue;
        if (pairs.records[pair * pairs.stride + room] !== 0) continue;
        holdPairAgain(pairs, pair);
        add(owners[slot] ?? 0, pair);
      }
      const { records, stride } = byKey.kept(count);
      answers.through?.forEach((_, at, out) => (out[at] = records[(keys[at] ?? 0) * stride + count] ?? 0));
      give(options, answers, passage, columns, 0);
    },
    forget: (keys) => {
      for (const key of keys) {
        for (const pair of pairsOf(key)) {
          pairs.records[pair * pairs.stride + room] = 0;
          releasePair(pairs, pair);
        }
        const { records, stride } = byKey.kept(latest);
        records[key * stride + latest] = 0;
      }
    },
    clear: () => undefined,
    memory: () => 0,
    snapshot: (keys) => Array.from(keys, (key) => Float64Array.from(pairsOf(key), (pair) => valueOfPair(pairs, pair))),
    restore: (keys, state) => {
      byKey.grow(aboveAll(keys));
      (state as readonly Float64Array[]).forEach((values, index) => {
        const key = keys[index] ?? 0;
        for (const value of values) add(key, holdPair(pairs, key, value));
      });
    },
  };
}
