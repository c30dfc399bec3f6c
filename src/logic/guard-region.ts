import type { Json } from '../data/schema.ts';
import type { Call, Expr, FunctionName } from './expr.ts';
import { signatureOf } from './functions.ts';
import type { Around, Context } from './guard-context.ts';
import { canBeZero, canGrow, isKeptTime } from './presence.ts';
import { typeOf } from './types.ts';

/**
 * The part of a tree that one guard covers: calls that are missing exactly where an operand is missing. Its operands
 * are fields, and calls that have a rule of their own about missing values.
 */
export interface Region {
  readonly operands: readonly Operand[];
  /** Where an operand stands among the operands. Fields are told apart by name, calls by place. */
  readonly indexOf: (expr: Expr) => number | undefined;
  /** Divisors that can be zero. */
  readonly divisors: readonly Expr[];
  /** The outermost call can fail though all operands are there: a text that is no number, or too long, a time out of range. */
  readonly mayFail: boolean;
}

export interface Operand {
  /** It may stand in the computation itself: a field, or what is never missing and is written once. */
  readonly inline: boolean;
  readonly nullable: boolean;
  /** False where the test is false for null by itself. */
  readonly guard: boolean;
  readonly json: Json;
}

const ownRules: ReadonlySet<FunctionName> = new Set(['if', 'coalesce']);
const dateParts: ReadonlySet<FunctionName> = new Set(['year', 'month', 'day', 'hour', 'minute', 'weekday']);

export function collect(root: Call, around: Around, context: Context): Region {
  const operands: Operand[] = [];
  const places = new Map<Expr | string, number>();
  const divisors: Expr[] = [];
  const unguarded = selfGuarded(root, context);

  const take = (expr: Expr, twice: boolean): void => {
    const key = keyOf(expr, context);
    if (places.has(key)) return;
    places.set(key, operands.length);
    const { json, nullable } = context.compile(expr, { ...around, loose: false });
    const inline = expr.kind !== 'call' || (!twice && (!nullable || expr === unguarded));
    operands.push({ inline, nullable, guard: expr !== unguarded, json });
  };
  const walk = (expr: Expr, twice: boolean, forced: boolean): void => {
    if (expr.kind === 'set' || (expr.kind === 'constant' && expr.value !== null)) return;
    if (expr.kind !== 'call' || forced || !joins(expr, context)) take(expr, twice || forced);
    else descend(expr, twice);
  };
  const descend = (call: Call, twice: boolean): void => {
    const divisor = divisorOf(call, around, context);
    call.args.forEach((arg, index) => {
      if (call === root && isPerElement(call.fn, index)) return;
      walk(arg, twice || arg === divisor, isForced(call, index, context));
    });
    if (divisor !== undefined) divisors.push(divisor);
  };
  descend(root, false);
  return { operands, indexOf: (expr) => places.get(keyOf(expr, context)), divisors, mayFail: canFail(root, context) };
}

/** What a call divides by, where that can be zero. */
function divisorOf({ fn, args: [, divisor] }: Call, { nonZero }: Around, { field }: Context): Expr | undefined {
  return (fn === 'divide' || fn === 'modulo') && divisor !== undefined && canBeZero(divisor, field, nonZero) ? divisor : undefined;
}

/** `now` is the field that it stands for. */
const keyOf = (expr: Expr, { scope }: Context): Expr | string =>
  expr.kind === 'field' ? expr.name : expr.kind === 'now' ? (scope.time ?? expr) : expr.kind === 'element' ? '' : expr;

const isPerElement = (fn: FunctionName, index: number): boolean => fn === 'none' && index === 1;

/** Whether the guard of the call around covers this one too. */
function joins(expr: Call, context: Context): boolean {
  if (signatureOf(expr.fn).test || ownRules.has(expr.fn) || canFail(expr, context)) return false;
  const divisor = expr.fn === 'divide' || expr.fn === 'modulo' ? expr.args[1] : undefined;
  return divisor === undefined || isShort(divisor, context);
}

function canFail({ fn, args }: Call, { scope }: Context): boolean {
  const [first] = args;
  if (first === undefined) return false;
  if (fn === 'replace') return canGrow(args);
  if (dateParts.has(fn)) return !isKeptTime(first);
  return fn === 'toNumber' || (fn === 'toText' && !isKeptTime(first) && typeOf(first, scope) === 'time');
}

/** Operands that are written twice are handed on, where they are more than a field. */
function isForced({ fn, args }: Call, index: number, context: Context): boolean {
  const arg = args[index];
  if (arg?.kind !== 'call') return false;
  if (fn === 'divide' || fn === 'modulo') return index === 1 && !isShort(arg, context);
  return fn === 'abs' || ((fn === 'contains' || fn === 'right') && index === 1);
}

/** A divisor is written twice, so it is short: no more than a few operations, none of them a division. */
function isShort(divisor: Expr, context: Context): boolean {
  let room = 8;
  const fitsIn = (expr: Expr): boolean => {
    room -= 1;
    if (room < 0) return false;
    if (expr.kind !== 'call') return true;
    if (expr.fn === 'divide' || expr.fn === 'modulo' || expr.fn === 'abs' || expr.fn === 'right') return false;
    return signatureOf(expr.fn).test || ownRules.has(expr.fn) || canFail(expr, context) || expr.args.every(fitsIn);
  };
  return fitsIn(divisor);
}

/** What is compared with a constant needs no guard, nor does a field beside a field that has one: null equals neither. */
function selfGuarded({ fn, args: [left, right] }: Call, context: Context): Expr | undefined {
  if (fn !== 'eq' || left === undefined || right === undefined) return undefined;
  if (isConstant(right) && (left.kind === 'field' || standsAlone(left, context))) return left;
  if (isConstant(left) && (right.kind === 'field' || standsAlone(right, context))) return right;
  if (left.kind === 'call' || right.kind === 'call' || keyOf(left, context) === keyOf(right, context)) return undefined;
  if (left.kind === 'field') return left;
  return right.kind === 'field' ? right : undefined;
}

const isConstant = (expr: Expr): boolean => expr.kind === 'constant' && expr.value !== null;
const standsAlone = (expr: Expr, context: Context): boolean => expr.kind === 'call' && !joins(expr, context);
