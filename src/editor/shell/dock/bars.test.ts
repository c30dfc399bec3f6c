import { expect, test } from 'vitest';
import { ticksUpTo } from './bars.ts';

test.each([[1, [0, 1]], [3, [0, 1, 2, 3]], [7, [0, 5, 10]], [70, [0, 50, 100]], [59, [0, 20, 40, 60]], [1451, [0, 500, 1000, 1500]]])('gridlines up to %i', (most, ticks) => {
  expect(ticksUpTo(most)).toEqual(ticks);
});
