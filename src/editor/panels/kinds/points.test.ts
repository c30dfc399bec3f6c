import { describe, expect, it } from 'vitest';
import { bandParts, barOf, scaleOf } from './points.ts';

describe('points as bars', () => {
  it('have one scale and one place for nothing', () => {
    expect(barOf(30, [30, -10])).toEqual({ zero: 0.25, from: 0.25, to: 1 });
    expect(barOf(-10, [30, -10])).toEqual({ zero: 0.25, from: 0, to: 0.25 });
    expect(barOf(0, [])).toEqual({ zero: 0, from: 0, to: 0 });
  });
});

describe('bands on a scale', () => {
  it('fill it from end to end', () => {
    const scale = scaleOf([undefined, 50, 80], { min: 0, max: 100 });
    expect(scale).toEqual([0, 100]);
    expect(bandParts([undefined, 50, 80], scale)).toEqual([
      { index: 0, from: 0, to: 0.5 },
      { index: 1, from: 0.5, to: 0.8 },
      { index: 2, from: 0.8, to: 1 },
    ]);
  });

  it('have their starts in sight, even where no score comes', () => {
    expect(scaleOf([undefined, 200], { min: 0, max: 100 })).toEqual([0, 200]);
    expect(scaleOf([undefined], { min: 0, max: 0 })).toEqual([0, 1]);
  });

  it('have no length where they are out of order', () => {
    expect(bandParts([undefined, 80, 50], [0, 100]).map(({ from, to }) => to - from)).toEqual([0.8, 0, 0.5]);
  });
});
