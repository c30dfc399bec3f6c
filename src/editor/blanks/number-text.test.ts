import { describe, expect, it } from 'vitest';
import { printNumber, readNumber } from './number-text.ts';

describe('numbers in a blank', () => {
  it('reads what people type, in the forms of both languages', () => {
    const typed: readonly (readonly [string, number])[] = [
      ['12', 12],
      ['2,000', 2000],
      ['2，000', 2000],
      ['１２．５', 12.5],
      ['−3', -3],
      ['.5', 0.5],
      ['1.2万', 12_000],
      ['3亿', 3e8],
      ['€ 500', 500],
      ['500元', 500],
      ['12 %', 12],
      ['3k', 3000],
      ['-0', 0],
      ['1 000 000', 1e6],
    ];
    for (const [text, number] of typed) expect(readNumber(text), text).toBe(number);
  });

  it('says no to what is no number, or out of bounds', () => {
    for (const text of ['', 'a', '1.2.3', '12 apples', '1e400', '-', '10000000000000000'])
      expect(readNumber(text), text).toBeUndefined();
    expect(readNumber('0', { min: 1 })).toBeUndefined();
    expect(readNumber('11', { max: 10 })).toBeUndefined();
    expect(readNumber('2.567', { decimals: 1 })).toBe(2.6);
  });

  it('reads back what it prints', () => {
    for (const number of [0, 12, -1500, 0.25, 1_234_567.5]) {
      expect(readNumber(printNumber(number, 'en'))).toBe(number);
      expect(readNumber(printNumber(number, 'zh'))).toBe(number);
    }
  });
});
