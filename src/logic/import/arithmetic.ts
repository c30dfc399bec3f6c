import { call, number } from '../expr.ts';
import type { FunctionName } from '../expr.ts';
import { canBeZero } from '../presence.ts';
import type { Got, Operands, Operator } from './reading.ts';
import { doubt, got, isNonZero, refuse, whys } from './reading.ts';

/** `+ - * / %`, `min` and `max`. */

export const arithmetic: Readonly<Record<string, Operator>> = {
  '+': (operands) => readMany('add', '+', operands),
  '*': (operands) => readMany('multiply', '*', operands),
  '-': readMinus,
  '/': (operands) => readDivision('divide', '/', operands),
  '%': (operands) => readDivision('modulo', '%', operands),
  min: (operands) => readLimit('min', operands),
  max: (operands) => readLimit('max', operands),
};

/** An operand as a number. `parsed` is how `+` and `*` take theirs: what is missing becomes NaN there, and 0 elsewhere. */
function asNumber(read: Got, parsed: boolean, { reading }: Operands): Got {
  const { expr, type, empty, nan } = read;
  if (type === 'text') {
    const value = expr.kind === 'constant' && typeof expr.value === 'string' ? expr.value : '';
    if (value.trim() !== '' && Number.isFinite(Number(value)) && Number(value) === parseFloat(value)) return got(number(Number(value) || 0), 'number');
    doubt(reading, whys.notANumber);
    return got(call('toNumber', expr), 'number', false, true);
  }
  if (type !== 'number' && type !== 'time') return refuse(reading, whys.coercion);
  if (empty && !parsed) doubt(reading, whys.missingIsZero);
  return got(expr, type, false, nan || empty);
}

const lost = (operands: readonly Got[]): boolean => operands.some((each) => each.nan);

function readMany(fn: 'add' | 'multiply', operator: string, operands: Operands): Got {
  const { given, reading, value } = operands;
  const read = given.map((part) => asNumber(value(part), true, operands));
  const [only] = read;
  if (only === undefined) return refuse(reading, whys.count(operator));
  // A sum of one is how texts are made numbers; a product of one is the value as it is.
  if (read.length === 1) return fn === 'add' ? only : refuse(reading, whys.count(operator));
  const times = read.filter((each) => each.type === 'time').length;
  if (times > (fn === 'add' ? 1 : 0)) return refuse(reading, whys.coercion);
  return got(call(fn, ...read.map((each) => each.expr)), times === 1 ? 'time' : 'number', false, lost(read));
}

function readMinus(operands: Operands): Got {
  const { given, reading, value } = operands;
  if (given.length === 0 || given.length > 2) return refuse(reading, whys.count('-'));
  const read = given.map((part) => asNumber(value(part), false, operands));
  const [first, second] = read;
  if (first === undefined || read.some((each) => each.type === undefined)) return refuse(reading, whys.coercion);
  if (second === undefined) return first.type === 'number' ? got(call('negate', first.expr), 'number', false, first.nan) : refuse(reading, whys.coercion);
  if (first.type === 'number' && second.type === 'time') return refuse(reading, whys.coercion);
  const type = first.type === 'time' && second.type === 'number' ? 'time' : 'number';
  return got(call('subtract', first.expr, second.expr), type, false, lost(read));
}

function readDivision(fn: 'divide' | 'modulo', operator: string, operands: Operands): Got {
  const { given, facts, reading, value } = operands;
  if (given.length !== 2) return refuse(reading, whys.count(operator));
  const read = given.map((part) => asNumber(value(part), false, operands));
  const [first, second] = read;
  if (first?.type !== 'number' || second?.type !== 'number') return refuse(reading, whys.coercion);
  const zero = canBeZero(second.expr, reading.field) && !isNonZero(second.expr, facts);
  // A remainder by zero is NaN, which is as good as missing; a quotient is infinite.
  if (zero && fn === 'divide') doubt(reading, whys.divisionByZero);
  return got(call(fn, first.expr, second.expr), 'number', false, lost(read) || zero);
}

function readLimit(fn: FunctionName & ('min' | 'max'), operands: Operands): Got {
  const { given, reading, value } = operands;
  const read = given.map((part) => asNumber(value(part), false, operands));
  const [only] = read;
  if (only === undefined) return refuse(reading, whys.count(fn));
  if (read.some((each) => each.type !== only.type)) return refuse(reading, whys.coercion);
  const [, opposite] = read;
  const negated = opposite?.expr;
  if (fn === 'max' && read.length === 2 && negated?.kind === 'call' && negated.fn === 'negate' && negated.args[0] !== undefined && same(negated.args[0], only)) {
    return got(call('abs', only.expr), 'number', false, only.nan);
  }
  return read.length === 1 ? only : got(call(fn, ...read.map((each) => each.expr)), only.type, false, lost(read));
}

const same = (expr: Got['expr'], other: Got): boolean => JSON.stringify(expr) === JSON.stringify(other.expr);
