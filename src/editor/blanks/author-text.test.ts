import { describe, expect, it } from 'vitest';
import { inOneLanguage, withLanguage } from './author-text.ts';

describe('words of the author', () => {
  it('stay one text while they are written in one language', () => {
    expect(withLanguage('card', 'cards', 'en', false)).toBe('cards');
    expect(withLanguage('card', '卡', 'zh', false)).toBe('卡');
  });

  it('become one text for each language where the author asks for it', () => {
    expect(withLanguage('card', '卡', 'zh', true)).toEqual({ en: 'card', zh: '卡' });
  });

  it('change in the language that was typed, and are one again where all say the same', () => {
    expect(withLanguage({ en: 'card', zh: '卡' }, 'cards', 'en', false)).toEqual({ en: 'cards', zh: '卡' });
    expect(withLanguage({ en: 'ID', zh: '编号' }, 'ID', 'zh', false)).toBe('ID');
    expect(withLanguage({ en: 'card', zh: '卡' }, '', 'zh', true)).toBe('card');
  });

  it('are told apart by language', () => {
    expect(inOneLanguage({ en: 'card' }, 'zh')).toBe('');
    expect(inOneLanguage('card', 'zh')).toBe('card');
  });
});
