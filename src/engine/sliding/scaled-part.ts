import { base, nearest, putDigits } from '../exact/scaled.ts';
import { inOrder, pickedFrom } from './log.ts';
import type { Log, Part } from './log.ts';

/** The numbers of a field as whole numbers of their smallest unit, where the rows of a log stand. */
export interface ScaledPart {
  readonly unit: number;
  /** NaN where the number is missing. */
  readonly low: Part<Float64Array>;
  /** The higher digits, once a number has been too large for one double; an infinite `high` is out of range. */
  readonly further: () => Further | undefined;
  /** Takes the numbers of these rows, all of them where undefined, for the slots from `start` on. */
  readonly fill: (values: Float64Array | undefined, rows: Int32Array | undefined, start: number, count: number) => void;
  readonly snapshot: () => StoredScaled;
  /** What stands in these slots alone. */
  readonly part: (slots: Int32Array) => StoredScaled;
  readonly restore: (stored: StoredScaled, start: number) => void;
}

export type StoredScaled = {
  readonly low: Float64Array;
  readonly middle: Float64Array | null;
  readonly high: Float64Array | null;
};

export interface Further {
  readonly middle: Part<Float64Array>;
  readonly high: Part<Float64Array>;
}

export function createScaledPart(log: Log, decimals: number): ScaledPart {
  const unit = 10 ** decimals;
  const low = log.numbers();
  const digits = new Float64Array(3);
  let further: Further | undefined;

  /** Rows from `at` on, some of which need more than one double. */
  function fillWide(
    values: Float64Array,
    rows: Int32Array | undefined,
    start: number,
    count: number,
    at: number,
  ): void {
    further ??= { middle: log.numbers(), high: log.numbers() };
    const { middle, high } = further;
    for (let index = at; index < count; index += 1) {
      const x = values[rows === undefined ? index : (rows[index] ?? 0)] ?? NaN;
      const slot = (start + index) & log.mask;
      const fits = putDigits(x, unit, digits, 0);
      low.values[slot] = Number.isNaN(x) ? NaN : (digits[0] ?? 0);
      middle.values[slot] = digits[1] ?? 0;
      high.values[slot] = fits || Number.isNaN(x) ? (digits[2] ?? 0) : Infinity;
    }
  }

  return {
    unit,
    low,
    further: () => further,
    fill: (values, rows, start, count) => {
      const near = values === undefined || further !== undefined ? 0 : fillNear(low.values, values, rows, start, count, unit);
      if (values === undefined) fillMissing(low.values, start, count);
      else if (near < count) fillWide(values, rows, start, count, near);
    },
    snapshot: () => ({
      low: inOrder(low, log),
      middle: further === undefined ? null : inOrder(further.middle, log),
      high: further === undefined ? null : inOrder(further.high, log),
    }),
    part: (slots) => ({
      low: pickedFrom(low, slots),
      middle: further === undefined ? null : pickedFrom(further.middle, slots),
      high: further === undefined ? null : pickedFrom(further.high, slots),
    }),
    restore: (stored, start) => {
      low.values.set(stored.low, start);
      if (stored.middle === null || stored.high === null) return;
      further ??= { middle: log.numbers(), high: log.numbers() };
      further.middle.values.set(stored.middle, start);
      further.high.values.set(stored.high, start);
    },
  };
}

/** As many of the numbers as one double holds; gives the place of the first that needs more. */
function fillNear(
  out: Float64Array,
  values: Float64Array,
  rows: Int32Array | undefined,
  start: number,
  count: number,
  unit: number,
): number {
  const mask = out.length - 1;
  for (let index = 0; index < count; index += 1) {
    const whole = nearest(values[rows === undefined ? index : (rows[index] ?? 0)] ?? NaN, unit);
    if (whole > base || whole < -base) return index;
    out[(start + index) & mask] = whole;
  }
  return count;
}

function fillMissing(out: Float64Array, start: number, count: number): void {
  const mask = out.length - 1;
  for (let index = 0; index < count; index += 1) out[(start + index) & mask] = NaN;
}
