import { expect, it } from 'vitest';
import { shareInWords } from './share-text.ts';

it('says shares without making few of none, or all of most', () => {
  expect(shareInWords(0, 10, 'en')).toBe('0%');
  expect(shareInWords(10, 10, 'en')).toBe('100%');
  expect(shareInWords(1, 812_229, 'en')).toBe('<0.01%');
  expect(shareInWords(812_228, 812_229, 'en')).toBe('>99.99%');
  expect(shareInWords(1284, 812_229, 'zh')).toBe('0.16%');
  expect(shareInWords(1, 3, 'en')).toBe('33%');
  expect(shareInWords(0, 0, 'en')).toBe('');
});
