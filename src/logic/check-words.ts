import { durationInWords } from '../data/duration.ts';
import type { FlowField } from '../data/field.ts';
import { inLanguage, pick, words } from '../data/text.ts';
import type { Lang, Words } from '../data/text.ts';
import { fieldLabel, listInWords, nameInWords, numberInWords, quote, timeInWords } from '../data/words.ts';
import type { Expr } from './expr.ts';
import type { ValueType } from './functions.ts';
import { operators } from './operators.ts';

/** What the checks of an expression say. */

const typeWords: Readonly<Record<ValueType, readonly [en: string, zh: string]>> = {
  number: ['a number', '数字'],
  text: ['text', '文本'],
  boolean: ['yes or no', '是/否'],
  time: ['a time', '时间'],
  list: ['a list', '列表'],
  numbers: ['a list of numbers', '数字列表'],
};

const typeInWords = (type: ValueType, lang: Lang): string => pick(lang, ...typeWords[type]);
const typesInWords = (types: readonly ValueType[], lang: Lang): string =>
  listInWords(types.map((type) => typeInWords(type, lang)), 'or', lang);

export interface Names {
  field(name: string): FlowField | undefined;
  set(id: string): { readonly name: FlowField['label'] } | undefined;
}

/** What to call a part of an expression. */
export function partInWords(part: Expr, names: Names, lang: Lang): string {
  switch (part.kind) {
    case 'field': {
      const field = names.field(part.name);
      return field === undefined ? nameInWords(part.name) : fieldLabel(field, lang);
    }
    case 'constant':
      return constantInWords(part, lang);
    case 'element':
      return pick(lang, 'the element', '该元素');
    case 'set': {
      const name = names.set(part.id)?.name;
      return quote(name === undefined ? part.id : inLanguage(name, lang));
    }
    case 'now':
      return pick(lang, 'the time of the event', '事件时间');
    case 'raw':
      return pick(lang, 'this JsonLogic', '这段 JsonLogic');
    case 'call':
      return callInWords(part.fn, lang);
  }
}

function constantInWords({ type, value }: Extract<Expr, { kind: 'constant' }>, lang: Lang): string {
  if (value === null) return pick(lang, 'missing', '缺失');
  if (typeof value === 'boolean') return value ? pick(lang, 'yes', '是') : pick(lang, 'no', '否');
  if (typeof value === 'string') return quote(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value !== 'number') return pick(lang, 'the list', '列表');
  if (type === 'time') return timeInWords(value, lang);
  return type === 'duration' ? durationInWords(value, lang) : numberInWords(value, undefined, lang);
}

function callInWords(fn: Extract<Expr, { kind: 'call' }>['fn'], lang: Lang): string {
  const operator = operators[fn];
  if (/^[a-z]/.test(operator)) return pick(lang, `the result of ${operator}`, `${operator} 的结果`);
  return ['===', '!==', '<', '<=', '>', '>=', '!'].includes(operator)
    ? pick(lang, 'the comparison', '比较的结果')
    : pick(lang, `the result of ${operator}`, `${operator} 的结果`);
}

type Say = (lang: Lang) => string;

export const complaints = {
  /** `amount is a number, but “high” is text` */
  differ: (one: Say, oneType: ValueType, other: Say, otherType: ValueType): Words =>
    words((lang) =>
      pick(
        lang,
        `${one('en')} is ${typeInWords(oneType, 'en')}, but ${other('en')} is ${typeInWords(otherType, 'en')}`,
        `${one('zh')}是${typeInWords(oneType, 'zh')}，但${other('zh')}是${typeInWords(otherType, 'zh')}`,
      ),
    ),
  wrongType: (part: Say, type: ValueType, wanted: readonly ValueType[]): Words =>
    words((lang) =>
      pick(
        lang,
        `${part('en')} is ${typeInWords(type, 'en')}, but ${typesInWords(wanted, 'en')} is needed here`,
        `${part('zh')}是${typeInWords(type, 'zh')}，但这里需要${typesInWords(wanted, 'zh')}`,
      ),
    ),
  wrongResult: (type: ValueType, wanted: ValueType): Words =>
    words((lang) =>
      pick(
        lang,
        `This gives ${typeInWords(type, 'en')}, but ${typeInWords(wanted, 'en')} is needed here`,
        `这里得到的是${typeInWords(type, 'zh')}，但需要${typeInWords(wanted, 'zh')}`,
      ),
    ),
  unknownField: (name: string, meant: Say | undefined): Words => ({
    en: `There is no field ${quote(name)} here: ${meant === undefined ? 'choose another one' : `did you mean ${quote(meant('en'))}?`}`,
    zh: `这里没有字段${quote(name)}：${meant === undefined ? '请另选一个' : `是不是${quote(meant('zh'))}？`}`,
  }),
  unknownSet: (id: string): Words => ({
    en: `There is no value set ${quote(id)}: choose another one, or write the values here`,
    zh: `没有值集${quote(id)}：请另选一个，或直接写出值`,
  }),
  tainted: (part: Say): Words => ({
    en: `${quote(part('en'))} comes from the label that results are measured against, so no rule may use it`,
    zh: `${quote(part('zh'))}来自用于衡量结果的标签，规则不能使用它`,
  }),
  count: (fn: Say, least: number, most: number, given: number): Words => {
    const range = most === Infinity ? ['at least ', '至少 '] : ['', ''];
    const number = most === Infinity || least === most ? String(least) : `${least}–${most}`;
    return {
      en: `${fn('en')} needs ${range[0]}${number} ${number === '1' ? 'value' : 'values'}, and has ${given}`,
      zh: `${fn('zh')}需要${range[1] === '' ? ' ' : '至少 '}${number} 个值，现有 ${given} 个`,
    };
  },
  zone: {
    en: 'A time zone is needed here, by its name, such as “Asia/Shanghai” or “UTC”',
    zh: '这里需要时区名称，例如“Asia/Shanghai”或“UTC”',
  },
  digits: { en: 'The number of digits is a whole number from 0 to 9', zh: '小数位数必须是 0 到 9 的整数' },
  unit: {
    en: 'The unit is one of “milliseconds”, “seconds”, “minutes”, “hours” and “days”',
    zh: '单位必须是“milliseconds”“seconds”“minutes”“hours”“days”之一',
  },
  element: { en: 'The element is known only inside a condition on a list', zh: '“元素”只能用在列表的条件里' },
  outside: {
    en: 'Inside a condition on a list only the element and constants can be used, so no other field',
    zh: '列表的条件里只能使用元素和常量，不能使用其他字段',
  },
  twoTimes: { en: 'Two times cannot be added; add a length of time such as 10m', zh: '两个时间不能相加；请加一段时长，例如 10m' },
  fromNumber: { en: 'A time cannot be taken from a number', zh: '不能从数字中减去时间' },
  noTime: { en: 'The rows here have no time, so “now” is not known', zh: '这里的行没有时间，无法使用“现在”' },
  rawInside: {
    en: 'Raw JsonLogic can stand only by itself or as a condition: convert it, or move it into a field of its own',
    zh: '原始 JsonLogic 只能单独使用或作为条件：请转换它，或把它移到单独的字段',
  },
  unknownOperation: (name: string): Words => ({
    en: `JsonLogic has no operation ${quote(name)}: without it the answer would always be missing`,
    zh: `JsonLogic 没有运算${quote(name)}：用它的结果永远是缺失`,
  }),
  tooLarge: {
    en: 'Numbers here could grow or shrink beyond what can be computed exactly; limit them with min and max, or round them',
    zh: '这里的数字可能过大或过小而无法计算；请用 min、max 限制，或先取整',
  },
  textTooLong: {
    en: 'The text here could grow beyond 64 million characters; join fewer texts, or shorten them with left or right',
    zh: '这里的文本可能超过 6400 万个字符；请少连接一些文本，或用 left、right 截短',
  },
  listTooLong: {
    en: 'The list here could grow beyond 64 million entries and characters; merge fewer lists',
    zh: '这里的列表可能超过 6400 万个元素和字符；请少合并一些列表',
  },
  neverMissing: {
    en: 'There is nothing to compare with: fill in a value, or ask whether it “is missing”',
    zh: '没有可比较的值：请填写一个值，或改用“缺失”来判断',
  },
  notOfMissing: (part: Say): Words => ({
    en: `This also holds where ${part('en')} is missing`,
    zh: `${part('zh')}缺失时，这一条件也成立`,
  }),
} as const;

export const fixes = {
  useField: (label: Say): Words => words((lang) => pick(lang, `Use ${quote(label('en'))}`, `改用${quote(label('zh'))}`)),
  asNumber: (value: number): Words => ({ en: `Use the number ${value}`, zh: `改用数字 ${value}` }),
  asText: (value: string): Words => ({ en: `Use the text ${quote(value)}`, zh: `改用文本${quote(value)}` }),
  asTime: { en: 'Read it as a time', zh: '按时间读取' },
  convertNumber: (part: Say): Words => ({ en: `Read ${part('en')} as a number`, zh: `把${part('zh')}按数字读取` }),
  convertText: (part: Say): Words => ({ en: `Write ${part('en')} as text`, zh: `把${part('zh')}转为文本` }),
  isMissing: { en: 'Use “is missing”', zh: '改用“缺失”' },
  isPresent: { en: 'Use “is present”', zh: '改用“有值”' },
  ownOperator: { en: 'Leave rows without a value out', zh: '排除没有值的行' },
} as const;
