import type { Field, FlowField, Magnitude } from '../data/field.ts';
import { largestNumber, smallestNumber } from '../data/field.ts';
import type { FunctionName } from './expr.ts';
import type { ValueType } from './functions.ts';
import { magnitudeOfSource } from './length.ts';

/**
 * How large and how small the numbers that an expression passes through can be. As every value is a whole multiple of
 * 2^grain, what a subtraction leaves is zero or no smaller than that. With these bounds an expression that could
 * overflow is found without running it.
 */
export type { Magnitude };

/** Between 2^-1000 and 2^1000 every double has its full precision; all doubles are multiples of 2^-1074. */
export const fits = ({ most, least, grain }: Magnitude): boolean => most <= 1000 && least >= -1000 && grain >= -1070;

const zero: Magnitude = { most: -Infinity, least: Infinity, grain: Infinity };

/** Doubles of at least that size are multiples of this. */
const grainOf = (least: number): number => Math.floor(least) - 53;

const up = (x: number): number => Math.log2(x) + 1e-9;
const down = (x: number): number => Math.log2(x) - 1e-9;
const between = (smallest: number, largest: number): Magnitude => ({ most: up(largest), least: down(smallest), grain: grainOf(down(smallest)) });
const whole = (largest: number): Magnitude => ({ most: up(largest), least: 0, grain: 0 });

export function magnitudeOfConstant(value: number): Magnitude {
  const size = Math.abs(value);
  if (size === 0) return zero;
  return Number.isInteger(value) ? { most: up(size), least: down(size), grain: 0 } : between(size, size);
}

/** By its contract, if it has one; a field that was computed may promise a range of its own. */
export function magnitudeOfField({ type, min, max, magnitude }: Partial<Pick<Field, 'type'>> & Pick<Field, 'min' | 'max'> & Pick<FlowField, 'magnitude'>): Magnitude {
  if (magnitude !== undefined) return magnitude;
  if (type === 'time') return magnitudeOfTime;
  if (type === 'text' || type === 'list') return magnitudeOfSource;
  const largest = min === undefined || max === undefined ? largestNumber : Math.max(Math.abs(min), Math.abs(max));
  if (largest === 0) return zero;
  const apart = min !== undefined && min > 0 ? min : max !== undefined && max < 0 ? -max : smallestNumber;
  return between(apart, Math.max(largest, apart));
}

/** What a field that holds the result must remember: nothing, where a source's values are no smaller and no larger. */
export function beyondSources(type: ValueType | undefined, magnitude: Magnitude | undefined): Magnitude | undefined {
  if (type === undefined || type === 'numbers' || magnitude === undefined) return undefined;
  const usual = magnitudeOfField({ type });
  return magnitude.most > usual.most || magnitude.least < usual.least ? magnitude : undefined;
}

export const magnitudeOfTime: Magnitude = whole(2 ** 48);

/** Of a field that comes by several paths: as large, and as small, as on any of them. */
export function magnitudeOfUnion(fields: readonly Parameters<typeof magnitudeOfField>[0][]): Magnitude | undefined {
  return fields.every((field) => field.magnitude === undefined) ? undefined : either(fields.map(magnitudeOfField));
}

const either = (all: readonly Magnitude[]): Magnitude => ({
  most: Math.max(...all.map((each) => each.most)),
  least: Math.min(...all.map((each) => each.least)),
  grain: Math.min(...all.map((each) => each.grain)),
});

function sum(all: readonly Magnitude[]): Magnitude {
  const { most, grain } = either(all);
  return { most: most + Math.log2(all.length) + 1e-6 * all.length, least: grain, grain };
}

function product(a: Magnitude, b: Magnitude): Magnitude {
  const least = a.least + b.least - 1e-6;
  return { most: a.most + b.most + 1e-6, least, grain: Math.max(a.grain + b.grain, grainOf(least)) };
}

function quotient(a: Magnitude, b: Magnitude): Magnitude {
  if (a.most === -Infinity || b.most === -Infinity) return zero;
  const least = a.least - b.most - 1e-6;
  return { most: a.most - b.least + 1e-6, least, grain: grainOf(least) };
}

/** Of a number that a function makes from numbers and times; `digits` are those that `round` keeps. */
export function magnitudeOfCall(fn: FunctionName, args: readonly Magnitude[], digits = 0): Magnitude | undefined {
  const [a = zero, b = zero] = args;
  switch (fn) {
    case 'add':
    case 'subtract':
      return sum(args);
    case 'multiply':
      return args.slice(1).reduce(product, a);
    case 'divide':
      return quotient(a, b);
    case 'modulo':
      return { most: Math.min(a.most, b.most), least: Math.min(a.grain, b.grain), grain: Math.min(a.grain, b.grain) };
    case 'negate':
    case 'abs':
      return a;
    case 'min':
    case 'max':
      return either(args);
    case 'if':
    case 'coalesce':
      return args.length === 0 ? undefined : either(args);
    case 'floor':
    case 'ceil':
      return { most: Math.max(a.most, 0) + 1, least: 0, grain: 0 };
    case 'round': {
      // On its way the number is shifted by that many digits.
      const shift = Math.log2(10) * digits;
      return { most: Math.max(a.most + shift, 0) + 1 - shift, least: -shift - 1, grain: grainOf(-shift - 1) };
    }
    case 'length':
    case 'size':
      return whole(2 ** 53);
    case 'year':
    case 'month':
    case 'day':
    case 'hour':
    case 'minute':
    case 'weekday':
      return whole(10_000);
    case 'difference': {
      const { least, grain } = quotient(sum(args.slice(0, 2)), magnitudeOfConstant(86_400_000));
      return { most: 50, least, grain };
    }
    case 'toNumber':
      return between(smallestNumber, largestNumber);
    default:
      return undefined;
  }
}

/** `round` multiplies by a power of ten before it divides by it again. */
export const passesThrough = (fn: FunctionName, result: Magnitude, digits = 0): Magnitude =>
  fn === 'round' ? { ...result, most: result.most + Math.log2(10) * digits } : result;
