import { allowed, deviationOf, meanOf, smallBase } from '../exact/results.ts';
import type { Moments } from '../exact/results.ts';
import type { Numbers } from '../state/grown.ts';
import type { Asked } from './group.ts';

/** Places among what a key keeps together, and among what it keeps apart. */
export const [sumAt, squaresAt, squaresMiddleAt] = [1, 2, 3] as const;
export const [middleAt, highAt, outAt, squaresHighAt, unsquaredAt] = [0, 1, 2, 3, 4] as const;
export const farStride = 5;

/** What sums were when they were asked for, before it is put as one double. */
export interface Readings {
  readonly asked: readonly Asked[];
  /** Gives the numbers that stand together, to be filled in by question. */
  readonly start: (count: number, far: boolean, stride: number) => Float64Array;
  readonly addFar: () => void;
  readonly readFar: (from: Float64Array, keys: Int32Array, first: number, last: number) => void;
  /** Tells how many of them have left the range of numbers. */
  readonly answers: (fn: Asked['fn'], count: number, unit: number, lose: (count: number) => void) => Float64Array;
}

export function readingsOf(all: readonly Asked[], before: boolean): Readings | undefined {
  const asked = all.filter((each) => each.before === before);
  if (asked.length === 0) return undefined;
  let near = new Float64Array(0);
  let far: Numbers | undefined;
  let stride = 2;
  let capacity = 0;
  const moments: Moments = { n: 0, low: 0, middle: 0, high: 0, squaresLow: 0, squaresMiddle: 0, squaresHigh: 0 };

  return {
    asked,
    start: (count, wantsFar, width) => {
      stride = width;
      if (count > capacity) {
        capacity = count;
        near = new Float64Array(capacity * stride);
      }
      if (wantsFar && (far === undefined || far.length < capacity * farStride)) {
        far = new Float64Array(capacity * farStride);
      }
      return near;
    },
    addFar: () => {
      far = new Float64Array(capacity * farStride);
    },
    readFar: (from, keys, first, last) => {
      for (let at = first; at < last; at += 1) {
        const there = (keys[at] ?? 0) * farStride;
        for (let digit = 0; digit < farStride; digit += 1) {
          if (far !== undefined) far[at * farStride + digit] = from[there + digit] ?? 0;
        }
      }
    },
    answers: (fn, count, unit, lose) => {
      const out = new Float64Array(count);
      if (fn === 'count') putCounts(out, near, stride);
      else if (far === undefined && fn !== 'stddev') lose(putMeans(out, near, stride, unit, fn === 'sum'));
      else lose(putSlowly(out, fn, unit));
      return out;
    },
  };

  function putSlowly(out: Float64Array, fn: Asked['fn'], unit: number): number {
    let lost = 0;
    for (let at = 0; at < out.length; at += 1) {
      const n = near[at * stride] ?? 0;
      if (n === 0 || (fn === 'stddev' && n < 2)) out[at] = NaN;
      else {
        out[at] = fn === 'stddev' ? deviationAt(at, unit) : meanAt(at, fn === 'sum' ? 1 : n, unit);
        if (Number.isNaN(out[at] ?? NaN)) lost += 1;
      }
    }
    return lost;
  }

  function meanAt(at: number, n: number, unit: number): number {
    const place = at * farStride;
    if (far === undefined) return meanOf(near[at * stride + 1] ?? 0, 0, 0, unit, n);
    return far[place + outAt] === 0
      ? meanOf(near[at * stride + 1] ?? 0, far[place + middleAt] ?? 0, far[place + highAt] ?? 0, unit, n)
      : NaN;
  }

  function deviationAt(at: number, unit: number): number {
    const place = at * farStride;
    if (far !== undefined && (far[place + outAt] !== 0 || far[place + unsquaredAt] !== 0)) return NaN;
    moments.n = near[at * stride] ?? 0;
    moments.low = near[at * stride + 1] ?? 0;
    moments.squaresLow = near[at * stride + 2] ?? 0;
    moments.squaresMiddle = near[at * stride + 3] ?? 0;
    moments.middle = far?.[place + middleAt] ?? 0;
    moments.high = far?.[place + highAt] ?? 0;
    moments.squaresHigh = far?.[place + squaresHighAt] ?? 0;
    return deviationOf(moments, unit);
  }
}

function putCounts(out: Float64Array, near: Float64Array, stride: number): void {
  for (let at = 0; at < out.length; at += 1) out[at] = near[at * stride] ?? 0;
}

/** Means of sums of one digit, or the sums themselves; tells how many have left the range of numbers. */
function putMeans(out: Float64Array, near: Float64Array, stride: number, unit: number, alone: boolean): number {
  let lost = 0;
  for (let at = 0; at < out.length; at += 1) {
    const n = near[at * stride] ?? 0;
    if (n === 0) {
      out[at] = NaN;
      continue;
    }
    const low = near[at * stride + 1] ?? 0;
    const divisor = alone ? unit : unit * n;
    if (divisor <= smallBase) out[at] = allowed(low / divisor);
    else out[at] = meanOf(low, 0, 0, unit, alone ? 1 : n);
    if (Number.isNaN(out[at] ?? NaN)) lost += 1;
  }
  return lost;
}
