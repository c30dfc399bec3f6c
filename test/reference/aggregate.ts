import { largestNumber, smallestNumber } from '../../src/data/field.ts';
import type { Field, Value } from '../../src/data/field.ts';
import type { Aggregate, RollingStep } from '../../src/plan/plan.ts';
import type { Prepared } from './expressions.ts';
import { fits, quotient, rootOfQuotient, scaled } from './exact.ts';
import { byKey, compareRows, keyOf, valueOf, withValues } from './row.ts';
import type { ReferenceRow } from './row.ts';

/** Where a number belongs that left the range of numbers. */
export type Lost = () => void;

const undeclared = 9;

/** An aggregate of rows that all take part, in total order. */
export function aggregate({ fn, of }: Aggregate, rows: readonly ReferenceRow[], fields: readonly Field[], lost: Lost): Value {
  const values = of === undefined ? [] : rows.map((row) => valueOf(row, of)).filter((value) => value !== null);
  const numbers = values.filter((value) => typeof value === 'number');
  const decimals = fields.find((field) => field.name === of)?.decimals ?? undeclared;
  switch (fn) {
    case 'count':
      return rows.length;
    case 'distinct':
      return new Set(values.map((value) => JSON.stringify(value))).size;
    case 'min':
      return numbers.length === 0 ? null : numbers.reduce((a, b) => Math.min(a, b));
    case 'max':
      return numbers.length === 0 ? null : numbers.reduce((a, b) => Math.max(a, b));
    case 'first':
      return values[0] ?? null;
    case 'last':
      return values.at(-1) ?? null;
    case 'sum':
    case 'average':
    case 'stddev':
      return exactly(fn, numbers, decimals, lost);
    case 'sincePrevious':
      throw new Error('it is asked of one row');
  }
}

function exactly(fn: 'sum' | 'average' | 'stddev', numbers: readonly number[], decimals: number, lost: Lost): number | null {
  const n = BigInt(numbers.length);
  if (n === 0n || (fn === 'stddev' && n < 2n)) return null;
  const whole = numbers.map((x) => scaled(x, decimals));
  const sum = whole.reduce((a, b) => a + b);
  const squares = whole.reduce((total, x) => total + x * x, 0n);
  const unit = 10n ** BigInt(decimals);
  const inside = whole.every(fits) && fits(sum) && (fn !== 'stddev' || fits(squares));
  const result =
    fn === 'sum' ? quotient(sum, unit)
    : fn === 'average' ? quotient(sum, unit * n)
    : rootOfQuotient(n * squares - sum * sum, n * (n - 1n) * unit * unit);
  const size = Math.abs(result);
  if (inside && (size === 0 || (size >= smallestNumber && size <= largestNumber))) return result;
  lost();
  return null;
}

/** For each row, aggregates over the frame of its key. */
export function roll(step: RollingStep, rows: readonly ReferenceRow[], fields: readonly Field[], { holds }: Prepared, lost: Lost): readonly ReferenceRow[] {
  const groups = new Map(byKey(rows, step.key).map(([key, group]) => [JSON.stringify(key), group]));
  return rows.map((row) => {
    const key = keyOf(row, step.key);
    const group = key === undefined ? [] : (groups.get(JSON.stringify(key)) ?? []);
    const values = { ...row.values };
    for (const feature of step.features) {
      const taking = group.filter((each) => inFrame(each, row, feature) && (feature.where === undefined || holds(feature.where, each)));
      values[feature.into.name] = feature.fn === 'sincePrevious' ? sincePrevious(row, taking) : aggregate(feature, taking, fields, lost);
    }
    return withValues(row, values);
  });
}

function inFrame(each: ReferenceRow, row: ReferenceRow, { window, frame }: { readonly window: number; readonly frame: 'through' | 'before' }): boolean {
  if (each.time === null || row.time === null) return false;
  return each.time >= row.time - window && (frame === 'through' ? each.time <= row.time : each.time < row.time);
}

/** The last row before this one in total order; a peer that comes first is 0 ms away. */
function sincePrevious(row: ReferenceRow, taking: readonly ReferenceRow[]): Value {
  const previous = taking.findLast((each) => compareRows(each, row) < 0);
  return previous === undefined || previous.time === null || row.time === null ? null : row.time - previous.time;
}
