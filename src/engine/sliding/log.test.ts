import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { createLog } from './log.ts';
import { createPairs, eachValueIn, holdPair, releasePair, roomInPairs, valueOfPair } from './pairs.ts';

test('rows and what links them stay what they are while the log grows and shrinks', () => {
  const moves = fc.array(fc.record({ add: fc.oneof({ weight: 9, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.constant(70_000) }), drop: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 20 });
  fc.assert(
    fc.property(moves, (all) => {
      const log = createLog();
      const previous = log.links();
      const numbers = log.codes();
      let newest = 0;
      log.onMove((moved) => (newest = newest === 0 ? 0 : moved(newest - 1) + 1));
      let [from, to] = [0, 0];
      for (const { add, drop } of all) {
        const start = log.extend(add);
        for (let index = 0; index < add; index += 1) {
          const slot = (start + index) & log.mask;
          log.times.values[slot] = to;
          numbers.values[slot] = to;
          previous.values[slot] = newest;
          newest = slot + 1;
          to += 1;
        }
        const gone = Math.floor(drop * (to - from + 0.99));
        log.dropTo((log.head + gone) & log.mask);
        from += gone;
        expect(log.size).toBe(to - from);
        expect(log.times.values[(log.head + log.size) & log.mask]).toBe(NaN);
        // Back along the links, as far as rows are left: each is one less than the one after it.
        let [slot, right] = [newest, true];
        for (let row = to - 1; row >= from; row -= 1) {
          right &&= numbers.values[slot - 1] === row && log.times.values[slot - 1] === row;
          slot = previous.values[slot - 1] ?? 0;
        }
        expect(right).toBe(true);
      }
      if (log.size < 1000) {
        log.extend(1);
        expect(log.mask).toBeLessThan(65_536);
      }
    }),
    runs(30),
  );
});

test('pairs keep their numbers as long as they are held, and others get them afterwards', () => {
  const move = fc.record({ key: fc.nat(5), value: fc.constantFrom(0, -0, 1, -1, 0.1, 1e300, 2 ** 40), release: fc.boolean() });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 300, size: 'max' }), (moves) => {
      const pairs = createPairs();
      const room = roomInPairs(pairs);
      const held = new Map<string, { pair: number; holders: number; value: number }>();
      for (const { key, value, release } of moves) {
        const name = `${key}/${value + 0}`;
        const known = held.get(name);
        if (!release) {
          const pair = holdPair(pairs, key, value);
          if (known === undefined) {
            expect([...held.values()].map((each) => each.pair)).not.toContain(pair);
            expect(pairs.records[pair * pairs.stride + room]).toBe(0);
          } else expect(pair).toBe(known.pair);
          held.set(name, { pair, holders: (known?.holders ?? 0) + 1, value: value + 0 });
        } else if (known !== undefined) {
          releasePair(pairs, known.pair);
          if (known.holders === 1) held.delete(name);
          else held.set(name, { ...known, holders: known.holders - 1 });
        }
      }
      for (const { pair, value } of held.values()) expect(valueOfPair(pairs, pair)).toBe(value);
      const values: number[] = [];
      eachValueIn(pairs, (value) => values.push(value));
      const upwards = (a: number, b: number): number => a - b;
      expect(values.sort(upwards)).toEqual([...held.values()].map(({ value }) => value).sort(upwards));
    }),
    runs(60),
  );
});
