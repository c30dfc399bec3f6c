import { expect, test } from 'vitest';
import { farRanges, thresholdAt } from './far.ts';

test('what is far lies beyond the limits, on the sides that count', () => {
  expect(farRanges({ method: 'z', direction: 'above', threshold: 3 })).toEqual([[3, Infinity]]);
  expect(farRanges({ method: 'z', direction: 'both', threshold: 3 })).toEqual([[-Infinity, -3], [3, Infinity]]);
  expect(farRanges({ method: 'ratio', direction: 'below', threshold: 4 })).toEqual([[-Infinity, 0.25]]);
});

test('a limit is pointed at on its own side', () => {
  expect(thresholdAt(4.23, { method: 'z', direction: 'above', threshold: 3 })).toBe(4.2);
  expect(thresholdAt(-2, { method: 'z', direction: 'both', threshold: 3 })).toBe(2);
  expect(thresholdAt(0.2, { method: 'ratio', direction: 'both', threshold: 3 })).toBe(5);
  expect(thresholdAt(-2, { method: 'z', direction: 'above', threshold: 3 })).toBeUndefined();
  expect(thresholdAt(0.5, { method: 'ratio', direction: 'above', threshold: 3 })).toBeUndefined();
});
