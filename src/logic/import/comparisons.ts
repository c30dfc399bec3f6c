import { boolean, call, number, text } from '../expr.ts';
import type { Expr } from '../expr.ts';
import { asList, listStep, membersStep } from './shapes.ts';
import type { Got, Operands, Operator } from './reading.ts';
import { asTimeBeside, doubt, got, refuse, test, whys } from './reading.ts';

/** `==`, `===`, `!=`, `!==`, and what orders. */

export const comparisons: Readonly<Record<string, Operator>> = {
  '===': (operands) => readEqual(operands, '===', true),
  '!==': (operands) => readEqual(operands, '!==', false),
  '==': (operands) => readEqual(operands, '==', true),
  '!=': (operands) => readEqual(operands, '!=', false),
  '<': (operands) => readOrder(operands, '<'),
  '<=': (operands) => readOrder(operands, '<='),
  '>': (operands) => readOrder(operands, '>'),
  '>=': (operands) => readOrder(operands, '>='),
};

function readEqual(operands: Operands, operator: string, equal: boolean): Got {
  const { given, reading, value } = operands;
  if (given.length !== 2) return refuse(reading, whys.count(operator));
  const whole = wholeLists(operands, operator, equal);
  if (whole !== undefined) return whole;
  const [one, other] = [value(given[0]), value(given[1])];
  for (const [part, nothing] of [[one, other], [other, one]] as const) {
    if (nothing.type !== undefined || nothing.expr.kind !== 'constant') continue;
    // NaN is not null, though both are missing here.
    if (part.nan) doubt(reading, whys.coercion);
    return test(call(equal ? 'isMissing' : 'isPresent', part.expr));
  }
  const [left, right] = alike(asTimeBeside(one, other), asTimeBeside(other, one), operator, operands);
  if (left.type !== right.type || left.type === undefined || left.type === 'list' || left.type === 'numbers') return refuse(reading, whys.coercion);
  if (left.empty && right.empty) doubt(reading, whys.bothMissing);
  const same = affix(left.expr, right.expr) ?? call('eq', left.expr, right.expr);
  if (equal) return test(same);
  const certain = !left.empty && !right.empty && !left.nan && !right.nan;
  return test(certain ? call('ne', left.expr, right.expr) : call('not', same));
}

/** `left(x, 2) = "ab"` is how an export writes that a text starts so. */
function affix(left: Expr, right: Expr): Expr | undefined {
  if (left.kind !== 'call' || right.kind !== 'constant' || typeof right.value !== 'string' || right.value === '') return undefined;
  const [whole, count] = left.args;
  if (whole === undefined || count?.kind !== 'constant' || count.value !== right.value.length) return undefined;
  return left.fn === 'left' ? call('startsWith', whole, right) : left.fn === 'right' ? call('endsWith', whole, right) : undefined;
}

/** Where `==` meets values of different types it converts them; with a constant the outcome can be foreseen. */
function alike(one: Got, other: Got, operator: string, { reading }: Operands): readonly [Got, Got] {
  if (one.type === other.type) return [one, other];
  if (other.expr.kind === 'constant') return [one, constantLike(other, one, operator, { reading })];
  return one.expr.kind === 'constant' ? [constantLike(one, other, operator, { reading }), other] : [one, other];
}

function constantLike(constant: Got, beside: Got, operator: string, { reading }: Pick<Operands, 'reading'>): Got {
  const value = constant.expr.kind === 'constant' ? constant.expr.value : null;
  if (operator === '===' || operator === '!==') return constant;
  if (beside.type === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return got(number(Number(value) || 0), 'number');
  if (beside.type === 'number' && typeof value === 'boolean') return got(number(Number(value)), 'number');
  if (beside.type === 'boolean' && (value === 0 || value === 1)) return got(boolean(value === 1), 'boolean');
  if (beside.type === 'boolean' && (value === 'true' || value === 'false')) {
    doubt(reading, whys.coercion);
    return got(boolean(value === 'true'), 'boolean');
  }
  if (beside.type === 'text' && typeof value === 'number') {
    doubt(reading, whys.coercion);
    return got(text(String(value)), 'text');
  }
  return constant;
}

const ordering = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' } as const;
type Order = keyof typeof ordering;

function readOrder(operands: Operands, operator: Order): Got {
  const { given, reading, value } = operands;
  const range = given.length === 3 && (operator === '<' || operator === '<=');
  if (given.length !== 2 && !range) return refuse(reading, whys.count(operator));
  const [first, second, third] = given.map((part) => value(part));
  if (first === undefined || second === undefined) return refuse(reading, whys.count(operator));
  const pairs = third === undefined ? [ordered(first, second, operator, operands)] : [ordered(first, second, operator, operands), ordered(second, third, operator, operands)];
  // One half that is false where the value between the two is missing makes the whole false there.
  const onlyBetween = third !== undefined && !first.empty && !third.empty;
  const safe = onlyBetween ? pairs.some((pair) => pair.safe) : pairs.every((pair) => pair.safe);
  if (!safe) doubt(reading, whys.missingIsZero);
  const [only] = pairs;
  if (only !== undefined && third === undefined) return test(only.expr);
  if (operator === '<') return second.expr.kind === 'call' ? refuse(reading, whys.count(operator)) : test(call('and', ...pairs.map(({ expr }) => expr)));
  const [low, high] = pairs.map(({ expr }) => (expr.kind === 'call' ? expr.args : []));
  const [from, x] = low ?? [];
  const to = high?.[1];
  return from === undefined || x === undefined || to === undefined ? refuse(reading, whys.coercion) : test(call('between', x, from, to));
}

interface Pair {
  readonly expr: Expr;
  /** False, as the typed test is, where an operand is missing. */
  readonly safe: boolean;
}

function ordered(first: Got, second: Got, operator: Order, { reading }: Operands): Pair {
  let [left, right] = [asTimeBeside(first, second), asTimeBeside(second, first)];
  [left, right] = [numberBeside(left, right, { reading }), numberBeside(right, left, { reading })];
  const fitting = left.type === right.type && (left.type === 'number' || left.type === 'text' || left.type === 'time');
  if (!fitting) return { expr: refuse(reading, whys.coercion).expr, safe: true };
  const safe = !(left.empty || right.empty) || falseForNull(left, right, operator);
  return { expr: call(ordering[operator], left.expr, right.expr), safe };
}

/** A text beside a number is read as a number. */
function numberBeside(one: Got, other: Got, { reading }: Pick<Operands, 'reading'>): Got {
  if (one.type !== 'text' || other.type !== 'number') return one;
  const value = one.expr.kind === 'constant' ? one.expr.value : undefined;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return got(number(Number(value) || 0), 'number');
  doubt(reading, whys.notANumber);
  return got(call('toNumber', one.expr), 'number', one.empty, true);
}

/** Null counts as 0 beside a number. Beside a constant that may make no difference. */
function falseForNull(left: Got, right: Got, operator: Order): boolean {
  const [a, b] = [left, right].map((each) => (each.empty ? null : each.expr.kind === 'constant' ? each.expr.value : undefined));
  if (a === undefined || b === undefined || Array.isArray(a) || Array.isArray(b) || (left.empty && right.empty)) return false;
  const [x, y] = left.empty ? [0, Number(b)] : [Number(a), 0];
  return !(operator === '<' ? x < y : operator === '<=' ? x <= y : operator === '>' ? x > y : x >= y);
}

/** How an export asks whether a list has any, or all, of another. */
function wholeLists({ given, value }: Operands, operator: string, equal: boolean): Got | undefined {
  const [reduced, outcome] = given;
  const parts = asList(reduced);
  if (parts === undefined || parts.length !== 3) return undefined;
  const step = JSON.stringify(parts[1]);
  const any = operator === '===' && outcome === true && step === JSON.stringify(listStep);
  const all = operator === '!==' && outcome === false && step === JSON.stringify(membersStep);
  if (!any && !all) return undefined;
  const [list, other] = any ? [value(parts[0]), value(parts[2])] : [value(parts[2]), value(parts[0])];
  if (list.type !== 'list' || other.type !== 'list' || (all && (list.empty || other.empty))) return undefined;
  return equal === any ? test(call(any ? 'hasAny' : 'hasAll', list.expr, other.expr)) : undefined;
}
