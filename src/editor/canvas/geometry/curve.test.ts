import { describe, expect, test } from 'vitest';
import { boxOf, bundlePath, curveBetween, distanceTo, meet, pointAt, strokePath, threadsOf } from './curve.ts';

describe('an edge’s course', () => {
  const curve = curveBetween({ x: 0, y: 0 }, { x: 100, y: 40 });

  test('leaves and arrives level, with handles of half the way', () => {
    expect(strokePath(curve)).toBe('M0 0C50 0 50 40 100 40');
    expect(strokePath(curveBetween({ x: 0, y: 0 }, { x: 10, y: 40 }))).toBe('M0 0C26 0 -16 40 10 40');
  });

  test('that leads back does not swing out across the whole graph', () => {
    expect(boxOf(curveBetween({ x: 2000, y: 0 }, { x: 0, y: 40 }))).toEqual({ x: -160, y: 0, width: 2320, height: 40 });
  });

  test('is as far as its nearest point', () => {
    const middle = pointAt(curve, 0.5);
    expect(distanceTo(curve, middle)).toBeLessThan(1);
    expect(distanceTo(curve, { x: 0, y: -30 })).toBeCloseTo(30, 5);
  });

  test('boxes meet where they touch', () => {
    expect(meet({ x: 0, y: 0, width: 1, height: 1 }, { x: 1, y: 1, width: 5, height: 5 })).toBe(true);
    expect(meet({ x: 0, y: 0, width: 1, height: 1 }, { x: 2, y: 0, width: 5, height: 5 })).toBe(false);
  });
});

describe('a bundle', () => {
  test('has one thread for each power of ten', () => {
    const counts = [0, 1, 9, 10, 99, 100, 999, 1000, 10_000, 100_000, 999_999, 1_000_000, 5e9];
    expect(counts.map(threadsOf)).toEqual([1, 1, 1, 1, 1, 2, 2, 3, 4, 5, 5, 6, 6]);
  });

  test('starts and ends in the eyelets, all its threads together', () => {
    const path = bundlePath(curveBetween({ x: 0, y: 0 }, { x: 300, y: 80 }), 4);
    const threads = path.split('M').slice(1);
    expect(threads).toHaveLength(4);
    for (const thread of threads) {
      expect(thread).toMatch(/^0 0Q/);
      expect(thread).toMatch(/L300 80$/);
    }
    expect(new Set(threads).size).toBe(4);
  });
});
