import { expect, test } from 'vitest';
import { inLanguage } from './text.ts';

test('words come in the language asked for, or else in one that was written', () => {
  expect(inLanguage({ en: 'card', zh: '卡' }, 'zh')).toBe('卡');
  expect(inLanguage({ zh: '卡' }, 'en')).toBe('卡');
  expect(inLanguage('card', 'zh')).toBe('card');
});
