import type { Column } from '../../data/columns.ts';

/** Where numbers may be cut into ranges, rising. */
export interface Cuts {
  readonly cuts: Float64Array;
  /** There are only a few values, and each of them is a cut. */
  readonly few: boolean;
}

/** So many numbers tell well enough how all of them lie. */
const mostNumbers = 20_000;
const fewValues = 24;

const shares = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999];

/** By how all values lie and by how those of the chosen rows do: round numbers, as a person would write them. */
export function cutsOf(columns: readonly Column[], chosen: readonly Uint8Array[]): Cuts {
  const values = new Set<number>();
  const [all, these] = [numbersOf(columns, undefined, values), numbersOf(columns, chosen, values)];
  if (values.size <= fewValues) return { cuts: Float64Array.from(values).sort(), few: true };
  const cuts = new Set([...quantiles(all), ...quantiles(these)].map(rounded));
  return { cuts: Float64Array.from(cuts).sort(), few: false };
}

function numbersOf(columns: readonly Column[], chosen: readonly Uint8Array[] | undefined, values: Set<number>): Float64Array {
  const total = chosen === undefined ? columns.reduce((sum, column) => sum + ('values' in column ? column.values.length : 0), 0) : chosen.reduce((sum, marks) => sum + marks.reduce((n, mark) => n + mark, 0), 0);
  const stride = Math.max(1, Math.ceil(total / mostNumbers));
  const numbers: number[] = [];
  let seen = 0;
  columns.forEach((column, at) => {
    if (column.type !== 'number') return;
    const marks = chosen?.[at];
    for (let row = 0; row < column.values.length; row += 1) {
      const value = column.values[row] ?? NaN;
      if (Number.isNaN(value) || marks?.[row] === 0) continue;
      // Whether there are few values is only known once all were seen.
      if (values.size <= fewValues) values.add(value);
      seen += 1;
      if (seen % stride === 0) numbers.push(value);
    }
  });
  return Float64Array.from(numbers).sort();
}

const quantiles = (numbers: Float64Array): readonly number[] => (numbers.length === 0 ? [] : shares.flatMap((share) => numbers[Math.floor(share * numbers.length)] ?? []));

/** Two digits are enough to tell values apart, and easy to say. */
const rounded = (value: number): number => Number(value.toPrecision(2)) || 0;
