import { expect, it } from 'vitest';
import { most } from './most.ts';

it('finds what is most frequent, and of those the first', () => {
  expect(most([])).toBeUndefined();
  expect(most(['10m', '1h', '1h'])).toBe('1h');
  expect(most(['10m', '1h'])).toBe('10m');
});
