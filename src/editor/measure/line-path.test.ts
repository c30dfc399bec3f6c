import { expect, test } from 'vitest';
import { linePath } from './line-path.ts';

test('a line goes through the middle of each place, and is broken where nothing is known', () => {
  expect(linePath([0, 0.5, 1, 0])).toBe('M12.5 100L37.5 50L62.5 0L87.5 100');
  expect(linePath([1, undefined, 0, 0.25])).toBe('M12.5 0M62.5 100L87.5 75');
  expect(linePath([])).toBe('');
});
