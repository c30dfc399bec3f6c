import type { BooleanColumn, Column } from '../../data/columns.ts';
import { perGroup } from './vector.ts';

/** Operations on whole columns of numbers and of truths. */

export const booleans = (values: Uint8Array): BooleanColumn => ({ type: 'boolean', values });

export const turned = (truth: Uint8Array): Uint8Array => truth.map((each) => 1 - each);

/** There is one zero, and nothing beyond the finite numbers. */
function tidy(values: Float64Array): Float64Array {
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? NaN;
    values[row] = Number.isFinite(value) ? value + 0 : NaN;
  }
  return values;
}

export function arithmetic(
  type: 'number' | 'time',
  columns: readonly Column[],
  length: number,
  compute: (a: number, b: number) => number,
): Column {
  const out = new Float64Array(length);
  columns.forEach((column, index) => {
    const values = numbersIn(column, length);
    for (let row = 0; row < length; row += 1) {
      out[row] = index === 0 ? (values[row] ?? NaN) : compute(out[row] ?? NaN, values[row] ?? NaN);
    }
  });
  return { type, values: tidy(out) };
}

export function eachNumber(column: Column | undefined, length: number, compute: (value: number) => number): Column {
  const values = numbersIn(column, length);
  const out = new Float64Array(length);
  for (let row = 0; row < length; row += 1) {
    const value = values[row] ?? NaN;
    out[row] = Number.isNaN(value) ? NaN : compute(value);
  }
  return { type: 'number', values: tidy(out) };
}

const numbersIn = (column: Column | undefined, length: number): Float64Array =>
  column?.type === 'number' || column?.type === 'time' ? column.values : new Float64Array(length).fill(NaN);

export function compared(
  columns: readonly Column[],
  length: number,
  holdsFor: (a: number, b: number) => boolean,
): BooleanColumn {
  const [a, b] = columns.map((column) => numbersIn(column, length));
  const out = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) out[row] = holdsFor(a?.[row] ?? NaN, b?.[row] ?? NaN) ? 1 : 0;
  return booleans(out);
}

export const cut = (
  columns: readonly Column[],
  length: number,
  slice: (text: string, count: number) => string,
): Column =>
  perGroup('text', columns, length, (text, count) =>
    typeof text === 'string' && typeof count === 'number' ? slice(text, Math.trunc(Math.max(0, count))) : null,
  );

/** All of the conditions, or one of them. */
export function joined(fn: 'and' | 'or', conditions: readonly Uint8Array[], length: number): Uint8Array {
  const deciding = fn === 'and' ? 0 : 1;
  const out = new Uint8Array(length).fill(1 - deciding);
  for (const truth of conditions) {
    for (let row = 0; row < length; row += 1) if (truth[row] === deciding) out[row] = deciding;
  }
  return out;
}

/** From the first, of each row: the number of the column, from 1, whose truth it is; 0 where none holds. */
export function firstOf(truths: readonly (Uint8Array | undefined)[], length: number): Int32Array {
  const from = new Int32Array(length);
  truths.forEach((truth, index) => {
    for (let row = 0; row < length; row += 1) {
      if (from[row] === 0 && (truth === undefined || truth[row] === 1)) from[row] = index + 1;
    }
  });
  return from;
}
