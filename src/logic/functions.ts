import type { FieldType } from '../data/field.ts';
import type { Words } from '../data/text.ts';
import type { FunctionName } from './expr.ts';

/** What an expression gives: the type of a field, or a constant list of numbers. */
export type ValueType = FieldType | 'numbers';

export interface Parameter {
  /** The types it takes. Parameters that are `same` take one type together. */
  readonly takes: readonly ValueType[];
  readonly same?: true;
  /** Only a constant will do, and of which sort. */
  readonly constant?: 'digits' | 'zone' | 'unit';
  /** A condition on one element of the list before it. */
  readonly perElement?: true;
}

export interface Signature {
  readonly group: 'logic' | 'test' | 'number' | 'text' | 'list' | 'time';
  /** The fewest and the most arguments. */
  readonly least: number;
  readonly most: number;
  /** The last one stands for all further arguments. */
  readonly parameters: readonly Parameter[];
  /** `same` is the type that the `same` parameters share; `sum` follows the types of what is added. */
  readonly result: ValueType | 'same' | 'sum';
  /** Gives true or false and never a missing value; false where an argument is missing. */
  readonly test: boolean;
  readonly summary: Words;
}

export const difference = {
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
} as const satisfies Record<string, number>;
export type DifferenceUnit = keyof typeof difference;
export const isDifferenceUnit = (unit: unknown): unit is DifferenceUnit => typeof unit === 'string' && Object.hasOwn(difference, unit);

const boolean: Parameter = { takes: ['boolean'] };
const number: Parameter = { takes: ['number'] };
const text: Parameter = { takes: ['text'] };
const list: Parameter = { takes: ['list'] };
const time: Parameter = { takes: ['time'] };
const anything: Parameter = { takes: ['number', 'text', 'boolean', 'time', 'list'] };
const sameAnything: Parameter = { ...anything, same: true };
const comparable: Parameter = { takes: ['number', 'text', 'boolean', 'time'], same: true };
const ordered: Parameter = { takes: ['number', 'text', 'time'], same: true };
const quantity: Parameter = { takes: ['number', 'time'] };
const sameQuantity: Parameter = { takes: ['number', 'time'], same: true };
const single: Parameter = { takes: ['text', 'number'] };
const collection: Parameter = { takes: ['list', 'numbers'] };
const zone: Parameter = { takes: ['text'], constant: 'zone' };
const perElement: Parameter = { takes: ['boolean'], perElement: true };

type Shape = Omit<Signature, 'summary'>;

const fixed = (group: Signature['group'], result: Signature['result'], ...parameters: readonly Parameter[]): Shape => ({
  group, result, parameters, least: parameters.length, most: parameters.length, test: false,
});
const many = (least: number, group: Signature['group'], result: Signature['result'], ...parameters: readonly Parameter[]): Shape => ({
  group, result, parameters, least, most: Infinity, test: false,
});
const test = (...parameters: readonly Parameter[]): Shape => ({ ...fixed('test', 'boolean', ...parameters), test: true });
const says = (shape: Shape, en: string, zh: string): Signature => ({ ...shape, summary: { en, zh } });

/** Every function of the language: what it takes, what it gives, and what it does. */
export const functions = {
  and: says({ ...many(1, 'logic', 'boolean', boolean), test: true }, 'All of the conditions hold', '所有条件都成立'),
  or: says({ ...many(1, 'logic', 'boolean', boolean), test: true }, 'At least one of the conditions holds', '至少一个条件成立'),
  not: says(
    { ...fixed('logic', 'boolean', boolean), test: true },
    'The condition does not hold, also because a value is missing',
    '条件不成立，包括因值缺失而不成立',
  ),
  if: says(
    many(2, 'logic', 'same', boolean, sameAnything),
    'The value after the first condition that holds, or else the last value; missing where there is none',
    '第一个成立的条件后面的值；都不成立时取最后的值，没有则为缺失',
  ),
  coalesce: says(many(1, 'logic', 'same', sameAnything), 'The first value that is not missing', '第一个不缺失的值'),
  isMissing: says({ ...fixed('test', 'boolean', anything), test: true }, 'There is no value', '没有值'),
  isPresent: says({ ...fixed('test', 'boolean', anything), test: true }, 'There is a value', '有值'),

  eq: says(test(comparable, comparable), 'The two values are equal', '两个值相等'),
  ne: says(test(comparable, comparable), 'There are two values and they differ', '两个值都有，且不相等'),
  lt: says(test(ordered, ordered), 'Less than, or earlier', '小于或早于'),
  le: says(test(ordered, ordered), 'At most, or not later', '小于等于或不晚于'),
  gt: says(test(ordered, ordered), 'More than, or later', '大于或晚于'),
  ge: says(test(ordered, ordered), 'At least, or not earlier', '大于等于或不早于'),
  between: says(test(ordered, ordered, ordered), 'From the second to the third value, both included', '在第二个值和第三个值之间，含两端'),
  in: says(test(single, collection), 'The value is one of the list', '值在列表中'),
  notIn: says(test(single, collection), 'There is a value and it is none of the list', '有值且不在列表中'),
  contains: says(test(text, text), 'The text has the other text in it', '文本中含有另一段文本'),
  startsWith: says(test(text, text), 'The text begins with the other text', '文本以另一段文本开头'),
  endsWith: says(test(text, text), 'The text ends with the other text', '文本以另一段文本结尾'),
  has: says(test(list, text), 'The list has the text as an element', '列表含有该文本'),
  hasAny: says(test(list, list), 'The list has at least one element of the other', '列表至少含有另一列表中的一项'),
  hasAll: says(test(list, list), 'The list has every element of the other', '列表含有另一列表中的每一项'),
  any: says(test(list, perElement), 'The condition holds for at least one element', '至少一个元素满足条件'),
  all: says(test(list, perElement), 'There are elements, and the condition holds for each', '列表不为空，且每个元素都满足条件'),
  none: says(test(list, perElement), 'The condition holds for no element', '没有元素满足条件'),

  add: says(many(2, 'number', 'sum', quantity), 'The sum; a time and a number of milliseconds give a time', '求和；时间加毫秒数得到时间'),
  subtract: says(
    fixed('number', 'sum', quantity, quantity),
    'The first without the second; two times give the milliseconds between them',
    '前者减后者；两个时间相减得到相差的毫秒数',
  ),
  multiply: says(many(2, 'number', 'number', number), 'The product', '乘积'),
  divide: says(fixed('number', 'number', number, number), 'The quotient; missing where the divisor is 0', '商；除数为 0 时为缺失'),
  modulo: says(
    fixed('number', 'number', number, number),
    'What a division leaves over, with the sign of the first; missing where the divisor is 0',
    '余数，符号与被除数相同；除数为 0 时为缺失',
  ),
  negate: says(fixed('number', 'number', number), 'The number with the other sign', '相反数'),
  min: says(many(2, 'number', 'same', sameQuantity), 'The smallest, or the earliest', '最小值或最早的时间'),
  max: says(many(2, 'number', 'same', sameQuantity), 'The largest, or the latest', '最大值或最晚的时间'),
  abs: says(fixed('number', 'number', number), 'The number without its sign', '绝对值'),
  round: says(
    { ...fixed('number', 'number', number, { takes: ['number'], constant: 'digits' }), least: 1 },
    'The nearest number with that many digits after the point, halves away from zero',
    '四舍五入到指定的小数位数',
  ),
  floor: says(fixed('number', 'number', number), 'The whole number at or below', '向下取整'),
  ceil: says(fixed('number', 'number', number), 'The whole number at or above', '向上取整'),

  lower: says(fixed('text', 'text', text), 'The text in lower case', '转为小写'),
  upper: says(fixed('text', 'text', text), 'The text in upper case', '转为大写'),
  trim: says(fixed('text', 'text', text), 'The text without white space at its ends', '去掉首尾空白'),
  length: says(fixed('text', 'number', text), 'How many UTF-16 code units the text has', '文本的长度（UTF-16 码元数）'),
  left: says(fixed('text', 'text', text, number), 'The first characters (UTF-16 code units)', '开头的若干个字符（UTF-16 码元）'),
  right: says(fixed('text', 'text', text, number), 'The last characters (UTF-16 code units)', '末尾的若干个字符（UTF-16 码元）'),
  concat: says(many(2, 'text', 'text', text), 'The texts joined', '连接文本'),
  replace: says(fixed('text', 'text', text, text, text), 'The text with each occurrence of the second exchanged for the third; missing where it would grow beyond a million characters', '把文本中的第二段全部替换为第三段；替换后超过一百万个字符时为缺失'),
  toText: says(fixed('text', 'text', { takes: ['number', 'boolean', 'time'] }), 'The value as text; times in ISO 8601', '转为文本；时间用 ISO 8601'),
  toNumber: says(fixed('text', 'number', text), 'The number that the text spells in plain digits; missing where it does not', '把纯数字的文本转为数字；不是数字时为缺失'),

  size: says(fixed('list', 'number', list), 'How many elements the list has', '列表的元素个数'),
  merge: says(many(1, 'list', 'list', list), 'Several lists as one, in order', '把多个列表依次合为一个'),

  year: says(fixed('time', 'number', time, zone), 'The year, in the time zone', '年份（按时区）'),
  month: says(fixed('time', 'number', time, zone), 'The month, 1 to 12, in the time zone', '月份，1 到 12（按时区）'),
  day: says(fixed('time', 'number', time, zone), 'The day of the month, in the time zone', '日（按时区）'),
  hour: says(fixed('time', 'number', time, zone), 'The hour, 0 to 23, in the time zone', '小时，0 到 23（按时区）'),
  minute: says(fixed('time', 'number', time, zone), 'The minute, 0 to 59, in the time zone', '分钟，0 到 59（按时区）'),
  weekday: says(fixed('time', 'number', time, zone), 'The day of the week, Monday 1 to Sunday 7, in the time zone', '星期几，周一为 1，周日为 7（按时区）'),
  difference: says(
    fixed('time', 'number', time, time, { takes: ['text'], constant: 'unit' }),
    'From the first time to the second, in milliseconds, seconds, minutes, hours or days',
    '从第一个时间到第二个时间，以毫秒、秒、分钟、小时或天计',
  ),
} as const satisfies Record<FunctionName, Signature>;

/** The same table, for reading by a name that is not known beforehand. */
export const signatureOf = (fn: FunctionName): Signature => functions[fn];

/** The parameter that an argument belongs to. `if` takes conditions and values in turn, and may end with a value. */
export function parameterOf(fn: FunctionName, index: number, count: number): Parameter | undefined {
  const { parameters }: Signature = functions[fn];
  if (fn === 'if') return parameters[index % 2 === 0 && index < count - 1 ? 0 : 1];
  return parameters[index] ?? (functions[fn].most === Infinity ? parameters.at(-1) : undefined);
}
