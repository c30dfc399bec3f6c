/** The languages the product speaks, and words that exist in one or in all of them. */

export const languages = ['en', 'zh'] as const;
export type Lang = (typeof languages)[number];

/** Words of the product itself: always in every language. */
export type Words = Readonly<Record<Lang, string>>;

/** Words of an author: plain, or in the languages the author wrote. */
export type Text = string | Readonly<{ [L in Lang]?: string | undefined }>;

/** The author's words in the reader's language, or else in a language the author did write. */
export function inLanguage(text: Text, lang: Lang): string {
  if (typeof text === 'string') return text;
  const own = text[lang];
  if (own !== undefined && own !== '') return own;
  for (const other of languages) {
    const words = text[other];
    if (words !== undefined && words !== '') return words;
  }
  return '';
}

/** One text per language, made by one function. */
export function words(make: (lang: Lang) => string): Words {
  return { en: make('en'), zh: make('zh') };
}

/** Picks the reader's language from a pair written side by side. */
export function pick(lang: Lang, en: string, zh: string): string {
  return lang === 'zh' ? zh : en;
}
