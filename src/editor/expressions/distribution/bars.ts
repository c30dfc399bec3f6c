import type { Operand, Operator } from '../../../logic/builder.ts';
import type { Distribution } from '../../state/contract/sample.ts';

/** How a distribution is drawn: bars side by side, and which part of each the chosen values are. */

export type Binned = Extract<Distribution, { readonly bins: unknown }>;

export const isBinned = (distribution: Distribution): distribution is Binned => 'bins' in distribution;

/** In hundredths of the whole width and height. */
export interface Bar {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** The part of it that is chosen. */
  readonly chosen: { readonly left: number; readonly width: number } | undefined;
}

export type Range = readonly [from: number, to: number];

export function barsOf({ bins }: Binned, ranges: readonly Range[]): readonly Bar[] {
  const most = Math.max(1, ...bins.map(({ rows }) => rows));
  const width = 100 / Math.max(1, bins.length);
  return bins.map(({ from, to, rows }, at) => {
    const left = at * width;
    const parts = ranges.map(([low, high]): Range => [placeIn(low, from, to), placeIn(high, from, to)]);
    const chosen = parts.reduce<Range | undefined>((all, [low, high]) => (high <= low && !(from === to && low < 1) ? all : [Math.min(low, all?.[0] ?? 1), Math.max(high, all?.[1] ?? 0)]), undefined);
    return {
      left,
      width,
      // A few rows are seen beside many.
      height: rows === 0 ? 0 : Math.max(3, (rows / most) * 100),
      chosen: chosen === undefined ? undefined : { left: left + chosen[0] * width, width: Math.max(0, chosen[1] - chosen[0]) * width },
    };
  });
}

/** 0 before the bin, 1 after it. */
function placeIn(value: number, from: number, to: number): number {
  if (value <= from) return 0;
  return value >= to ? 1 : (value - from) / (to - from);
}

/** Where a value lies, in hundredths of the width; undefined where no bin is near. */
export function placeOfValue({ bins }: Binned, value: number): number | undefined {
  const at = bins.findIndex(({ from, to }, index) => value >= from && (value < to || (index === bins.length - 1 && value <= to)));
  const bin = bins[at];
  if (bin === undefined) return undefined;
  return ((at + placeIn(value, bin.from, bin.to)) * 100) / bins.length;
}

/** The value at a place between 0 and 1, as round as the bins are fine. */
export function valueAtPlace({ bins }: Binned, place: number, decimals: number): number | undefined {
  const inside = Math.min(Math.max(place, 0), 1) * bins.length;
  const bin = bins[Math.min(Math.floor(inside), bins.length - 1)];
  if (bin === undefined) return undefined;
  const exact = bin.from + (inside - Math.min(Math.floor(inside), bins.length - 1)) * (bin.to - bin.from);
  const step = Math.max(10 ** Math.floor(Math.log10(Math.max(bin.to - bin.from, Number.MIN_VALUE))) / 2, 10 ** -decimals);
  return Number((Math.round(exact / step) * step).toFixed(decimals)) || 0;
}

/** What an operator chooses among numbers or times; undefined where that does not follow from constants. */
export function rangesOf(operator: Operator, values: readonly Operand[]): readonly Range[] | undefined {
  const [first, second] = values.map((operand) => (operand.kind === 'constant' && typeof operand.value === 'number' ? operand.value : undefined));
  if (first === undefined) return undefined;
  switch (operator) {
    case 'gt':
    case 'ge':
      return [[first, Infinity]];
    case 'lt':
    case 'le':
      return [[-Infinity, first]];
    case 'eq':
      return [[first, first]];
    case 'ne':
      return [[-Infinity, first], [first, Infinity]];
    case 'between':
      return second === undefined ? undefined : [[first, second]];
    default:
      return undefined;
  }
}
