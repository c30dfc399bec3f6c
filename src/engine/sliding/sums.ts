import { base } from '../exact/scaled.ts';
import { lazy } from '../flow/flow.ts';
import { aboveAll, grownNumbers } from '../state/grown.ts';
import type { Numbers } from '../state/grown.ts';
import { placed, questionsOf } from './group.ts';
import type { Group, GroupOptions, Passage } from './group.ts';
import { columnFrom } from './kept-values.ts';
import {
  farStride,
  highAt,
  middleAt,
  outAt,
  readingsOf,
  squaresAt,
  squaresHighAt,
  squaresMiddleAt,
  sumAt,
  unsquaredAt,
} from './readings.ts';
import type { ScaledPart } from './scaled-part.ts';

/**
 * How many numbers there are, their sum and, where a deviation is asked for, the sum of their squares: exact, as digits
 * to the base of scaled numbers. All that most keys ever need stands together: the count and the lowest digits. The
 * rest is kept once any key needs it.
 */
export function createSums({ log, passes, window, asked, texts }: GroupOptions, part: ScaledPart): Group {
  const squared = asked.some(({ fn }) => fn === 'stddev');
  const stride = squared ? 4 : 2;
  /** By key: how many, sum; squares and their middle digits. */
  let near = new Float64Array(0);
  /**
   * By key: middle and high digits of the sum, how many are out of range; high digits of the squares, how many are too
   * large to square.
   */
  let far: Numbers | undefined;
  let lost = 0;
  let head = log.head;
  log.onMove((moved) => (head = moved(head)));
  const before = readingsOf(asked, true);
  const through = readingsOf(asked, false);

  function addFar(key: number, place: number, by: number): void {
    if (far === undefined) {
      far = new Float64Array((near.length / stride) * farStride);
      carries.isFar = true;
      before?.addFar();
      through?.addFar();
    }
    const at = key * farStride + place;
    far[at] = (far[at] ?? 0) + by;
  }

  /** Adds a digit where it may overflow into the next. */
  function addNear(key: number, place: number, by: number): void {
    const at = key * stride + place;
    const sum = (near[at] ?? 0) + by;
    const sign = sum > base ? 1 : sum < -base ? -1 : 0;
    near[at] = sum - sign * base;
    if (sign === 0) return;
    if (place === sumAt) addFarDigit(key, middleAt, sign);
    else if (place === squaresAt) addNear(key, squaresMiddleAt, sign);
    else addFar(key, squaresHighAt, sign);
  }

  /** The middle digits of a sum stay digits too, so that nothing is ever rounded. */
  function addFarDigit(key: number, place: number, by: number): void {
    addFar(key, place, by);
    if (place !== middleAt || far === undefined) return;
    const at = key * farStride + place;
    const sum = far[at] ?? 0;
    if (sum > base || sum < -base) {
      const sign = sum > 0 ? 1 : -1;
      far[at] = sum - sign * base;
      addFar(key, highAt, sign);
    }
  }

  function addFurther(key: number, slot: number, sign: number): void {
    const further = part.further();
    const middle = further?.middle.values[slot] ?? 0;
    const high = further?.high.values[slot] ?? 0;
    if (high === Infinity) addFar(key, outAt, sign);
    else {
      if (middle !== 0) addFarDigit(key, middleAt, sign * middle);
      if (high !== 0) addFar(key, highAt, sign * high);
    }
  }

  /** The square of a number that one double does not hold, in products of half digits. */
  function addSquare(key: number, slot: number, sign: number): void {
    const further = part.further();
    const low = part.low.values[slot] ?? 0;
    const middle = further?.middle.values[slot] ?? 0;
    if ((further?.high.values[slot] ?? 0) !== 0 || Math.abs(middle) > mostToSquare) {
      addFar(key, unsquaredAt, sign);
      return;
    }
    const upper = Math.trunc(low / half);
    const lower = low - upper * half;
    const cross = 2 * upper * lower;
    const crossHigh = Math.trunc(cross / half);
    addNear(key, squaresAt, sign * lower * lower);
    addNear(key, squaresAt, sign * (cross - crossHigh * half) * half);
    addNear(key, squaresMiddleAt, sign * upper * upper);
    addNear(key, squaresMiddleAt, sign * crossHigh);
    if (middle === 0) return;
    const outer = 2 * middle * upper;
    const outerHigh = Math.trunc(outer / half);
    addNear(key, squaresMiddleAt, sign * (outer - outerHigh * half) * half);
    addNear(key, squaresMiddleAt, sign * 2 * middle * lower);
    addFar(key, squaresHighAt, sign * (middle * middle + outerHigh));
  }

  const carries: Carries = {
    isFar: false,
    sum: (key, value) => addNear(key, sumAt, value),
    further: addFurther,
    square: addSquare,
    readFar: (which, keys, first, last) => {
      if (far !== undefined) (which === 'before' ? before : through)?.readFar(far, keys, first, last);
    },
  };

  return {
    run: (passage, columns) => {
      near = grownNumbers(near, passage.limit * stride);
      if (far !== undefined) far = grownNumbers(far, (near.length / stride) * farStride);
      const wide = part.further() !== undefined;
      const count = questionsOf(passage);
      const sums: Sums = {
        kept: near, stride, squared, wide,
        early: before?.start(count, far !== undefined, stride),
        late: through?.start(count, far !== undefined, stride),
      };
      head = sumUp(passage, window, head, part.low.values, passes?.values, sums, carries);
      const lose = (more: number): void => {
        lost += more;
      };
      for (const read of [before, through]) {
        for (const { column, fn, type } of read?.asked ?? []) {
          const answers = read?.answers(fn, count, part.unit, lose) ?? new Float64Array(0);
          const missing = fn === 'count' ? 0 : NaN;
          columns[column] = lazy(() => columnFrom(type, placed(answers, passage, missing), texts));
        }
      }
    },
    forget: (keys) => {
      for (const key of keys) {
        near.fill(0, key * stride, (key + 1) * stride);
        far?.fill(0, key * farStride, (key + 1) * farStride);
      }
    },
    clear: () => {
      near = new Float64Array(0);
      far = far === undefined ? undefined : new Float64Array(0);
      head = (log.head + log.size) & log.mask;
    },
    memory: () => near.byteLength + (far?.byteLength ?? 0),
    lost: () => lost,
    snapshot:
      window === Infinity
        ? (keys) => ({
            near: pickedRows(near, stride, keys),
            far: far === undefined ? null : pickedRows(far, farStride, keys),
          })
        : undefined,
    restore: (keys, state) => {
      const stored = state as { readonly near: Float64Array; readonly far: Float64Array | null };
      near = grownNumbers(near, aboveAll(keys) * stride);
      putRows(near, stride, keys, stored.near);
      if (stored.far === null) return;
      far = grownNumbers(far ?? new Float64Array(0), (near.length / stride) * farStride);
      carries.isFar = true;
      before?.addFar();
      through?.addFar();
      putRows(far, farStride, keys, stored.far);
    },
  };
}

/** What sums are kept in, and where they are read to. */
interface Sums {
  readonly kept: Float64Array;
  readonly stride: number;
  readonly squared: boolean;
  /** Whether some numbers need more than one double. */
  readonly wide: boolean;
  readonly early: Float64Array | undefined;
  readonly late: Float64Array | undefined;
}

/** What is rarely called for: digits that overflow, and numbers that one double does not hold. */
interface Carries {
  /** Whether there is anything to read but what stands together. */
  isFar: boolean;
  readonly sum: (key: number, value: number) => void;
  readonly further: (key: number, slot: number, sign: number) => void;
  readonly square: (key: number, slot: number, sign: number) => void;
  readonly readFar: (which: 'before' | 'through', keys: Int32Array, first: number, last: number) => void;
}

/** Gives the slot of the first row that still counts. */
function sumUp(
  passage: Passage,
  window: number,
  head: number,
  values: Float64Array,
  passes: Uint8Array | undefined,
  { kept, stride, squared, wide, early, late }: Sums,
  carries: Carries,
): number {
  const { moments, times, added, asked, keys, stamps, owners, mask } = passage;
  let oldest = head;
  let slot = passage.start;
  let row = 0;
  let first = 0;
  for (let moment = 0; moment < moments; moment += 1) {
    const since = (times[moment] ?? 0) - window;
    while ((stamps[oldest] ?? 0) < since) {
      const value = values[oldest] ?? 0;
      if (!Number.isNaN(value) && (passes === undefined || passes[oldest] === 1)) {
        const key = owners[oldest] ?? 0;
        const at = key * stride;
        const sum = (kept[at + 1] ?? 0) - value;
        kept[at] = (kept[at] ?? 0) - 1;
        if (sum <= base && sum >= -base) kept[at + 1] = sum;
        else carries.sum(key, -value);
        if (wide) carries.further(key, oldest, -1);
        if (squared) {
          const square = (kept[at + 2] ?? 0) - value * value;
          if (value <= half && value >= -half && square >= -base && !wide) kept[at + 2] = square;
          else carries.square(key, oldest, -1);
        }
      }
      oldest = (oldest + 1) & mask;
    }
    const last = asked[moment] ?? 0;
    if (early !== undefined) {
      for (let at = first; at < last; at += 1) copyNear(kept, (keys[at] ?? 0) * stride, early, at * stride, squared);
      if (carries.isFar) carries.readFar('before', keys, first, last);
    }
    for (const end = added[moment] ?? 0; row < end; row += 1) {
      const value = values[slot] ?? 0;
      if (!Number.isNaN(value) && (passes === undefined || passes[slot] === 1)) {
        const key = owners[slot] ?? 0;
        const at = key * stride;
        const sum = (kept[at + 1] ?? 0) + value;
        kept[at] = (kept[at] ?? 0) + 1;
        if (sum <= base && sum >= -base) kept[at + 1] = sum;
        else carries.sum(key, value);
        if (wide) carries.further(key, slot, 1);
        if (squared) {
          const square = (kept[at + 2] ?? 0) + value * value;
          if (value <= half && value >= -half && square <= base && !wide) kept[at + 2] = square;
          else carries.square(key, slot, 1);
        }
      }
      slot = (slot + 1) & mask;
    }
    if (late !== undefined) {
      for (let at = first; at < last; at += 1) copyNear(kept, (keys[at] ?? 0) * stride, late, at * stride, squared);
      if (carries.isFar) carries.readFar('through', keys, first, last);
    }
    first = last;
  }
  return oldest;
}

/** Half of the binary digits of one digit. */
const half = 2 ** 26;
/** Numbers with higher middle digits have squares that do not fit 128 bits. */
const mostToSquare = 2 ** 12;

function copyNear(from: Float64Array, at: number, to: Float64Array, place: number, squared: boolean): void {
  to[place] = from[at] ?? 0;
  to[place + 1] = from[at + 1] ?? 0;
  if (!squared) return;
  to[place + 2] = from[at + 2] ?? 0;
  to[place + 3] = from[at + 3] ?? 0;
}

function pickedRows(values: Float64Array, stride: number, keys: Int32Array): Float64Array {
  const out = new Float64Array(keys.length * stride);
  keys.forEach((key, index) => out.set(values.subarray(key * stride, (key + 1) * stride), index * stride));
  return out;
}

function putRows(values: Float64Array, stride: number, keys: Int32Array, rows: Float64Array): void {
  keys.forEach((key, index) => values.set(rows.subarray(index * stride, (index + 1) * stride), key * stride));
}
