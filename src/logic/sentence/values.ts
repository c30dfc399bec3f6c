import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { listInWords, quote, timeInWords, zh } from '../../data/words.ts';
import type { Constant } from '../expr.ts';
import { lengthInWords, quantity } from './speaker.ts';
import type { Measure, Speaker } from './speaker.ts';

/** Constants in words. */

const plainWord = /^[\p{L}\p{N}_-]+$/u;
const looksLikeNumber = /^[-\p{N}]/u;
/** Texts that would be read as a part of the sentence. */
const speaking = new Set([
  'missing', 'present', 'yes', 'no', 'true', 'false', 'and', 'or', 'not', 'any', 'all', 'none', 'nor', 'is', 'the', 'it',
  '缺失', '是', '否', '不是', '或', '和', '且', '真', '假', '无', '空', '有', '等',
]);

/** A text that stands for itself, such as `CN`; in quotes where it could be read otherwise. */
export const named = (text: string): string =>
  plainWord.test(text) && !looksLikeNumber.test(text) && !speaking.has(text.toLowerCase()) ? text : quote(text);

export function constantInWords({ type, value }: Constant, beside: Measure | undefined, speaker: Speaker): string {
  const { lang } = speaker;
  if (value === null) return pick(lang, 'missing', '缺失');
  if (typeof value === 'boolean') return value ? pick(lang, 'yes', '是') : pick(lang, 'no', '否');
  if (typeof value === 'string') return named(value);
  if (typeof value === 'number') {
    if (type === 'time') return timeInWords(value, lang, speaker.scope.zone);
    return type === 'duration' ? lengthInWords(value, lang) : quantity(value, beside, lang);
  }
  if (value.length === 0) return pick(lang, 'an empty list', '空列表');
  const listed = listInWords(membersInWords(value, beside, speaker, quote), 'and', lang);
  return pick(lang, `the list of ${listed}`, zh`由${listed}组成的列表`);
}

/** The members of a list, the last of them "12 more" where the speaker has to be brief. */
export function membersInWords(
  values: readonly (string | number)[],
  beside: Measure | undefined,
  speaker: Speaker,
  sayText: (text: string) => string = named,
): string[] {
  const { lang, most } = speaker;
  const said = (value: string | number): string => (typeof value === 'string' ? sayText(value) : quantity(value, beside, lang));
  if (values.length <= most) return values.map(said);
  const shown = Math.max(1, most - 1);
  return [...values.slice(0, shown).map(said), moreInWords(values.length - shown, lang)];
}

const moreInWords = (n: number, lang: Lang): string => pick(lang, `${n} more`, `另外 ${n} 个`);

/** `one of` wording for lists: `CN or HK`, `neither CN nor HK`. */
export function amongInWords(members: readonly string[], lang: Lang): { yes: string; no: string } {
  const either = listInWords(members, 'or', lang);
  if (lang === 'zh') return { yes: members.length > 0 ? either : '空列表中的一项', no: members.length > 0 ? either : '空列表中的一项' };
  if (members.length === 0) return { yes: 'in an empty list', no: 'not in an empty list' };
  if (members.length === 1) return { yes: either, no: `not ${either}` };
  if (members.length === 2) return { yes: either, no: `neither ${members.join(' nor ')}` };
  return { yes: either, no: `none of ${listInWords(members, 'and', lang)}` };
}
