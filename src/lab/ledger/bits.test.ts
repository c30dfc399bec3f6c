import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { both, countBits, countBoth, either, growingBits, hasBit, rowsIn, without } from './bits.ts';

const sets = fc.record({ rows: fc.integer({ min: 1, max: 200 }), one: fc.uniqueArray(fc.nat(199)), other: fc.uniqueArray(fc.nat(199)), from: fc.nat(210), to: fc.nat(210) });

test('sets of rows by bits are sets of rows', () => {
  fc.assert(
    fc.property(sets, ({ rows, one, other, from, to }) => {
      const [a, b] = [one, other].map((set) => new Set(set.filter((row) => row < rows)));
      const [x, y] = [a, b].map((set) => {
        const bits = growingBits();
        for (const row of set ?? []) bits.add(row);
        return bits.of(rows);
      });
      if (a === undefined || b === undefined || x === undefined || y === undefined) return;
      const all = Array.from({ length: rows }, (_, row) => row);
      expect(all.filter((row) => hasBit(x, row))).toEqual(all.filter((row) => a.has(row)));
      expect([...rowsIn(x)]).toEqual(all.filter((row) => a.has(row)));
      expect([...rowsIn(x, 3)]).toEqual(all.filter((row) => a.has(row)).slice(0, 3));
      expect(countBits(x, from, Math.min(to, rows))).toBe(all.filter((row) => a.has(row) && row >= from && row < to).length);
      expect(countBoth(x, y)).toBe(all.filter((row) => a.has(row) && b.has(row)).length);
      expect([...rowsIn(both(x, y))]).toEqual(all.filter((row) => a.has(row) && b.has(row)));
      expect([...rowsIn(either(x, y))]).toEqual(all.filter((row) => a.has(row) || b.has(row)));
      expect([...rowsIn(without(x, y))]).toEqual(all.filter((row) => a.has(row) && !b.has(row)));
    }),
    runs(200),
  );
});
