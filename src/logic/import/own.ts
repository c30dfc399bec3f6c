import { call, now } from '../expr.ts';
import type { Expr, FunctionName } from '../expr.ts';
import { signatureOf } from '../functions.ts';
import { canGrow } from '../presence.ts';
import { foldExpr, substitute } from '../walk.ts';
import type { Got, Operands, Operator, Reading } from './reading.ts';
import { asTimeBeside, doubt, got, refuse, test, whys } from './reading.ts';
import { countStep, firstStep } from './shapes.ts';

/** What our own exports are made of: `reduce` in four shapes, and the operations of the pack. */

const packed: Readonly<Record<string, FunctionName>> = {
  'rl.lower': 'lower', 'rl.upper': 'upper', 'rl.trim': 'trim', 'rl.length': 'length', 'rl.replace': 'replace',
  'rl.starts_with': 'startsWith', 'rl.ends_with': 'endsWith', 'rl.round': 'round', 'rl.floor': 'floor', 'rl.ceil': 'ceil',
  'rl.number': 'toNumber', 'rl.iso': 'toText', 'rl.year': 'year', 'rl.month': 'month', 'rl.day': 'day', 'rl.hour': 'hour',
  'rl.minute': 'minute', 'rl.weekday': 'weekday',
};

/** They give null for times out of range. */
const ofTime: ReadonlySet<FunctionName> = new Set(['toText', 'year', 'month', 'day', 'hour', 'minute', 'weekday']);
const aTime = got(now, 'time');

export const own: Readonly<Record<string, Operator>> = {
  reduce: readReduce,
  ...Object.fromEntries(Object.entries(packed).map(([name, fn]): [string, Operator] => [name, (operands) => readPacked(name, fn, operands)])),
};

function readPacked(name: string, fn: FunctionName, { given, reading, value }: Operands): Got {
  const { least, most, result, test: isTest } = signatureOf(fn);
  if (given.length < least || given.length > most) return refuse(reading, whys.count(name));
  const read = given.map((part, index) => (index === 0 && ofTime.has(fn) ? asTimeBeside(value(part), aTime) : value(part)));
  if (ofTime.has(fn) && read[0]?.type !== 'time') return refuse(reading, whys.coercion);
  if (read.some((each) => each.empty || each.nan)) doubt(reading, whys.missingIsText);
  const expr = call(fn, ...read.map((each) => each.expr));
  return isTest ? test(expr) : got(expr, result === 'same' || result === 'sum' ? 'number' : result, fn === 'toNumber' || ofTime.has(fn) || (fn === 'replace' && canGrow(expr.args)));
}

function readReduce(operands: Operands): Got {
  const { given, reading } = operands;
  const [scanned, step, initial] = given;
  const shape = JSON.stringify(step) ?? '';
  if (given.length === 3 && initial === null && Array.isArray(scanned)) {
    return shape === JSON.stringify(firstStep) ? readFirst(scanned, operands) : readBinding(scanned, step, operands);
  }
  if (given.length === 3 && initial === 0 && shape === JSON.stringify(countStep)) return readCount(scanned, operands);
  return refuse(reading, whys.listTransform('reduce'));
}

/** The first of several values that is there. */
function readFirst(parts: readonly unknown[], { reading, value }: Operands): Got {
  const read = parts.map((part) => value(part));
  const type = read.find((each) => each.type !== undefined)?.type;
  if (read.some((each) => each.type !== undefined && each.type !== type) || read.length === 0) return refuse(reading, whys.mixedTypes);
  if (read.some((each) => each.nan)) doubt(reading, whys.notANumber);
  return got(call('coalesce', ...read.map((each) => each.expr)), type, read.every((each) => each.empty));
}

function readCount(scanned: unknown, { reading, value }: Operands): Got {
  const read = value(scanned);
  if (read.type !== 'list') return refuse(reading, whys.listTransform('reduce'));
  const size = call('size', read.expr);
  return got(read.empty ? call('coalesce', size, { kind: 'constant', type: 'number', value: 0 }) : size, 'number');
}

/** Values computed once and handed to a body: `current` where it is one, `current.0` and so on where there are several. */
function readBinding(scanned: readonly unknown[], body: unknown, operands: Operands): Got {
  const { reading, facts, value, loose } = operands;
  const [only] = scanned;
  if (scanned.length !== 1) return refuse(reading, whys.listTransform('reduce'));
  const several = Array.isArray(only) && !only.every((each) => typeof each === 'string') && !only.every((each) => typeof each === 'number');
  const parts: readonly unknown[] = several ? (only as readonly unknown[]) : [only];
  const names = new Map<string, Got>();
  parts.forEach((part, index) => names.set(several ? `current.${index}` : 'current', value(part)));
  if ([...names.values()].some((each) => each.type === undefined || each.type === 'numbers')) return refuse(reading, whys.listTransform('reduce'));
  const inner: Reading = {
    ...reading,
    refusal: undefined,
    field: (name) => {
      const bound = names.get(name);
      if (bound?.type === undefined || bound.type === 'numbers') return undefined;
      return { name, type: bound.type, optional: bound.empty || bound.nan, tainted: false, origins: [] };
    },
  };
  if ([...names.values()].some((each) => each.nan)) doubt(reading, whys.notANumber);
  const read = operands.within(body, { ...facts, present: new Set(), nonZero: [], inList: false }, loose, inner);
  if (inner.refusal !== undefined) return refuse(reading, inner.refusal);
  const expr = substitute(read.expr, (name) => names.get(name)?.expr);
  return sizeOf(expr) > mostParts ? refuse(reading, whys.listTransform('reduce')) : { ...read, expr };
}

/** A value that the body uses twice is in the tree twice, and so are the values that are in it. */
const mostParts = 20_000;
const sizeOf = (expr: Expr): number => foldExpr<number>(expr, (_, args) => args.reduce((sum, each) => sum + each, 1));
