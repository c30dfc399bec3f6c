import type { Lang } from '../../data/text.ts';
import { pick } from '../../data/text.ts';
import { listInWords, quote, zh } from '../../data/words.ts';
import type { Expr, FunctionName } from '../expr.ts';
import { isDifferenceUnit } from '../functions.ts';
import type { TestName } from './predicates.ts';
import { bracketed, unitsInChinese } from './speaker.ts';
import type { Phrase } from './speaker.ts';

/** How each function that gives a value is said. */

export type ValueFunction = Exclude<FunctionName, TestName | 'and' | 'or' | 'not' | 'if' | 'any' | 'all' | 'none'>;

interface Spoken {
  readonly phrases: readonly Phrase[];
  readonly args: readonly Expr[];
  readonly lang: Lang;
}

type Said = Pick<Phrase, 'text'> & Partial<Phrase>;
type Saying = (spoken: Spoken) => Said;

const at = ({ phrases, lang }: Spoken, i: number): string => {
  const phrase = phrases[i];
  return phrase === undefined ? '…' : bracketed(phrase, lang);
};
const all = (spoken: Spoken): string[] => spoken.phrases.map((_, i) => at(spoken, i));

/** A text constant as it was written; what is no constant is said as a phrase. */
const literal = (spoken: Spoken, i: number): string => {
  const arg = spoken.args[i];
  return arg?.kind === 'constant' && typeof arg.value === 'string' ? quote(arg.value) : at(spoken, i);
};

/** `the fee`, but `Fee 2` and `its fee` as they are. */
const the = (text: string): string => (/^(?!the |a |an |its |minus |each |at |whether )[a-z]/.test(text) ? `the ${text}` : text);

const composite = (text: string): Said => ({ text, composite: true });

const infixed = (en: string, chinese: string): Saying => (spoken) => {
  const words = all(spoken);
  if (spoken.lang === 'en') return composite(words.join(` ${en} `));
  return composite(words.slice(1).reduce((sofar, next) => zh`${sofar}${chinese}${next}`, words[0] ?? ''));
};

const of = (en: string, chinese: string): Saying => (spoken) => ({
  text: spoken.lang === 'zh' ? zh`${at(spoken, 0)}的${chinese}` : `the ${en} of ${at(spoken, 0)}`,
});

const after = (en: string, chinese: string): Saying => (spoken) => ({
  text: spoken.lang === 'zh' ? zh`${at(spoken, 0)}${chinese}` : `${at(spoken, 0)} ${en}`,
});

const best = (two: string, many: string, chineseTwo: string, chineseMany: string): Saying => (spoken) => {
  const [words, pair] = [all(spoken), spoken.phrases.length === 2];
  const listed = listInWords(words, 'and', spoken.lang);
  if (spoken.lang === 'zh') return { text: zh`${listed}中${pair ? chineseTwo : chineseMany}的值` };
  return { text: `the ${pair ? two : many} of ${listed}` };
};

const product: Saying = (spoken) => {
  const { phrases, args, lang } = spoken;
  const factor = args.findIndex((arg) => arg.kind === 'constant');
  if (args.length !== 2 || factor < 0) return infixed('times', '乘以')(spoken);
  const other = at(spoken, 1 - factor);
  const { measure } = phrases[1 - factor] ?? {};
  const text = lang === 'zh' ? zh`${other}的 ${at(spoken, factor)} 倍` : `${at(spoken, factor)} times ${the(other)}`;
  return { text, composite: true, measure };
};

const quotient: Saying = (spoken) => {
  const measure = spoken.args[1]?.kind === 'constant' ? spoken.phrases[0]?.measure : undefined;
  return { ...infixed('divided by', '除以')(spoken), measure };
};

const rest: Saying = (spoken) => ({
  text: pick(
    spoken.lang,
    `the remainder of ${at(spoken, 0)} divided by ${at(spoken, 1)}`,
    zh`${at(spoken, 0)}除以${at(spoken, 1)}的余数`,
  ),
  composite: true,
});

const rounded: Saying = (spoken) => {
  const digits = spoken.args[1];
  const count = digits?.kind === 'constant' ? digits.value : digits;
  if (count === undefined || count === 0) return after('rounded to a whole number', '四舍五入取整')(spoken);
  const shown = at(spoken, 1);
  return after(`rounded to ${shown} decimal${count === 1 ? '' : 's'}`, zh`四舍五入到${shown}位小数`)(spoken);
};

/** The first or the last characters. */
const end = (en: string, chinese: string): Saying => (spoken) => {
  const one = spoken.args[1]?.kind === 'constant' && spoken.args[1].value === 1;
  if (spoken.lang === 'zh') return { text: zh`${at(spoken, 0)}的${chinese} ${at(spoken, 1)} 个字符` };
  if (one) return { text: `the ${en} character of ${at(spoken, 0)}` };
  return { text: `the ${en} ${at(spoken, 1)} characters of ${at(spoken, 0)}`, plural: true };
};

/** `the hour of the payment, Berlin time`. UTC goes without saying. */
const calendar = (en: string, chinese: string, namedAs?: 'weekday' | 'month'): Saying => (spoken) => {
  const { args, lang } = spoken;
  const zone = args[1]?.kind === 'constant' && typeof args[1].value === 'string' ? args[1].value : undefined;
  const city = zone === undefined ? undefined : zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const local = city === undefined || city === 'UTC' ? '' : pick(lang, ` (${city} time)`, `（${city} 时间）`);
  const when = moment(spoken, 0);
  const text = lang === 'zh' ? `${zh`${when}的${chinese}`}${local}` : `the ${en} of ${when}${local}`;
  // 付款时间是周六 says it all.
  const unitless = lang === 'zh' && namedAs === 'weekday' ? `${when}${local}` : undefined;
  return { text, unitless, measure: { named: namedAs } };
};

/** `the hours from login to payment`, or `the time from` there where the unit is named beside it. */
const timeBetween: Saying = (spoken) => {
  const unit = spoken.args[2]?.kind === 'constant' ? spoken.args[2].value : undefined;
  const { text } = from(spoken, 0, 1);
  if (!isDifferenceUnit(unit)) return { text };
  const counted = pick(
    spoken.lang,
    text.replace('the time', `the ${unit}`),
    text.replace(/时长$/, unitsInChinese[unit] + '数'),
  );
  return { text: counted, unitless: text, plural: spoken.lang === 'en', measure: { time: unit } };
};

/** The event itself where its own time is meant. */
const moment = (spoken: Spoken, i: number): string => spoken.phrases[i]?.moment ?? at(spoken, i);

const from = (spoken: Spoken, start: number, end: number): Said => ({
  text: pick(
    spoken.lang,
    `the time from ${moment(spoken, start)} to ${moment(spoken, end)}`,
    zh`从${moment(spoken, start)}到${moment(spoken, end)}的时长`,
  ),
});

export const sayings = {
  add: infixed('plus', '加'),
  subtract: infixed('minus', '减'),
  multiply: product,
  divide: quotient,
  modulo: rest,
  negate: (spoken) => composite(pick(spoken.lang, `minus ${at(spoken, 0)}`, zh`负的${at(spoken, 0)}`)),
  min: best('smaller', 'smallest', '较小', '最小'),
  max: best('larger', 'largest', '较大', '最大'),
  abs: of('absolute value', '绝对值'),
  round: rounded,
  floor: after('rounded down', '向下取整'),
  ceil: after('rounded up', '向上取整'),
  coalesce: (spoken) => {
    const [, ...others] = all(spoken);
    if (others.length === 0) return { text: at(spoken, 0) };
    if (spoken.lang === 'zh') return { text: zh`${at(spoken, 0)}（缺失时取${others.join('，再缺失时取')}）` };
    return { text: `${at(spoken, 0)} (or ${others.join(', or else ')} if missing)` };
  },
  lower: after('in lower case', '的小写形式'),
  upper: after('in upper case', '的大写形式'),
  trim: after('without spaces around it', '（去掉首尾空白）'),
  length: of('length', '长度'),
  left: end('first', '前'),
  right: end('last', '后'),
  concat: (spoken) => {
    const parts = spoken.phrases.map((_, i) => literal(spoken, i));
    const listed = listInWords(parts, 'and', spoken.lang);
    return composite(pick(spoken.lang, `${listed} joined`, zh`${listed}连成的文本`));
  },
  replace: (spoken) => ({
    text: pick(
      spoken.lang,
      `${at(spoken, 0)} with ${literal(spoken, 2)} in place of ${literal(spoken, 1)}`,
      zh`${at(spoken, 0)}（${literal(spoken, 1)}换成${literal(spoken, 2)}）`,
    ),
    composite: true,
  }),
  toText: after('as text', '的文本形式'),
  toNumber: after('as a number', '转成的数字'),
  size: (spoken) => ({ text: pick(spoken.lang, `the number of ${at(spoken, 0)}`, zh`${at(spoken, 0)}的个数`) }),
  merge: (spoken) => {
    const listed = listInWords(all(spoken), 'and', spoken.lang);
    return spoken.phrases.length < 2 ? { text: listed } : composite(pick(spoken.lang, `${listed} together`, zh`${listed}合起来`));
  },
  year: calendar('year', '年份'),
  month: calendar('month', '月份', 'month'),
  day: calendar('day of the month', '日期'),
  hour: calendar('hour', '小时'),
  minute: calendar('minute', '分钟数'),
  weekday: calendar('weekday', '星期', 'weekday'),
  difference: timeBetween,
} as const satisfies Record<ValueFunction, Saying>;

/** Sums with times: `10 minutes after login`, `the time from login to payment`. */
export function onTheClock(fn: FunctionName, phrases: readonly Phrase[], lang: Lang): Said | undefined {
  const [first, second] = phrases;
  if (first === undefined || second === undefined || phrases.length !== 2) return undefined;
  const spoken = { phrases, args: [], lang };
  if (fn === 'subtract' && first.type === 'time' && second.type === 'time') {
    return { ...from(spoken, 1, 0), type: 'number', measure: { unit: 'ms' } };
  }
  const base = [first, second].findIndex((phrase) => phrase.type === 'time');
  if (base < 0 || (fn !== 'add' && fn !== 'subtract') || (fn === 'subtract' && base === 1)) return undefined;
  const [when, length] = [at(spoken, base), at(spoken, 1 - base)];
  const [en, chinese] = fn === 'add' ? ['after', '之后'] : ['before', '之前'];
  return { text: pick(lang, `${length} ${en} ${when}`, zh`${when}${chinese}${length}`), type: 'time', measure: undefined, composite: true };
}
