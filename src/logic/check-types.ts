import { complain, fixOf } from './check-state.ts';
import type { Found, Path, State } from './check-state.ts';
import { complaints, partInWords } from './check-words.ts';
import type { Call } from './expr.ts';
import { parameterOf, signatureOf } from './functions.ts';
import type { ValueType } from './functions.ts';

/** Which types may stand side by side, and what comes of them. */

export function resultType(expr: Call, found: readonly Found[], path: Path, state: State): ValueType | undefined {
  const { result } = signatureOf(expr.fn);
  const shared = sharedType(expr, found, path, state);
  if (expr.fn === 'in' || expr.fn === 'notIn') checkMembership(expr, found, path, state);
  if (result === 'same') return shared;
  return result === 'sum' ? sumType(expr, found, path, state) : result;
}

/** The one type of all arguments that must share one. */
function sharedType(expr: Call, found: readonly Found[], path: Path, state: State): ValueType | undefined {
  let first: number | undefined;
  found.forEach(({ type }, index) => {
    const parameter = parameterOf(expr.fn, index, expr.args.length);
    if (parameter?.same !== true || type === undefined || !parameter.takes.includes(type)) return;
    const before = first === undefined ? undefined : found[first]?.type;
    if (first === undefined || before === undefined) first = index;
    else if (before !== type) differ(expr, first, index, before, type, path, state);
  });
  return first === undefined ? undefined : found[first]?.type;
}

function checkMembership(expr: Call, [value, list]: readonly Found[], path: Path, state: State): void {
  if (value?.type === undefined || list?.type === undefined) return;
  const fitting = list.type === 'numbers' ? 'number' : 'text';
  if (list.type !== 'numbers' && list.type !== 'list') return;
  // An empty list has no type that could be wrong.
  const [, given] = expr.args;
  if (given?.kind === 'constant' && Array.isArray(given.value) && given.value.length === 0) return;
  if (value.type !== fitting && (value.type === 'number' || value.type === 'text')) differ(expr, 0, 1, value.type, list.type, path, state);
}

function differ(expr: Call, first: number, second: number, one: ValueType, other: ValueType, path: Path, state: State): void {
  const [left, right] = [expr.args[first], expr.args[second]];
  if (left === undefined || right === undefined) return;
  const fix = fixOf(right, [...path, second], one, other, state) ?? fixOf(left, [...path, first], other, one, state);
  const message = complaints.differ((lang) => partInWords(left, state, lang), one, (lang) => partInWords(right, state, lang), other);
  complain(state, [...path, second], 'wrong-type', message, fix);
}

function sumType({ fn, args }: Call, found: readonly Found[], path: Path, state: State): ValueType | undefined {
  const isTimeAt = (index: number): boolean => found[index]?.type === 'time';
  if (fn === 'subtract') {
    if (!isTimeAt(0) && found[0]?.type !== undefined && isTimeAt(1)) complain(state, path, 'wrong-type', complaints.fromNumber);
    return isTimeAt(0) && !isTimeAt(1) ? 'time' : 'number';
  }
  const times = args.filter((_, index) => isTimeAt(index)).length;
  if (times > 1) complain(state, path, 'wrong-type', complaints.twoTimes);
  return times === 0 ? 'number' : 'time';
}

