import { parseDuration, printDuration } from '../data/duration.ts';
import { largestNumber, smallestNumber } from '../data/field.ts';
import type { Json, StoredExpression } from '../data/schema.ts';
import { badFieldName } from '../data/schema.ts';
import type { Words } from '../data/text.ts';
import { isTime, parseTime, printTime } from '../data/time.ts';
import { boolean, call, duration, element, field, list, missing, now, number, numbers, text, time } from './expr.ts';
import type { Constant, Expr } from './expr.ts';
import { functions } from './functions.ts';
import type { Signature } from './functions.ts';
import { functionOf, operators } from './operators.ts';
import type { ExprProblem } from './scope.ts';
import { deepest, foldExpr } from './walk.ts';

/**
 * Expressions at rest: JsonLogic in the typed language, without guards. `operators.ts` names the functions; besides:
 *
 *     {"var": "amount"}           a field              {"time": "2026-03-01T00:00:00.000Z"}   a time
 *     {"var": ""}                 the element          {"duration": "10m"}                    a length of time
 *     {"set": "id"}               a named value set    {"now": []}                            the time of the event
 *     ["CN", "HK"], [1, 2]        a constant list      {"numbers": []}                        a list of no numbers
 *     null                        missing              {"raw": ...}                           foreign JsonLogic, as it is
 */

export function toStored(expr: Expr): StoredExpression {
  return expr.kind === 'raw' ? { raw: expr.logic as Json } : { logic: foldExpr(expr, write) };
}

function write(part: Expr, args: readonly Json[]): Json {
  switch (part.kind) {
    case 'constant':
      return writeConstant(part);
    case 'field':
      return { var: part.name };
    case 'element':
      return { var: '' };
    case 'set':
      return { set: part.id };
    case 'now':
      return { now: [] };
    case 'raw':
      return { raw: part.logic as Json };
    case 'call': {
      const [value, low, high] = args;
      const between = part.fn === 'between' && value !== undefined && low !== undefined && high !== undefined;
      return { [operators[part.fn]]: between ? [low, value, high] : [...args] };
    }
  }
}

function writeConstant({ type, value }: Constant): Json {
  if (type === 'time' && typeof value === 'number') return { time: isTime(value) ? printTime(value) : value };
  if (type === 'duration' && typeof value === 'number') {
    const printed = printDuration(value);
    return { duration: parseDuration(printed) === value ? printed : value };
  }
  if (Array.isArray(value)) return type === 'numbers' && value.length === 0 ? { numbers: [] } : [...value];
  return value;
}

export interface ReadExpression {
  /** What could not be read stands in it as a raw part, so that nothing is lost. */
  readonly expr: Expr;
  readonly problems: readonly ExprProblem[];
}

const read = new WeakMap<object, ReadExpression>();

/** Reads a stored expression, and remembers what it read for as long as the config lives. */
export function readExpression(stored: StoredExpression): ReadExpression {
  const known = read.get(stored);
  if (known !== undefined) return known;
  const fresh = fromStored(stored);
  read.set(stored, fresh);
  return fresh;
}

/** Expressions of more parts than this are refused. */
const mostParts = 100_000;

interface Reader {
  readonly problems: ExprProblem[];
  parts: number;
}

/** Never throws, whatever it is given. */
export function fromStored(stored: unknown): ReadExpression {
  const reader: Reader = { problems: [], parts: 0 };
  if (isRecord(stored) && Object.hasOwn(stored, 'raw')) {
    const logic = stored['raw'];
    const wrong = sizeOfRaw(logic);
    if (wrong !== undefined) refuse(reader, [], wrong);
    return { expr: { kind: 'raw', logic }, problems: reader.problems };
  }
  if (!isRecord(stored) || !Object.hasOwn(stored, 'logic')) {
    return { expr: refuse(reader, [], unreadable, stored), problems: reader.problems };
  }
  return { expr: readPart(stored['logic'], [], reader), problems: reader.problems };
}

interface Complaint {
  readonly code: string;
  readonly message: Words;
}

const unreadable: Complaint = {
  code: 'unreadable',
  message: { en: 'This part of the expression cannot be read', zh: '表达式的这一部分无法读取' },
};
export const tooDeep: Complaint = {
  code: 'too-deep',
  message: {
    en: `The expression is nested more than ${deepest} levels deep; move parts of it into computed fields`,
    zh: `表达式的嵌套超过 ${deepest} 层；请把其中一部分移到计算字段`,
  },
};
const tooLong: Complaint = {
  code: 'too-long',
  message: {
    en: 'The expression is too long; move parts of it into computed fields, or values into a value set',
    zh: '表达式过长；请把其中一部分移到计算字段，或把值移到值集',
  },
};

function refuse(reader: Reader, path: readonly number[], { code, message }: Complaint, logic: unknown = null): Expr {
  reader.problems.push({ code, severity: 'error', message, path });
  return { kind: 'raw', logic };
}

function readPart(logic: unknown, path: readonly number[], reader: Reader): Expr {
  reader.parts += 1;
  if (path.length >= deepest) return refuse(reader, path, tooDeep);
  if (reader.parts > mostParts) return reader.parts === mostParts + 1 ? refuse(reader, path, tooLong) : missing;
  if (logic === null) return missing;
  if (typeof logic === 'boolean') return boolean(logic);
  if (typeof logic === 'string') return text(logic);
  if (typeof logic === 'number') return readNumber(logic, path, reader);
  if (Array.isArray(logic)) return readList(logic, path, reader);
  if (!isRecord(logic)) return refuse(reader, path, unreadable, null);
  const [operator, ...more] = Object.keys(logic);
  if (operator === undefined || more.length > 0) return refuse(reader, path, oneOperator, logic);
  return readCall(operator, logic[operator], path, reader, logic);
}

const oneOperator: Complaint = {
  code: 'unreadable',
  message: { en: 'An operation has exactly one name; this has none or several', zh: '一个运算只能有一个名称；这里没有或有多个' },
};

function readNumber(value: number, path: readonly number[], reader: Reader): Expr {
  if (value === 0) return number(0);
  const size = Math.abs(value);
  if (size >= smallestNumber && size <= largestNumber) return number(value);
  return refuse(reader, path, badNumber(value), value);
}

export const badNumber = (value: number): Complaint => ({
  code: 'number-size',
  message: {
    en: `${value} is outside what numbers may be: 0, or between 10^-15 and 10^15 in size`,
    zh: `${value} 超出数字的范围：0，或绝对值在 10^-15 到 10^15 之间`,
  },
});

function readList(items: readonly unknown[], path: readonly number[], reader: Reader): Expr {
  if (items.length > mostParts) return refuse(reader, path, tooLong);
  if (items.every((item) => typeof item === 'string')) return list([...items]);
  if (!items.every((item) => typeof item === 'number')) return refuse(reader, path, mixedList, items);
  const wrong = items.find((item) => !(item === 0 || (Math.abs(item) >= smallestNumber && Math.abs(item) <= largestNumber)));
  return wrong === undefined ? numbers(items.map((item) => item || 0)) : refuse(reader, path, badNumber(wrong), items);
}

const mixedList: Complaint = {
  code: 'mixed-list',
  message: { en: 'A list holds either texts or numbers, and constants only', zh: '列表中只能全是文本或全是数字，且必须是常量' },
};

function readCall(operator: string, operand: unknown, path: readonly number[], reader: Reader, logic: unknown): Expr {
  const leaf = readLeaf(operator, operand);
  if (leaf !== undefined) return leaf.kind === 'complaint' ? refuse(reader, path, leaf.complaint, logic) : leaf.expr;
  const given: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const fn = functionOf(operator, given.length);
  if (fn === undefined) return refuse(reader, path, unknownOperator(operator), logic);
  const { least, most }: Signature = functions[fn];
  if (given.length < least || given.length > most) return refuse(reader, path, wrongCount(operator, least, most, given.length), logic);
  if (given.length > mostParts) return refuse(reader, path, tooLong);
  const [low, value, high] = given;
  const ordered = fn === 'between' ? [value, low, high] : given;
  return call(fn, ...ordered.map((arg, index) => readPart(arg, [...path, index], reader)));
}

const unknownOperator = (operator: string): Complaint => ({
  code: 'unknown-operator',
  message: { en: `There is no operation “${shown(operator)}”`, zh: `没有名为“${shown(operator)}”的运算` },
});

function wrongCount(operator: string, least: number, most: number, count: number): Complaint {
  const many = most === Infinity ? { en: `at least ${least}`, zh: `至少 ${least}` } : least === most ? { en: `${least}`, zh: `${least}` } : { en: `${least} to ${most}`, zh: `${least} 到 ${most}` };
  return {
    code: 'argument-count',
    message: {
      en: `“${operator}” takes ${many.en} ${least === 1 && most === 1 ? 'value' : 'values'} and has ${count}`,
      zh: `“${operator}”需要 ${many.zh} 个值，现有 ${count} 个`,
    },
  };
}

type Leaf = { readonly kind: 'expr'; readonly expr: Expr } | { readonly kind: 'complaint'; readonly complaint: Complaint };

const leaf = (expr: Expr): Leaf => ({ kind: 'expr', expr });
const complain = (complaint: Complaint): Leaf => ({ kind: 'complaint', complaint });

/** What is written like an operation and is none. */
function readLeaf(operator: string, operand: unknown): Leaf | undefined {
  const only: unknown = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
  switch (operator) {
    case 'var':
      if (only === '') return leaf(element);
      if (typeof only !== 'string') return complain(unreadable);
      return badFieldName(only) === undefined ? leaf(field(only)) : complain(badName(only));
    case 'set':
      return typeof only === 'string' ? leaf({ kind: 'set', id: only }) : complain(unreadable);
    case 'now':
      return leaf(now);
    case 'numbers':
      return leaf(numbers([]));
    case 'time': {
      const ms = typeof only === 'string' ? parseTime(only) : only;
      return typeof ms === 'number' && isTime(ms) ? leaf(time(ms)) : complain(badTime);
    }
    case 'duration': {
      const ms = typeof only === 'string' ? parseDuration(only) : only;
      return typeof ms === 'number' && Math.abs(ms) <= largestNumber ? leaf(duration(ms)) : complain(badDuration);
    }
    case 'raw': {
      const wrong = sizeOfRaw(operand);
      return wrong === undefined ? leaf({ kind: 'raw', logic: operand }) : complain(wrong);
    }
    default:
      return undefined;
  }
}

const badTime: Complaint = {
  code: 'bad-time',
  message: { en: 'This is not a time; write it like 2026-03-01T08:00:00Z', zh: '这不是时间；请写成 2026-03-01T08:00:00Z 这样的形式' },
};
const badDuration: Complaint = {
  code: 'bad-duration',
  message: { en: 'This is not a length of time; write it like 90s, 10m, 24h or 7d', zh: '这不是时长；请写成 90s、10m、24h 或 7d 这样的形式' },
};
export const badName = (name: string): Complaint => ({
  code: 'bad-field-name',
  message: { en: `“${shown(name)}” cannot be the name of a field`, zh: `“${shown(name)}”不能用作字段名` },
});

const shown = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}…` : name);

/** Why raw JsonLogic cannot be kept. Data that contains itself has no end, and so is too deep. */
export function sizeOfRaw(logic: unknown): Complaint | undefined {
  const waiting: { part: unknown; depth: number }[] = [{ part: logic, depth: 0 }];
  let parts = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part, depth } = next;
    if (typeof part === 'function' || typeof part === 'bigint' || typeof part === 'symbol' || part === undefined) return unreadable;
    if (typeof part !== 'object' || part === null) continue;
    if (depth > 2 * deepest) return tooDeep;
    const inner: readonly unknown[] = Array.isArray(part) ? part : Object.values(part);
    parts += inner.length;
    if (parts > mostParts) return tooLong;
    for (const each of inner) waiting.push({ part: each, depth: depth + 1 });
  }
  return undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
