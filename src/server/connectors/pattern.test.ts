import { expect, test } from 'vitest';
import { linePattern } from './pattern.ts';

test('finds the named parts of lines', () => {
  const match = linePattern('^(?<ip>\\S+) (?<size>\\d+)?');
  expect(match(['1.2.3.4 17', 'no', '1.2.3.4 -'])).toEqual([{ ip: '1.2.3.4', size: '17' }, undefined, { ip: '1.2.3.4', size: undefined }]);
});

test('a line over which a pattern takes ages is one that it does not fit; several are too many', () => {
  const match = linePattern('^(?<all>(?:a+)+)$');
  const slow = `${'a'.repeat(40)}!`;
  expect(match(['aa', slow, 'a'])).toEqual([{ all: 'aa' }, undefined, { all: 'a' }]);
  expect(() => match([slow, slow, slow, 'a'])).toThrow('takes too long');
});
