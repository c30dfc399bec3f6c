import { expect, test } from 'vitest';
import { createTextStore, detached } from './texts.ts';

test.each([0, 12, 13, 1024, 1025, 3000])('a copy of %i characters is the same text', (length) => {
  const text = Array.from({ length }, (_, at) => String.fromCharCode((at * 7919) % 65_536)).join('');
  expect(detached(text)).toBe(text);
});

test('texts that nobody holds are forgotten, and their numbers given to others', () => {
  const store = createTextStore();
  const [one, two, three] = ['one', 'two', 'three'].map((text) => store.codeOf(text));
  store.sweep((live) => live.add(two ?? 0));
  expect(store.size()).toBe(1);
  expect(store.codeOf('two')).toBe(two);
  expect(new Set([store.codeOf('four'), store.codeOf('five')])).toEqual(new Set([one, three]));
  const other = createTextStore();
  other.restore(structuredClone(store.snapshot()));
  expect(other.text(two ?? 0)).toBe('two');
  expect(other.codesIn({ type: 'text', codes: Int32Array.of(1, 0, 2), dictionary: ['two', 'six'] }, undefined)).toEqual(Int32Array.of(two ?? 0, 0, 4));
});
