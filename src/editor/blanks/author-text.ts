import { inLanguage, languages } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';

/** What an author wrote in this very language. One plain text counts for both. */
export const inOneLanguage = (text: Text, lang: Lang): string => (typeof text === 'string' ? text : (text[lang] ?? ''));

/**
 * The author's words with those of one language changed. One text stays one text, unless the author asks for `each`
 * language; where all say the same, it is one text again.
 */
export function withLanguage(text: Text, typed: string, lang: Lang, each: boolean): Text {
  if (typeof text === 'string' && !each) return typed;
  const before = typeof text === 'string' ? Object.fromEntries(languages.map((other) => [other, text])) : text;
  const after: Text = { ...before, [lang]: typed };
  const written = new Set(languages.map((other) => after[other] ?? '').filter((words) => words !== ''));
  return written.size < 2 ? inLanguage(after, lang) : after;
}
