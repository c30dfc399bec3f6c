import { expect, test } from 'vitest';
import type { Random } from './random.ts';
import {
  exp, exponential, fork, integer, ln, logNormal, normal, picker, pickIndex, randomFrom, shuffled, uint32, uniform,
} from './random.ts';

const draw = (random: Random, count: number) => Array.from({ length: count }, () => uint32(random));
const sample = (make: (random: Random) => number, count = 200_000) => {
  const random = randomFrom('sample');
  return Array.from({ length: count }, () => make(random));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};

test('a seed always gives the same numbers: these are frozen', () => {
  expect(draw(randomFrom(7), 4)).toEqual(draw(randomFrom('7'), 4));
  expect(draw(randomFrom(7), 3)).toMatchInlineSnapshot(`
    [
      2424606924,
      1547111056,
      688918528,
    ]
  `);
  expect(draw(randomFrom(8), 3)).not.toEqual(draw(randomFrom(7), 3));
});

test('a fork depends on its label, not on what was drawn before', () => {
  const fresh = randomFrom(1);
  const used = randomFrom(1);
  draw(used, 100);
  expect(draw(fork(used, 'a'), 5)).toEqual(draw(fork(fresh, 'a'), 5));
  expect(draw(fork(fresh, 'b'), 5)).not.toEqual(draw(fork(fresh, 'a'), 5));
});

test('numbers fill their range evenly', () => {
  const counts = Array.from({ length: 16 }, () => 0);
  for (const value of sample(uniform)) counts[Math.floor(value * 16)] = (counts[Math.floor(value * 16)] ?? 0) + 1;
  for (const count of counts) expect(Math.abs(count - 12_500)).toBeLessThan(500);
  const dice = new Set(sample((random) => integer(random, 1, 6), 1000));
  expect([...dice].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('distributions have the shape that is asked for', () => {
  const bell = sample(normal);
  expect(mean(bell)).toBeCloseTo(0, 1);
  expect(deviation(bell)).toBeCloseTo(1, 1);
  expect(mean(sample((random) => exponential(random, 5)))).toBeCloseTo(5, 0);
  const skewed = sample((random) => logNormal(random, 30, 0.5)).sort((a, b) => a - b);
  expect(skewed[100_000]).toBeGreaterThan(29.5);
  expect(skewed[100_000]).toBeLessThan(30.5);
});

test('picks follow their weights', () => {
  const table = picker([1, 0, 6, 3]);
  const picks = sample((random) => pickIndex(random, table), 100_000);
  const shares = [0, 1, 2, 3].map((index) => picks.filter((pick) => pick === index).length / picks.length);
  [0.1, 0, 0.6, 0.3].forEach((share, index) => expect(shares[index]).toBeCloseTo(share, 2));
});

test('shuffling keeps every item', () => {
  const list = Array.from({ length: 50 }, (_, index) => index);
  const mixed = shuffled(randomFrom(3), list);
  expect(mixed).not.toEqual(list);
  expect([...mixed].sort((a, b) => a - b)).toEqual(list);
});

test('logarithm and power agree with the platform to fourteen digits', () => {
  for (const x of sample(uniform, 5000)) {
    const wide = exp((x - 0.5) * 60);
    expect(Math.abs(wide / Math.exp((x - 0.5) * 60) - 1)).toBeLessThan(1e-13);
    expect(Math.abs(ln(wide) - Math.log(wide))).toBeLessThan(1e-13);
  }
  expect(ln(1)).toBe(0);
  expect(exp(0)).toBe(1);
});
