import { expect, test } from 'vitest';
import { compact, share } from './figures.ts';

test.each([
  [0, '0', '0'], [1284, '1,284', '1,284'], [9999, '9,999', '9,999'], [10_000, '10k', '1万'], [12_345, '12.3k', '1.23万'],
  [187_520, '188k', '18.8万'], [812_229, '812k', '81.2万'], [999_999, '999k', '100万'], [99_999_999, '100M', '9,999万'], [1_000_000, '1M', '100万'], [2_345_678_901, '2.35bn', '23.5亿'],
])('%s is %s, and %s in Chinese', (count, en, zh) => {
  expect(compact(count, 'en')).toBe(en);
  expect(compact(count, 'zh')).toBe(zh);
});

test('a share is never rounded to nothing or to all', () => {
  expect([share(1284, 812_229, 'en'), share(1, 2, 'en'), share(1, 1e7, 'en'), share(999_999, 1e6, 'en'), share(5, 5, 'en'), share(0, 5, 'en')]).toEqual(['0.16%', '50%', 'under 0.01%', '99.9%', '100%', '0%']);
});
