import type { FunctionName } from './expr.ts';

/**
 * How functions are called in JsonLogic: by JsonLogic's own operator where there is one that means the same, by a name
 * of ours in the same style else. Two operators stand for two functions each, told apart by the number of arguments:
 * `-` with one argument is `negate`, and `<=` with three is `between`, whose value is in the middle.
 */
export const operators = {
  and: 'and', or: 'or', not: '!', if: 'if', coalesce: 'coalesce', isMissing: 'is_missing', isPresent: 'is_present',
  eq: '===', ne: '!==', lt: '<', le: '<=', gt: '>', ge: '>=', between: '<=', in: 'in', notIn: 'not_in',
  contains: 'contains', startsWith: 'starts_with', endsWith: 'ends_with', has: 'has', hasAny: 'has_any', hasAll: 'has_all',
  any: 'some', all: 'all', none: 'none',
  add: '+', subtract: '-', multiply: '*', divide: '/', modulo: '%', negate: '-', min: 'min', max: 'max',
  abs: 'abs', round: 'round', floor: 'floor', ceil: 'ceil',
  lower: 'lower', upper: 'upper', trim: 'trim', length: 'length', left: 'left', right: 'right', concat: 'cat',
  replace: 'replace', toText: 'to_text', toNumber: 'to_number', size: 'size', merge: 'merge',
  year: 'year', month: 'month', day: 'day', hour: 'hour', minute: 'minute', weekday: 'weekday', difference: 'difference',
} as const satisfies Record<FunctionName, string>;

const byOperator = new Map<string, FunctionName>();
for (const [fn, operator] of Object.entries(operators)) {
  if (fn !== 'negate' && fn !== 'between') byOperator.set(operator, fn as FunctionName);
}

export function functionOf(operator: string, count: number): FunctionName | undefined {
  if (operator === '-' && count === 1) return 'negate';
  if (operator === '<=' && count === 3) return 'between';
  return byOperator.get(operator);
}
