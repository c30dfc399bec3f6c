import { expect, test } from 'vitest';
import { createEntries } from './entries.ts';

test('what is known of a dictionary holds for the next one as far as both begin alike', () => {
  const entries = createEntries();
  const table = entries.of(['a', 'b', 'c']);
  table.set([0, 11, 12, 13]);
  expect(Array.from(entries.of(['a', 'b', 'd', 'c']).subarray(0, 5))).toEqual([0, 11, 12, 0, 0]);
  expect(Array.from(entries.of(['b', 'a']).subarray(0, 3))).toEqual([0, 0, 0]);
});

test('a dictionary that has grown keeps what is known of it, and nothing is left once it is forgotten', () => {
  const entries = createEntries();
  const dictionary = ['a'];
  entries.of(dictionary)[1] = 5;
  dictionary.push('b');
  expect(Array.from(entries.of(dictionary).subarray(0, 3))).toEqual([0, 5, 0]);
  entries.forget();
  expect(entries.of(dictionary)[1]).toBe(0);
});
