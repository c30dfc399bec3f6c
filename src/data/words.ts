import { durationInWords } from './duration.ts';
import type { EventName, Field, Value } from './field.ts';
import { inLanguage, pick } from './text.ts';
import type { Lang } from './text.ts';
import { asClocksShow } from './zones.ts';

/** What sentences are made of: numbers, lists, labels and events, as a person would say them. */

const symbols: Readonly<Record<string, string>> = {
  EUR: '€', USD: '$', GBP: '£', CNY: '¥', JPY: 'JP¥', HKD: 'HK$', TWD: 'NT$', SGD: 'S$', AUD: 'A$', CAD: 'CA$',
  NZD: 'NZ$', KRW: '₩', INR: '₹', BRL: 'R$', MXN: 'MX$', THB: '฿', VND: '₫', ILS: '₪', TRY: '₺', UAH: '₴',
};

/** What stands before an amount: `€`, or the code where no symbol is widely known. */
export const currencySymbol = (code: string): string => symbols[code] ?? code;

/** Currencies that Chinese readers expect after the number. */
const afterInChinese: Readonly<Record<string, string>> = { CNY: '元', JPY: '日元', HKD: '港元', TWD: '新台币' };

/** A number with thousands separators; a decimal point is followed by at least `decimals` digits, none is dropped. */
function grouped(n: number, decimals = 0): string {
  const size = Math.abs(n);
  if (!(size <= 1e21) || (size !== 0 && size < 1e-20)) return String(n).replace('-', '−');
  const [digits = '0', exponent] = String(size).split('e-');
  const [head = '0', tail = ''] = digits.split('.');
  const shift = Number(exponent ?? 0);
  const padded = head.padStart(shift + 1, '0');
  const whole = padded.slice(0, padded.length - shift);
  const fraction = padded.slice(padded.length - shift) + tail;
  const point = fraction === '' ? '' : `.${fraction.padEnd(decimals, '0')}`;
  return (n < 0 ? '−' : '') + whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + point;
}

type Measured = Pick<Field, 'decimals' | 'unit' | 'currency'>;

/** `2,000`, `€ 612.40`, `5 km`, `12%`. Every digit the number has is kept. */
export function numberInWords(n: number, field: Measured | undefined, lang: Lang): string {
  const plain = grouped(n, field?.decimals);
  const { currency, unit } = field ?? {};
  if (currency !== undefined) {
    const after = lang === 'zh' ? afterInChinese[currency] : undefined;
    if (after !== undefined) return `${plain} ${after}`;
    return n < 0 ? `−${currencySymbol(currency)} ${plain.slice(1)}` : `${currencySymbol(currency)} ${plain}`;
  }
  if (unit === undefined || unit === '') return plain;
  if (unit === 'ms' && n >= 1000 && Number.isInteger(n)) return durationInWords(n, lang);
  return /^[%‰°]/.test(unit) ? `${plain}${unit}` : `${plain} ${unit}`;
}

/** `CN`, `CN and HK`, `CN, HK and US`; `CN 和 HK`, `CN、HK 或 US`. */
export function listInWords(items: readonly string[], joiner: 'and' | 'or', lang: Lang): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  const before = items.slice(0, -1);
  if (lang === 'en') return `${before.join(', ')} ${joiner} ${last}`;
  return zh`${before.join('、')}${joiner === 'and' ? '和' : '或'}${last}`;
}

/** The author's label, or else the field's name in plain words. */
export function fieldLabel(field: Pick<Field, 'name' | 'label'>, lang: Lang): string {
  const label = field.label === undefined ? '' : inLanguage(field.label, lang);
  return label === '' ? nameInWords(field.name) : label;
}

/** `cardAge` and `card_age` as `card age`. Names with capitals of their own (`ID`, `IBAN`) keep them. */
export function nameInWords(name: string): string {
  const parts = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[\s._]+/u).filter((part) => part !== '');
  const spoken = parts.map((part) => (/^[A-Z][a-z]/.test(part) ? part.toLowerCase() : part)).join(' ');
  if (spoken !== '') return spoken;
  return name.trim() === '' ? quote(name) : name;
}

/** In the curly quotes that both languages use. */
export const quote = (text: string): string => `“${text}”`;

export interface EventWords {
  readonly one: string;
  readonly many: string;
  /** The Chinese measure word. Empty in English. */
  readonly measure: string;
}

/** What rows are called; "event" where their source gave them no name. */
export function eventWords(event: EventName | undefined, lang: Lang): EventWords {
  const one = (event && inLanguage(event.one, lang)) || pick(lang, 'event', '事件');
  if (lang === 'zh') return { one, many: one, measure: event?.measure ?? '条' };
  const many = event?.many === undefined ? '' : inLanguage(event.many, lang);
  return { one, many: many === '' ? plural(one) : many, measure: '' };
}

/** `1 payment`, `3 payments`, `3 笔付款`. */
export function countInWords(n: number, event: EventName | undefined, lang: Lang): string {
  const { one, many, measure } = eventWords(event, lang);
  const count = numberInWords(n, undefined, lang);
  return lang === 'zh' ? zh`${count}${measure}${one}` : `${count} ${n === 1 ? one : many}`;
}

/** The Chinese measure word for what a key stands for: 张 for a card. */
export const measureOf = (field: Pick<Field, 'measure'> | undefined): string => field?.measure ?? '个';

/** The regular English plural; words in other scripts have none. */
export function plural(word: string): string {
  if (!/[a-z]$/i.test(word)) return word;
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`;
}

const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July',
  'August', 'September', 'October', 'November', 'December',
];

/** `18 March 2026`, and the time of day where it is not midnight: in UTC, or as clocks in another zone show it. */
export function timeInWords(ms: number, lang: Lang, zone = 'UTC'): string {
  const local = asClocksShow(ms, zone);
  const at = new Date(local);
  if (Number.isNaN(at.getTime())) return String(ms);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  const date = lang === 'zh' ? `${year} 年 ${month + 1} 月 ${day} 日` : `${day} ${months[month] ?? ''} ${year}`;
  if (local % 86_400_000 === 0) return date;
  const clock = at.toISOString().slice(-13, -1).replace(/(?::00)?\.000$/, '');
  return lang === 'zh' ? `${date} ${clock}（${zone}）` : `${date} ${clock} ${zone}`;
}

/** A value as a reader sees it, rounded to the field's decimals. */
export function valueInWords(value: Value, field: Field | undefined, lang: Lang, zone?: string): string {
  if (value === null) return pick(lang, 'missing', '缺失');
  if (typeof value === 'boolean') return value ? pick(lang, 'yes', '是') : pick(lang, 'no', '否');
  if (typeof value === 'number') {
    if (field?.type === 'time') return timeInWords(value, lang, zone);
    const decimals = field?.decimals ?? (field?.currency === undefined ? 6 : 2);
    return numberInWords(Number(value.toFixed(decimals)) || 0, field, lang);
  }
  return typeof value === 'string' ? value : listInWords(value, 'and', lang);
}

/** The first letter as a capital, for the start of a sentence. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The same text for the screen, where a number and what it counts must not part at the end of a line. */
export const unbroken = (text: string): string =>
  text.replaceAll(/(?<=\p{N}) (?!(?:in|to|and|or|of|from|on|at|per|for|if|is)\b)(?=[\p{L}%])|(?<=\p{Sc}) (?=\p{N})/gu, '\u00a0');

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const opensLatin = /[\p{Script=Latin}\p{N}\p{Sc}@#−+\-~]/u;
const closesLatin = /[\p{Script=Latin}\p{N}\p{Sc}%‰°+]/u;

/** Joins Chinese and other text, with a space where the two meet. The parts themselves stay as they are. */
export function zh(pieces: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  let joined = pieces[0] ?? '';
  values.forEach((value, i) => {
    joined = besides(besides(joined, String(value)), pieces[i + 1] ?? '');
  });
  return joined;
}

function besides(left: string, right: string): string {
  const [before, after] = [left.slice(-1), right.slice(0, 1)];
  const meet = (han.test(before) && opensLatin.test(after)) || (closesLatin.test(before) && han.test(after));
  return meet ? `${left} ${right}` : left + right;
}
