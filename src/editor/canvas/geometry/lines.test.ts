import { describe, expect, test } from 'vitest';
import { breakLines, ellipsis } from './lines.ts';

/** Latin letters are one wide, Chinese ones two. */
const width = (text: string): number => Array.from(text).reduce((sum, char) => sum + (/[\u3000-\uffef]/.test(char) ? 2 : 1), 0);
const lines = (text: string, room: number, most = 3) => breakLines(text, room, most, width);

describe('lines', () => {
  test('break between words, and keep a number with its unit', () => {
    expect(lines('More than 3 payments in 10\u00a0minutes on one card', 24)).toEqual(['More than 3 payments in', '10\u00a0minutes on one card']);
  });

  test('leave no short word alone on the last line where the words can be spread', () => {
    expect(lines('Every card payment in it', 22)).toEqual(['Every card', 'payment in it']);
    expect(lines('aa bb cc dd ee f', 15)).toEqual(['aa bb cc', 'dd ee f']);
  });

  test('end in an ellipsis where there are more of them than may be', () => {
    expect(lines('one two three four five six', 9, 2)).toEqual(['one two', 'three fo…']);
    expect(lines('one two three four five six', 9, 2).every((line) => width(line) <= 9)).toBe(true);
  });

  test('break Chinese anywhere but around its marks', () => {
    expect(lines('每笔付款，都要查', 8)).toEqual(['每笔付', '款，都', '要查']);
    expect(lines('取“卡号”的值', 4, 4)).toEqual(['取', '“卡', '号”', '的值']);
    for (const line of lines('一二三，四五六，七八九。', 8)) expect(line).not.toMatch(/^[，。]/u);
  });

  test('cut a word that is wider than a line', () => {
    expect(lines('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  });

  test('of nothing are none', () => {
    expect(lines('', 10)).toEqual([]);
    expect(lines('  ', 10)).toEqual([]);
  });
});

test('an ellipsis stands only where something is left out', () => {
  expect(ellipsis('abc', 3, width)).toBe('abc');
  expect(ellipsis('abcd', 3, width)).toBe('ab…');
  expect(ellipsis('ab，cd', 5, width)).toBe('ab…');
});

test('the first line leaves room for what stands before it', () => {
  expect(breakLines('Critical, once per card and day', 20, 3, width, 5)).toEqual(['Critical, once', 'per card and day']);
  expect(breakLines('Critical', 10, 3, width, 5)).toEqual(['', 'Critical']);
});
