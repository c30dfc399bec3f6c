import type { FieldType } from '../field.ts';
import { largestNumber } from '../field.ts';
import type { Words } from '../text.ts';
import { parseTime } from '../time.ts';
import { digitsAreNames } from './digit-names.ts';
import { inForm } from './form.ts';
import type { Form, NumberForm, TimeForm, TimeOrder } from './form.ts';
import { listOf, numberOf } from './values.ts';

/** What the texts of one column are, and why one would think so. */
export interface Guess {
  readonly type: FieldType;
  readonly form?: Form | undefined;
  readonly decimals?: number | undefined;
  readonly currency?: string | undefined;
  readonly unit?: string | undefined;
  readonly why: Words;
  /** What the texts alone do not tell: the person has to. The first choice is what was taken. */
  readonly question?: Question | undefined;
}

export interface Question {
  readonly text: Words;
  readonly choices: readonly { readonly label: Words; readonly form: Form }[];
}

export interface Hints {
  readonly timeName: boolean;
  readonly flagName: boolean;
  /** The name of the column, where its digits may be names of something. */
  readonly column?: string | undefined;
  readonly zone?: string | undefined;
}

/** The texts are trimmed, and none is empty. `only` leaves one type to find the form for. */
export function guess(texts: readonly string[], hints: Hints, only?: FieldType): Guess {
  if (texts.length === 0) return { type: only ?? 'text', why: { en: 'No value in the sample', zh: '样本中没有值' } };
  const makers = [
    () => wanted('boolean', only, guessBoolean(texts, hints)),
    () => wanted('time', only, guessTime(texts, hints, only === 'time')),
    () => wanted('number', only, only === 'number' ? guessNumber(texts) : (padded(texts) ?? named(texts, hints) ?? guessNumber(texts))),
    () => wanted('list', only, guessList(texts)),
  ];
  for (const make of makers) {
    const found = make();
    if (found !== undefined) return found;
  }
  if (only !== undefined) return { type: only, why: { en: 'As you said', zh: '按您的设定' } };
  return { type: 'text', why: plainText(texts) };
}

/** Padded numbers are texts, found on the way to numbers. */
const wanted = (type: FieldType, only: FieldType | undefined, found: Guess | undefined): Guess | undefined =>
  only === undefined || only === type ? found : undefined;

function plainText(texts: readonly string[]): Words {
  const different = new Set(texts).size;
  if (different === 1) return { en: 'Text, always the same in the sample', zh: '文本，样本中只有一种值' };
  if (different === texts.length) return { en: 'Text, different in every row', zh: '文本，每行都不同' };
  return { en: `Text, ${different} different values in the sample`, zh: `文本，样本中有 ${different} 种值` };
}

const pairs: readonly (readonly [yes: string, no: string])[] = [
  ['true', 'false'], ['yes', 'no'], ['y', 'n'], ['t', 'f'], ['是', '否'], ['ja', 'nein'], ['on', 'off'],
];

function guessBoolean(texts: readonly string[], { flagName }: Hints): Guess | undefined {
  const found = new Set(texts.map((text) => text.toLowerCase()));
  if (found.size > 2) return undefined;
  const known: typeof pairs = flagName ? [...pairs, ['1', '0']] : pairs;
  const pair = known.find((each) => [...found].every((text) => each.includes(text)));
  // One letter or one digit alone tells nothing.
  if (pair === undefined || (found.size === 1 && pair[0].length === 1 && pair[0] !== '是')) return undefined;
  const [yes, no] = pair;
  const why: Words = { en: `All values are “${yes}” or “${no}”`, zh: `所有值都是“${yes}”或“${no}”` };
  return { type: 'boolean', why, ...(yes === 'true' ? {} : { form: { type: 'boolean', yes: [yes], no: [no] } }) };
}

/** Digits that are a name: a number would lose their zeros, or their last digits. */
function padded(texts: readonly string[]): Guess | undefined {
  if (!texts.every((text) => /^\d+$/.test(text))) return undefined;
  const zero = texts.find((text) => /^0\d/.test(text));
  if (zero !== undefined) return { type: 'text', why: { en: `Text, as a number would lose the zeros of “${zero}”`, zh: `文本：作为数字会丢掉“${zero}”开头的零` } };
  const long = texts.find((text) => text.length > 15);
  return long === undefined ? undefined : { type: 'text', why: { en: `Text, as “${long}” has more digits than a number keeps`, zh: `文本：“${long}”的位数超过数字能保存的位数` } };
}

function named(texts: readonly string[], { column }: Hints): Guess | undefined {
  const why = column === undefined ? undefined : digitsAreNames(texts, column);
  return why === undefined ? undefined : { type: 'text', why };
}

const currencies: Readonly<Record<string, string>> = {
  '¥': 'CNY', '￥': 'CNY', '元': 'CNY', RMB: 'CNY', '€': 'EUR', $: 'USD', US$: 'USD', '£': 'GBP', HK$: 'HKD', '₩': 'KRW', '₹': 'INR',
};
const codes = new Set(['CNY', 'EUR', 'USD', 'GBP', 'JPY', 'HKD', 'CHF', 'SGD', 'TWD', 'AUD', 'CAD', 'NZD', 'KRW', 'INR', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'BRL', 'MXN']);

/** The currency that a symbol, a code or a word stands for. */
export const currencyOf = (text: string): string | undefined =>
  codes.has(text.toUpperCase()) ? text.toUpperCase() : Object.hasOwn(currencies, text) ? currencies[text] : undefined;

const styles: readonly NumberForm[] = [
  { type: 'number', decimal: '.', group: ',' },
  { type: 'number', decimal: ',', group: '.' },
  { type: 'number', decimal: ',', group: ' ' },
  { type: 'number', decimal: '.', group: '’' },
  { type: 'number', decimal: '.', group: "'" },
];

function guessNumber(texts: readonly string[]): Guess | undefined {
  if (texts.every((text) => fits(numberOf(text)))) {
    const decimals = texts.some((text) => /[eE]/.test(text)) ? undefined : decimalsOf(texts, '.');
    return { type: 'number', ...(decimals === undefined ? {} : { decimals }), why: numberWords(texts, decimals) };
  }
  const around = affixes(texts);
  if (around === undefined) return undefined;
  const forms = styles.map((style): NumberForm => (around.length === 0 ? style : { ...style, around }))
    .filter((form) => texts.every((text) => fits(inForm(form, text))));
  const [form] = forms;
  if (form === undefined) return undefined;
  const [currency] = around.flatMap((text) => currencyOf(text) ?? []);
  const unit = around.find((text) => text === '%' || text === '‰');
  const decimals = decimalsOf(texts, form.decimal);
  const differs = forms.find((other) => texts.some((text) => inForm(other, text) !== inForm(form, text)));
  return {
    type: 'number',
    form,
    decimals,
    ...(currency === undefined ? {} : { currency }),
    ...(unit === undefined ? {} : { unit }),
    why: numberWords(texts, decimals),
    ...(differs === undefined ? {} : { question: thousands(texts, form, differs) }),
  };
}

const fits = (value: number | boolean | undefined): boolean =>
  typeof value === 'number' && Math.abs(value) <= largestNumber && (value === 0 || Math.abs(value) >= 1e-15);

/** What stands around the digits: a few short signs, or else these are no numbers. */
function affixes(texts: readonly string[]): readonly string[] | undefined {
  const found = new Set<string>();
  for (const text of texts) {
    const [, before = '', after = ''] = /^([^\d.,]*)[\d.,'’ \u00a0\u202f]*\d?([^\d]*)$/u.exec(text.slice(0, 200)) ?? [];
    for (const side of [before, after]) {
      const sign = side.replaceAll(/[-−()\s.]/g, '');
      if (sign !== '' && sign !== '%' && sign !== '‰' && currencyOf(sign) === undefined) return undefined;
      if (sign !== '') found.add(sign);
    }
  }
  return found.size > 3 ? undefined : [...found];
}

function decimalsOf(texts: readonly string[], point: string): number {
  let most = 0;
  for (const text of texts) {
    const at = text.lastIndexOf(point);
    if (at >= 0) most = Math.max(most, /^\d*/.exec(text.slice(at + 1))?.[0].length ?? 0);
  }
  return Math.min(most, 9);
}

function numberWords(texts: readonly string[], decimals: number | undefined): Words {
  if (decimals === undefined) return { en: 'All values are numbers', zh: '所有值都是数字' };
  if (decimals === 0) return { en: 'All values are whole numbers', zh: '所有值都是整数' };
  const example = texts.find((text) => /[.,]/.test(text)) ?? '';
  return { en: `All values are numbers such as “${example}”`, zh: `所有值都是数字，例如“${example}”` };
}

function thousands(texts: readonly string[], form: NumberForm, other: NumberForm): Question {
  const example = texts.find((text) => inForm(form, text) !== inForm(other, text)) ?? '';
  const choices = [form, other].map((each) => ({ label: { en: String(inForm(each, example)), zh: String(inForm(each, example)) }, form: each }));
  return { text: { en: `What number is “${example}”?`, zh: `“${example}”是哪个数？` }, choices };
}

function guessList(texts: readonly string[]): Guess | undefined {
  if (!texts.every((text) => listOf(text) !== undefined)) return undefined;
  return { type: 'list', why: { en: 'All values are lists of texts', zh: '所有值都是文本列表' } };
}

const offset = /(?:Z|[+-]\d{2}:?\d{2})$/;
const plausible = (text: string): boolean => /^(?:19|20)\d{6}(?:\d{4}(?:\d{2})?)?$/.test(text);

function guessTime(texts: readonly string[], { timeName, zone }: Hints, forced: boolean): Guess | undefined {
  const open = !texts.every((text) => offset.test(text) && text.includes(':'));
  const inZone = open && zone !== undefined ? { zone } : {};
  if (texts.every((text) => parseTime(text) !== undefined)) {
    const form: TimeForm | undefined = open && zone !== undefined ? { type: 'time', order: 'iso', zone } : undefined;
    return { type: 'time', ...(form === undefined ? {} : { form }), why: timeWords(texts, open, zone) };
  }
  const digits = texts.every((text) => /^\d+$/.test(text));
  if (digits) return guessDigits(texts, timeName || forced, inZone);
  const fitting = (['year-first', 'day-first', 'month-first'] as const satisfies readonly TimeOrder[])
    .map((order): TimeForm => ({ type: 'time', order, ...inZone }))
    .filter((form) => texts.every((text) => inForm(form, text) !== undefined));
  const [form, other] = fitting;
  if (form === undefined) return undefined;
  const example = texts.find((text) => other !== undefined && inForm(form, text) !== inForm(other, text));
  const question: Question | undefined = other === undefined || example === undefined ? undefined : {
    text: { en: `Which day is “${example}”?`, zh: `“${example}”是哪一天？` },
    choices: [form, other].map((each) => ({ label: orderWords[each.order], form: each })),
  };
  return { type: 'time', form, why: timeWords(texts, open, zone), ...(question === undefined ? {} : { question }) };
}

const orderWords: Readonly<Record<TimeOrder, Words>> = {
  iso: { en: 'Year, month, day', zh: '年、月、日' },
  'year-first': { en: 'Year, month, day', zh: '年、月、日' },
  'day-first': { en: 'The day comes first', zh: '日在前' },
  'month-first': { en: 'The month comes first', zh: '月在前' },
  seconds: { en: 'Seconds since 1970', zh: '1970 年以来的秒数' },
  milliseconds: { en: 'Milliseconds since 1970', zh: '1970 年以来的毫秒数' },
};

/** Digits alone are times where they are dates of the calendar, or moments of these decades under a name that says so. */
function guessDigits(texts: readonly string[], timeName: boolean, inZone: { zone?: string }): Guess | undefined {
  const written: TimeForm = { type: 'time', order: 'year-first', ...inZone };
  const example = texts[0] ?? '';
  if (texts.every((text) => plausible(text) && inForm(written, text) !== undefined) && (timeName || example.length === 14)) {
    return { type: 'time', form: written, why: { en: `Digits that are dates, such as “${example}”`, zh: `数字都是日期，例如“${example}”` } };
  }
  if (!timeName) return undefined;
  if (texts.every((text) => /^[12]\d{12}$/.test(text))) return { type: 'time', form: { type: 'time', order: 'milliseconds' }, why: orderWords.milliseconds };
  if (texts.every((text) => /^[12]\d{9}$/.test(text))) return { type: 'time', form: { type: 'time', order: 'seconds' }, why: orderWords.seconds };
  return undefined;
}

function timeWords(texts: readonly string[], open: boolean, zone: string | undefined): Words {
  const example = texts[0] ?? '';
  const where = open ? { en: zone === undefined ? ', taken to be in UTC' : `, in the zone ${zone}`, zh: zone === undefined ? '，按 UTC 理解' : `，时区为 ${zone}` } : { en: '', zh: '' };
  return { en: `All values are times such as “${example}”${where.en}`, zh: `所有值都是时间，例如“${example}”${where.zh}` };
}
