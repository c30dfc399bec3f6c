import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeOf } from './kafka-merge.ts';
import type { Arrived, Merge } from './kafka-merge.ts';

const message = (offset: number, time?: number): Arrived => ({ offset, time, lines: [], bytes: 1 });
const starts = (count: number): Map<number, number> => new Map(Array.from({ length: count }, (_, at) => [at, 0]));
const take = (merge: Merge, most = Infinity): (readonly [number, number | undefined])[] => merge.take(most).map(({ partition, time }) => [partition, time]);

describe('a message', () => {
  test('waits until every other partition has shown a later time', () => {
    const merge = mergeOf(starts(2));
    merge.add(0, [message(0, 1), message(1, 5), message(2, 9)]);
    expect(take(merge)).toEqual([]);
    merge.add(1, [message(0, 4)]);
    expect(take(merge)).toEqual([[0, 1], [1, 4]]);
    merge.add(1, [message(1, 6)]);
    expect(take(merge)).toEqual([[0, 5], [1, 6]]);
    expect([merge.waiting(0), merge.waiting(1)]).toEqual([1, 0]);
  });

  test('or has come up to where it ended after the message was here', () => {
    const merge = mergeOf(starts(2));
    const answer = merge.asking();
    merge.add(0, [message(0, 5)]);
    answer(new Map([[0, 1], [1, 0]]));
    // It was asked before the message came: the other may have an earlier one since.
    expect(take(merge)).toEqual([]);
    merge.asking()(new Map([[0, 1], [1, 1]]));
    expect(take(merge)).toEqual([]);
    merge.add(1, [message(0, 3)]);
    expect(take(merge)).toEqual([[1, 3], [0, 5]]);
  });

  test('or is known to have nothing up to there, until its end moves on', () => {
    const merge = mergeOf(starts(2));
    merge.add(0, [message(0, 5)]);
    merge.asking()(new Map([[0, 1], [1, 2]]));
    expect(take(merge)).toEqual([]);
    merge.nothing(1);
    expect(take(merge)).toEqual([[0, 5]]);
    merge.add(0, [message(1, 7)]);
    merge.asking()(new Map([[0, 2], [1, 3]]));
    expect(take(merge)).toEqual([]);
  });

  test('without a time waits for none but those before it, and one that comes again is left out', () => {
    const merge = mergeOf(starts(2));
    merge.add(0, [message(0), message(1, 5), message(2)]);
    merge.add(0, [message(0), message(1, 5)]);
    expect(take(merge)).toEqual([[0, undefined]]);
    merge.add(1, [message(0, 6)]);
    expect(take(merge, 1)).toEqual([[0, 5]]);
    expect(take(merge)).toEqual([[0, undefined]]);
  });
});

test('partitions that are each in order come out in order, however they come in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }),
      fc.array(fc.record({ partition: fc.integer({ min: 0, max: 3 }), count: fc.integer({ min: 1, max: 9 }), most: fc.integer({ min: 1, max: 20 }) }), { maxLength: 60 }),
      (owners, steps) => {
        const all = starts(4);
        const logs = [...all.keys()].map((partition) => owners.flatMap((owner, time) => (owner === partition ? [time] : [])).map((time, offset) => message(offset, time)));
        const ends = new Map(logs.map((log, partition) => [partition, log.length]));
        const merge = mergeOf(all);
        const out: (number | undefined)[] = [];
        for (const { partition, count, most } of steps) {
          merge.add(partition, (logs[partition] ?? []).slice(merge.next(partition), merge.next(partition) + count));
          out.push(...take(merge, most).map(([, time]) => time));
        }
        for (const [partition, log] of logs.entries()) merge.add(partition, log);
        merge.asking()(ends);
        out.push(...take(merge).map(([, time]) => time));
        expect(out).toEqual(owners.map((_, time) => time));
      },
    ),
    { seed: 6, numRuns: 300 },
  );
});
