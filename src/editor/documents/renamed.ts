import type { Lang, Text } from '../../data/text.ts';

/** A name in one language goes on in that language; the others stay. */
export const renamed = (name: Text, text: string, lang: Lang): Text => (typeof name === 'string' ? text : { ...name, [lang]: text });
