import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binsOf } from './bins.ts';
import type { Bin } from './bins.ts';

const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();
const shown = (bins: readonly Bin[]): readonly string[] => bins.map(({ from, to, rows }) => `${from}-${to}: ${rows}`);

test('small whole numbers get a bin each, however rare they are', () => {
  expect(shown(binsOf(sorted([...Array.from({ length: 500 }, () => 1), 2, 2, 4]), 'number'))).toEqual(['1-2: 500', '2-3: 2', '3-4: 0', '4-5: 1']);
});

test('far values share the last bin, and bins begin at round numbers', () => {
  const bins = binsOf(sorted([...Array.from({ length: 1000 }, (_, at) => at / 5 + 0.5), 9000, 70_000]), 'number');
  expect(bins[0]).toMatchObject({ from: 0, to: 10 });
  expect(bins.at(-1)).toMatchObject({ to: 70_000 });
  expect(bins.slice(0, -1).every(({ from, to }) => to - from === 10 && from % 10 === 0)).toBe(true);
});

test('fractions stand as people write them', () => {
  const bins = binsOf(sorted(Array.from({ length: 101 }, (_, at) => at / 100)), 'number');
  expect(bins.slice(0, 4).map(({ from }) => from)).toEqual([0, 0.05, 0.1, 0.15]);
});

test('times are cut into hours and days', () => {
  const day = 86_400_000;
  const bins = binsOf(sorted(Array.from({ length: 1000 }, (_, at) => Date.UTC(2026, 2, 1) + at * (day / 50))), 'time');
  expect(bins.every(({ from }) => from % day === 0)).toBe(true);
  expect(bins).toHaveLength(20);
});

test('of one value there is one bin, of none no bin', () => {
  expect(shown(binsOf(sorted([7, 7]), 'number'))).toEqual(['7-7: 2']);
  expect(binsOf(sorted([]), 'number')).toEqual([]);
});

test('every value is in one bin, and bins follow each other', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ min: -1e15, max: 1e15, noNaN: true }), fc.double({ min: 0, max: 1e-6, noNaN: true })), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(values, fc.constantFrom('number' as const, 'time' as const), (given, type) => {
      const all = sorted(given);
      const bins = binsOf(all, type);
      expect(bins.length).toBeLessThanOrEqual(61);
      expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(all.length);
      bins.forEach(({ from, to, rows }, at) => {
        const next = bins[at + 1];
        if (next !== undefined) expect(next.from).toBe(to);
        expect(all.filter((value) => value >= from && (next === undefined ? value <= to : value < to)).length).toBe(rows);
      });
    }),
    { seed: 7, numRuns: 300 },
  );
});
