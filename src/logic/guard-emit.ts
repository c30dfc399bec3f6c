import type { Json } from '../data/schema.ts';
import type { Call, Expr, FunctionName } from './expr.ts';
import { difference, isDifferenceUnit } from './functions.ts';
import { nowhere, perElement } from './guard-context.ts';
import type { Context } from './guard-context.ts';
import type { Region } from './guard-region.ts';
import type { OperationName } from './operations.ts';
import { operators } from './operators.ts';
import { typeOf } from './types.ts';

/** The computation itself, where all its operands are known to be there. */
export function emit(root: Call, region: Region, refs: readonly Json[], context: Context): { readonly body: Json; readonly notZero: readonly Json[] } {
  const write = (expr: Expr): Json => {
    const index = expr === root ? undefined : region.indexOf(expr);
    const ref = index === undefined ? undefined : refs[index];
    if (ref !== undefined) return ref;
    if (expr.kind !== 'call') return context.compile(expr, nowhere).json;
    return writeCall(expr, expr.args.map((arg, at) => (isCondition(expr, at) ? null : write(arg))), context);
  };
  return { body: write(root), notZero: region.divisors.map(write) };
}

const isCondition = ({ fn }: Call, index: number): boolean => fn === 'none' && index === 1;

function writeCall(expr: Call, args: readonly Json[], context: Context): Json {
  const special = written[expr.fn];
  return special === undefined ? { [operators[expr.fn]]: [...args] } : special(expr, args, context);
}

type Write = (expr: Call, args: readonly Json[], context: Context) => Json;

/** An operation of the pack. */
const packed = (name: OperationName): Write => (_, args, { needs }) => {
  needs.add(name);
  return { [name]: [...args] };
};

const constantOf = (expr: Expr | undefined): unknown => (expr?.kind === 'constant' ? expr.value : undefined);

const written: Partial<Record<FunctionName, Write>> = {
  between: (_, [value = null, low = null, high = null]) => ({ '<=': [low, value, high] }),
  notIn: (_, [value = null, list = null]) => ({ '!': [{ in: [value, list] }] }),
  none: (expr, [list = null], context) => ({ none: [list, perElement(expr.args[1], context)] }),
  // Nothing, not even an empty text, is `in` an empty text.
  contains: ({ args: [, part] }, [text = null, given = null]) => {
    const known = constantOf(part);
    if (known === '') return true;
    return typeof known === 'string' ? { in: [given, text] } : { or: [{ '===': [given, ''] }, { in: [given, text] }] };
  },
  startsWith: (expr, args, context) => {
    const [text = null, given = null] = args;
    const known = constantOf(expr.args[1]);
    if (known === '') return true;
    return typeof known === 'string' ? { '===': [{ substr: [text, 0, known.length] }, given] } : packed('rl.starts_with')(expr, args, context);
  },
  endsWith: (expr, args, context) => {
    const [text = null, given = null] = args;
    const known = constantOf(expr.args[1]);
    if (known === '') return true;
    return typeof known === 'string' ? { '===': [{ substr: [text, -known.length] }, given] } : packed('rl.ends_with')(expr, args, context);
  },
  // The second list is handed along as long as each element is found in it, and comes out as it is or as false.
  hasAll: (_, [list = null, other = null]) => {
    const accumulator = { var: 'accumulator' };
    const step = { if: [{ in: [{ var: 'current' }, accumulator] }, accumulator, false] };
    return { '!==': [{ reduce: [other, step, list] }, false] };
  },

  abs: (_, [x = null]) => ({ max: [x, { '-': [x] }] }),
  round: (expr, [x = null, digits], context) => packed('rl.round')(expr, digits === undefined || digits === 0 ? [x] : [x, digits], context),
  floor: packed('rl.floor'),
  ceil: packed('rl.ceil'),

  lower: packed('rl.lower'),
  upper: packed('rl.upper'),
  trim: packed('rl.trim'),
  length: packed('rl.length'),
  replace: packed('rl.replace'),
  left: ({ args: [, count] }, [text = null, given = null]) => {
    const known = constantOf(count);
    return { substr: [text, 0, typeof known === 'number' ? Math.trunc(Math.max(0, known)) : { max: [0, given] }] };
  },
  right: ({ args: [, count] }, [text = null, given = null]) => {
    const known = constantOf(count);
    if (typeof known !== 'number') return { if: [{ '<': [given, 1] }, '', { substr: [text, { '-': [given] }] }] };
    return known < 1 ? { substr: [text, 0, 0] } : { substr: [text, -Math.trunc(known)] };
  },
  toText: (expr, args, context) => {
    const [arg] = expr.args;
    const isTime = arg !== undefined && typeOf(arg, context.scope) === 'time';
    return isTime ? packed('rl.iso')(expr, args, context) : { cat: [...args] };
  },
  toNumber: packed('rl.number'),
  size: (_, [list = null]) => ({ reduce: [list, { '+': [{ var: 'accumulator' }, 1] }, 0] }),

  year: packed('rl.year'),
  month: packed('rl.month'),
  day: packed('rl.day'),
  hour: packed('rl.hour'),
  minute: packed('rl.minute'),
  weekday: packed('rl.weekday'),
  difference: ({ args: [, , unit] }, [from = null, to = null]) => {
    const known = constantOf(unit);
    const apart = { '-': [to, from] };
    return isDifferenceUnit(known) && difference[known] !== 1 ? { '/': [apart, difference[known]] } : apart;
  },
};
