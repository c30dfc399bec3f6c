import { durationInWords, parseDuration } from '../data/duration.ts';
import type { JsonPath } from '../data/json.ts';
import type { Lang, Text } from '../data/text.ts';
import { inLanguage, languages, pick } from '../data/text.ts';
import { nameInWords } from '../data/words.ts';
import { shorten } from './problems.ts';

/** Places and values inside a thing in plain words, for want of better ones from the thing's kind. */

/** `features › “payments in 10 minutes” › within`: items go by their name, or else by their number. */
export function placeInWords(root: unknown, at: JsonPath, lang: Lang): string {
  const said: string[] = [];
  let inner = root;
  for (const key of at) {
    inner = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined;
    if (key === 'config' && said.length === 0 && at.length > 1) continue;
    said.push(typeof key === 'string' ? nameInWords(key) : (title(inner, lang) ?? `#${key + 1}`));
  }
  return said.join(' › ');
}

export function valueInWords(value: unknown, lang: Lang): string {
  if (value === undefined || value === null) return pick(lang, 'nothing', '空');
  if (typeof value === 'boolean') return value ? pick(lang, 'yes', '是') : pick(lang, 'no', '否');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const duration = parseDuration(value);
    return duration === undefined ? `“${shorten(value)}”` : durationInWords(duration, lang);
  }
  if (isText(value)) return `“${shorten(inLanguage(value, lang))}”`;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string' || typeof each === 'number')) {
    return shorten(value.join(pick(lang, ', ', '、'))) || pick(lang, 'nothing', '空');
  }
  return title(value, lang) ?? shorten(JSON.stringify(value));
}

export const isText = (value: unknown): value is Exclude<Text, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([key, text]) => languages.some((lang) => lang === key) && typeof text === 'string');

/** The name by which an item of a list is known. */
function title(item: unknown, lang: Lang): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  for (const key of ['label', 'name', 'id']) {
    const text: unknown = Reflect.get(item, key);
    if ((typeof text === 'string' && text !== '') || isText(text)) return `“${shorten(inLanguage(text, lang))}”`;
  }
  return undefined;
}
