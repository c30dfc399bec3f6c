import { describe, expect, it } from 'vitest';
import { aroundWindow, heaped, lookingBack, momentsOf, placeOf } from './timeline.ts';

describe('a line of time', () => {
  it('holds the window and some of what is too old', () => {
    const scale = lookingBack(1000, 100);
    expect(placeOf(1000, scale)).toBeGreaterThan(0.9);
    expect(placeOf(900, scale)).toBeCloseTo(0.357, 2);
    expect(placeOf(0, scale)).toBe(0);
    expect(placeOf(5, { from: 5, to: 5 })).toBe(0);
  });

  it('knows the row, what counts, and what is too old', () => {
    expect(momentsOf([800, 900, 950, 1000, 1000, 1010], 1000, 100, 'through').map(({ is }) => is)).toEqual([
      'outside',
      'inside',
      'inside',
      'inside',
      'row',
      'outside',
    ]);
    expect(momentsOf([950, 1000, 1000], 1000, 100, 'before').map(({ is }) => is)).toEqual(['inside', 'outside', 'row']);
  });

  it('draws as one what would lie on top of each other', () => {
    const scale = { from: 0, to: 100 };
    const all = [10, 10.5, 11, 50, 99].map((at) => ({ at, is: at === 99 ? 'row' : 'inside' }) as const);
    expect(heaped(all, scale, 0.02).map(({ at, many }) => [at, many])).toEqual([
      [10, 3],
      [50, 1],
      [99, 1],
    ]);
  });

  it('shows some of what lies beside a window', () => {
    expect(aroundWindow(100, 200)).toEqual({ from: 65, to: 235 });
  });
});
