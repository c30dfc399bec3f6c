import { expect, test } from 'vitest';
import { plainLine } from './plain.ts';

test('what a terminal would obey is written out; all else stays', () => {
  expect(plainLine('a\u001B]0;mine\u0007b\n2. Fake: line')).toBe('a\\u001b]0;mine\\u0007b\\u000a2. Fake: line');
  expect(plainLine('\u202Egnp.exe')).toBe('\\u202egnp.exe');
  expect(plainLine('金额大于 3 “x” – é 👍')).toBe('金额大于 3 “x” – é 👍');
});
