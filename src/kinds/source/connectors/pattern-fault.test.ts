import { expect, test } from 'vitest';
import { patternFault } from './pattern-fault.ts';

test('says why a pattern is none of use', () => {
  expect(patternFault('(?<a>x)')).toBeUndefined();
  expect(patternFault('(a)')?.en).toContain('no named groups');
  expect(patternFault('(?<a>x')).toEqual({ en: expect.stringContaining('Unterminated group'), zh: expect.stringContaining('不是有效的正则表达式') });
});
