import { durationInWords } from '../../data/duration.ts';
import type { Field, FieldType } from '../../data/field.ts';
import type { Lang } from '../../data/text.ts';
import { numberInWords, zh } from '../../data/words.ts';
import type { Expr } from '../expr.ts';
import type { DifferenceUnit } from '../functions.ts';
import type { Scope } from '../scope.ts';

/** What the parts of a sentence need of each other, so that none has to know all others. */
export interface Speaker {
  readonly lang: Lang;
  readonly scope: Scope;
  readonly fields: ReadonlyMap<string, Scope['fields'][number]>;
  /** What the element under test is called inside a condition on a list. */
  readonly element: string;
  /** How many members of a list, and how many conditions of a group, are said before "3 more". */
  readonly most: number;
  /** A condition, as a clause: `amount is more than € 5`. */
  clause(expr: Expr): Clause;
  /** A value, as a noun phrase: `3 times the average`. Numbers are said in the measure of what they stand beside. */
  phrase(expr: Expr, beside?: Measure): Phrase;
  withElement(name: string): Speaker;
}

export interface Clause {
  readonly text: string;
  /** What it joins with "and" or "or": what another clause around it could be read together with. */
  readonly joins: 'nothing' | 'values' | 'clauses';
  /** Just two conditions that join nothing themselves: they need no brackets to stand in another clause. */
  readonly pair?: Pair | undefined;
}

export interface Pair {
  readonly fn: 'and' | 'or';
  readonly first: string;
  readonly second: string;
}

export interface Phrase {
  readonly text: string;
  readonly type?: FieldType | undefined;
  readonly measure?: Measure | undefined;
  /** It has words such as "plus" in it, and needs brackets inside of others. */
  readonly composite?: boolean | undefined;
  /** It has a condition in it, and needs brackets even as the subject of one. */
  readonly clausal?: boolean | undefined;
  /** Without the unit that it is counted in, for where a number beside it names the unit. */
  readonly unitless?: string | undefined;
  /** It takes "are" rather than "is". */
  readonly plural?: boolean | undefined;
  /** The time of the event, as the event itself: the hour "of the payment". */
  readonly moment?: string | undefined;
}

/** What numbers of a kind are counted in, or which names they have. */
export interface Measure extends Pick<Field, 'unit' | 'currency' | 'decimals'> {
  readonly named?: 'weekday' | 'month' | undefined;
  readonly time?: DifferenceUnit | undefined;
}

const weekdays = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
} as const;

const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July',
  'August', 'September', 'October', 'November', 'December',
];

export const unitsInChinese: Readonly<Record<DifferenceUnit, string>> = {
  milliseconds: '毫秒', seconds: '秒', minutes: '分钟', hours: '小时', days: '天',
};

/** A number as its measure says it: `€ 5`, `Saturday`, `5 minutes`. */
export function quantity(n: number, measure: Measure | undefined, lang: Lang): string {
  if (measure?.named === 'weekday') return weekdays[lang][n - 1] ?? numberInWords(n, undefined, lang);
  if (measure?.named === 'month' && months[n - 1] !== undefined) return lang === 'zh' ? `${n} 月` : (months[n - 1] ?? '');
  const plain = numberInWords(n, measure, lang);
  if (measure?.time === undefined) return plain;
  if (lang === 'zh') return zh`${plain}${unitsInChinese[measure.time]}`;
  return `${plain} ${n === 1 ? measure.time.slice(0, -1) : measure.time}`;
}

export const lengthInWords = (ms: number, lang: Lang): string =>
  ms < 0 ? `−${durationInWords(-ms, lang)}` : durationInWords(ms, lang);

/** In brackets where it has words of its own that could be read across. */
export const bracketed = ({ text, composite }: Phrase, lang: Lang): string => {
  if (composite !== true) return text;
  return lang === 'zh' ? `（${text}）` : `(${text})`;
};
