import { expect, test } from 'vitest';
import { ownNames } from './own-names.ts';

test('a name that comes again gets a number that no other column has', () => {
  expect(ownNames(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a 2', 'a 3']);
  expect(ownNames(['a', 'a 2', 'a', ''])).toEqual(['a', 'a 2', 'a 3', '']);
  expect(ownNames(['', ''])).toEqual(['', '']);
  const many = ownNames(Array.from({ length: 5000 }, () => 'x'));
  expect(new Set(many).size).toBe(5000);
});
