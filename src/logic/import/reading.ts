import type { Words } from '../../data/text.ts';
import type { FlowField } from '../../data/field.ts';
import { call, missing, number, text, time } from '../expr.ts';
import type { Expr } from '../expr.ts';
import type { ValueType } from '../functions.ts';
import { nonZeroWhere, presentWhere, union } from '../presence.ts';
import { equalExpr } from '../walk.ts';

/** What the readers of foreign operators share. */

export interface Reading {
  readonly field: (name: string) => FlowField | undefined;
  /** Where the typed tree may answer otherwise than the JsonLogic that was read. */
  readonly doubts: Words[];
  /** Why there is no typed tree at all. */
  refusal: Words | undefined;
}

export interface Got {
  readonly expr: Expr;
  /** Undefined for null. */
  readonly type: ValueType | undefined;
  /** JsonLogic may have null here, where the typed tree has a missing value. */
  readonly empty: boolean;
  /** JsonLogic may have NaN here, where the typed tree has a missing value. */
  readonly nan: boolean;
}

/** What is known at a place in the tree. */
export interface Facts {
  readonly present: ReadonlySet<string>;
  readonly nonZero: readonly Expr[];
  /** Inside the condition on the elements of a list. */
  readonly inList: boolean;
}

export interface Operands {
  readonly given: readonly unknown[];
  readonly facts: Facts;
  /** Only whether the result counts as true matters. */
  readonly loose: boolean;
  readonly reading: Reading;
  /** The value of an operand. */
  readonly value: (logic: unknown, facts?: Facts) => Got;
  /** An operand as a condition. */
  readonly condition: (logic: unknown, facts?: Facts) => Expr;
  /** An operand of which only the truth matters, or its value, as for the whole. */
  readonly result: (logic: unknown, facts?: Facts) => Got;
  /** A part that sees other fields. */
  readonly within: (logic: unknown, facts: Facts, loose: boolean, reading: Reading) => Got;
}

export type Operator = (operands: Operands) => Got;

export const nothingKnown: Facts = { present: new Set(), nonZero: [], inList: false };

export const got = (expr: Expr, type: ValueType | undefined, empty = false, nan = false): Got => ({ expr, type, empty, nan });
export const test = (expr: Expr): Got => got(expr, 'boolean');

export function refuse(reading: Reading, why: Words): Got {
  reading.refusal ??= why;
  return got(missing, undefined, true);
}

export function doubt(reading: Reading, why: Words): void {
  reading.doubts.push(why);
}

/** What the rest may rely on where the condition came out true, or false. */
export function learn(facts: Facts, condition: Expr, truth: boolean): Facts {
  const present = presentWhere(condition, truth);
  const divisors = [...nonZeroExprs(condition, truth), ...[...nonZeroWhere(condition, truth)].map((name): Expr => ({ kind: 'field', name }))];
  if (present.size === 0 && divisors.length === 0) return facts;
  return { ...facts, present: union([facts.present, present]), nonZero: [...facts.nonZero, ...divisors] };
}

function nonZeroExprs(condition: Expr, truth: boolean): readonly Expr[] {
  if (condition.kind !== 'call') return [];
  const { fn, args } = condition;
  const [first, second] = args;
  if (fn === (truth ? 'and' : 'or')) return args.flatMap((arg) => nonZeroExprs(arg, truth));
  if (fn === 'not') return first === undefined ? [] : nonZeroExprs(first, !truth);
  const comparesZero = second?.kind === 'constant' && second.value === 0 && first !== undefined;
  return comparesZero && fn === (truth ? 'ne' : 'eq') ? [first] : [];
}

export const isNonZero = (expr: Expr, facts: Facts): boolean => facts.nonZero.some((each) => equalExpr(each, expr));

/** A constant number beside a time is a time; other types stay as they are. */
export function asTimeBeside(one: Got, other: Got): Got {
  const { expr } = one;
  if (other.type !== 'time' || expr.kind !== 'constant' || typeof expr.value !== 'number' || !Number.isInteger(expr.value)) return one;
  return one.type === 'number' ? got(time(expr.value), 'time') : one;
}

/** What JsonLogic takes for true, as a condition. */
export function truth({ expr, type }: Got, reading: Reading): Expr {
  switch (type) {
    case 'boolean':
      return expr;
    case 'number':
      return call('ne', expr, number(0));
    case 'time':
      return call('ne', expr, time(0));
    case 'text':
      return call('ne', expr, text(''));
    case 'list':
      return call('gt', call('size', expr), number(0));
    case 'numbers':
      return refuse(reading, whys.listOfNumbers).expr;
    case undefined:
      return { kind: 'constant', type: 'boolean', value: false };
  }
}

export const whys = {
  defaultOfVar: {
    en: 'A default of “var” stands in only where a field is left out of the data, not where it is null',
    zh: '“var”的默认值只在数据中没有该字段时使用，字段为 null 时不使用',
  },
  wholeRow: { en: 'It uses the whole row as one value', zh: '它把整行数据当作一个值使用' },
  computedName: { en: 'The name of a field is computed', zh: '字段名是计算得到的' },
  unknownField: (name: string): Words => ({ en: `There is no field “${name}” here`, zh: `这里没有字段“${name}”` }),
  listOfNumbers: { en: 'It goes through a list of numbers', zh: '它遍历数字列表' },
  mixedList: { en: 'A list holds values of several types, or computed ones', zh: '列表中的值类型不一，或是计算得到的' },
  mixedTypes: { en: 'It gives values of different types', zh: '它会得到不同类型的值' },
  coercion: { en: 'It compares or computes with values of different types, which JsonLogic converts', zh: '它对不同类型的值进行比较或计算，JsonLogic 会自动转换' },
  bothMissing: { en: 'Two missing values are equal in JsonLogic', zh: '在 JsonLogic 中，两个缺失值相等' },
  missingIsZero: { en: 'A missing value counts as 0 in JsonLogic', zh: '在 JsonLogic 中，缺失值按 0 计算' },
  missingIsText: { en: 'A missing value becomes the text “null” in JsonLogic', zh: '在 JsonLogic 中，缺失值会变成文本“null”' },
  missingInList: { en: 'A missing list becomes an element in JsonLogic', zh: '在 JsonLogic 中，缺失的列表会变成一个元素' },
  emptyIn: { en: 'In JsonLogic nothing is “in” an empty text, not even an empty one', zh: '在 JsonLogic 中，空文本不包含任何文本，包括空文本' },
  divisionByZero: { en: 'A division by zero is infinite in JsonLogic', zh: '在 JsonLogic 中，除以零得到无穷大' },
  operand: { en: 'It returns one of its operands as it is, and these are of different types or computed', zh: '它原样返回某个操作数，而操作数类型不同或是计算得到的' },
  notANumber: { en: 'What is not a number would become one', zh: '不是数字的值会被当作数字' },
  missingNames: { en: 'It gives the names of missing fields as a list', zh: '它给出缺失字段的名称列表' },
  log: { en: '“log” writes to the console', zh: '“log”会写入控制台' },
  listTransform: (operator: string): Words => ({ en: `“${operator}” makes a new list or value out of a list`, zh: `“${operator}”会由列表得到新的列表或值` }),
  count: (operator: string): Words => ({ en: `“${operator}” is used with an unusual number of values`, zh: `“${operator}”的值的个数不常见` }),
  unknown: (operator: string): Words => ({ en: `There is no operation “${operator.slice(0, 60)}” in JsonLogic`, zh: `JsonLogic 中没有名为“${operator.slice(0, 60)}”的运算` }),
  object: { en: 'It holds an object that is no operation', zh: '它含有不是运算的对象' },
  badNumber: { en: 'It holds a number that is too large or too small', zh: '它含有过大或过小的数字' },
} as const;
