import type { Field, Row, Value } from './field.ts';
import { hasDecimals, hasRole, isAllowed, longestText, nameInData } from './field.ts';
import type { Words } from './text.ts';
import { inLanguage, words } from './text.ts';
import { isTime, parseTime } from './time.ts';
import { zh } from './words.ts';

/** Why a row breaks the contract of its source. */
export interface Rejection {
  readonly code: 'missing' | 'wrong-type' | 'bad-time' | 'number-size' | 'below-min' | 'above-max' | 'decimals' | 'not-allowed' | 'too-long' | 'bad-encoding';
  readonly field: string;
  readonly message: Words;
}

/** All that keeps a row from fitting; nothing where it fits. Fields that the contract does not name are not looked at. */
export function fitsContract(row: Readonly<Record<string, unknown>>, fields: readonly Field[]): readonly Rejection[] {
  const rejections: Rejection[] = [];
  for (const field of fields) {
    const rejection = judge(own(row, field.name), field);
    if (rejection !== undefined) rejections.push(rejection);
  }
  return rejections;
}

/**
 * A row from JSON as people write it: nested objects or dotted names, times as ISO text or milliseconds. Only the fields
 * of the contract are kept.
 */
export function rowFromJson(
  record: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
): { readonly row: Row; readonly rejections: readonly Rejection[] } {
  return rowOf(record, fields, ({ name }) => name, (value) => value);
}

/** The same of a record that has the names of the data (`from`), and its ways of writing values. */
export function rowFromData(
  record: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  meant: (value: unknown, field: Field) => unknown = (value) => value,
): ReturnType<typeof rowFromJson> {
  return rowOf(record, fields, nameInData, meant);
}

function rowOf(
  record: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  nameOf: (field: Field) => string,
  meant: (value: unknown, field: Field) => unknown,
): ReturnType<typeof rowFromJson> {
  const row: Record<string, Value> = {};
  const rejections: Rejection[] = [];
  for (const field of fields) {
    const value = asTyped(meant(valueUnder(record, nameOf(field)), field), field);
    const rejection = judge(value, field);
    if (rejection !== undefined) rejections.push(rejection);
    row[field.name] = rejection === undefined ? (value as Value) : null;
  }
  return { row, rejections };
}

/** As people write values in JSON: times as text too, and zero without a sign. */
export function asTyped(value: unknown, field: Field): unknown {
  if (value === undefined) return null;
  if (field.type === 'time' && typeof value === 'string') return parseTime(value) ?? value;
  return value === 0 ? 0 : value;
}

const own = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** The value under the whole name, or else what the first segment holds is asked for the rest. */
export function valueUnder(record: Readonly<Record<string, unknown>>, name: string): unknown {
  const direct = own(record, name);
  const dot = name.indexOf('.');
  if (direct !== undefined || dot < 0) return direct;
  const inner = own(record, name.slice(0, dot));
  return isRecord(inner) ? valueUnder(inner, name.slice(dot + 1)) : undefined;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why the field may not have this value, if so. */
export function judge(value: unknown, field: Field): Rejection | undefined {
  if (value === null || value === undefined) {
    return field.required === true || hasRole(field, 'time')
      ? reject('missing', field, (name) => `${name} is missing`, (name) => `缺少${name}`)
      : undefined;
  }
  switch (field.type) {
    case 'number':
      return typeof value === 'number' && !Number.isNaN(value) ? judgeNumber(value, field) : wrongType(value, field);
    case 'time':
      if (typeof value !== 'number' && typeof value !== 'string') return wrongType(value, field);
      return typeof value === 'number' && isTime(value)
        ? undefined
        : reject('bad-time', field, (name) => `${name} is not a time: ${show(value)}`, (name) => `${name}不是时间：${show(value)}`);
    case 'text':
      return typeof value === 'string' ? judgeText(value, field) : wrongType(value, field);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrongType(value, field);
    case 'list':
      return Array.isArray(value) && value.every((each) => typeof each === 'string') ? judgeList(value, field) : wrongType(value, field);
  }
}

function judgeNumber(value: number, field: Field): Rejection | undefined {
  if (!isAllowed(value)) {
    return reject('number-size', field, (name) => `${name} is too large or too small: ${value}`, (name) => `${name}过大或过小：${value}`);
  }
  const { min, max, decimals } = field;
  if (min !== undefined && value < min) {
    return reject('below-min', field, (name) => `${name} is ${value}, less than ${min}`, (name) => `${name}为 ${value}，小于 ${min}`);
  }
  if (max !== undefined && value > max) {
    return reject('above-max', field, (name) => `${name} is ${value}, more than ${max}`, (name) => `${name}为 ${value}，大于 ${max}`);
  }
  if (decimals !== undefined && !hasDecimals(value, decimals)) {
    const [en, zh] =
      decimals === 0
        ? ['not a whole number', '不是整数']
        : [`with more than ${decimals} ${decimals === 1 ? 'digit' : 'digits'} after the point`, `小数超过 ${decimals} 位`];
    return reject('decimals', field, (name) => `${name} is ${value}, ${en}`, (name) => `${name}为 ${value}，${zh}`);
  }
  return undefined;
}

function judgeText(value: string, field: Field): Rejection | undefined {
  if (value.length > longestText) return tooLong(field);
  if (halved.test(value)) return halfCharacter(field);
  if (field.values === undefined || field.values.includes(value)) return undefined;
  return reject('not-allowed', field, (name) => `${name} may not be ${show(value)}`, (name) => `${name}不允许为 ${show(value)}`);
}

function judgeList(value: readonly string[], field: Field): Rejection | undefined {
  const length = value.reduce((sum, each) => sum + each.length, value.length);
  if (length > longestText) return tooLong(field);
  return value.some((each) => halved.test(each)) ? halfCharacter(field) : undefined;
}

const halved = /\p{Surrogate}/u;

const halfCharacter = (field: Field): Rejection =>
  reject('bad-encoding', field, (name) => `${name} has half of a character`, (name) => zh`${name}含有半个字符`);

const tooLong = (field: Field): Rejection =>
  reject('too-long', field, (name) => `${name} is longer than a million characters`, (name) => `${name}超过一百万个字符`);

const typeWords: Readonly<Record<Field['type'], Words>> = {
  number: { en: 'a number', zh: '数字' },
  text: { en: 'text', zh: '文本' },
  boolean: { en: 'true or false', zh: '是或否' },
  time: { en: 'a time', zh: '时间' },
  list: { en: 'a list of texts', zh: '文本列表' },
};

function wrongType(value: unknown, field: Field): Rejection {
  const type = typeWords[field.type];
  return reject('wrong-type', field, (name) => `${name} is not ${type.en}: ${show(value)}`, (name) => `${name}不是${type.zh}：${show(value)}`);
}

function reject(code: Rejection['code'], field: Field, en: (name: string) => string, zh: (name: string) => string): Rejection {
  const label = field.label ?? field.name;
  return { code, field: field.name, message: words((lang) => (lang === 'zh' ? zh : en)(inLanguage(label, lang))) };
}

/** The value, short enough for a message. */
function show(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `“${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`;
  return Array.isArray(value) ? '[…]' : '{…}';
}
