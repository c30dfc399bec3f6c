import type { Value } from '../../data/field.ts';
import type { KeySpace } from '../state/keys.ts';
import { aboveAll, grownCodes } from '../state/grown.ts';

/**
 * Keys in the order of their values. Ranks are remembered, so that keys which come again and again are not compared
 * again and again.
 */
export interface KeyOrder {
  readonly sorted: (keys: Int32Array) => Int32Array;
  /** Numbers may be given to other keys from now on. */
  readonly forget: () => void;
  readonly memory: () => number;
}

/** New keys are put among those with ranks once they are more than one to so many. */
const share = 8;

export function createKeyOrder(space: KeySpace): KeyOrder {
  /** Keys by rank, and by key its rank, one more than it is. */
  let ordered = new Int32Array(0);
  let ranks = new Int32Array(0);

  const compare = (a: number, b: number): number => compareKeys(space.valuesOf(a), space.valuesOf(b));

  function rank(fresh: Int32Array): void {
    ordered = merged(ordered, fresh, compare);
    ranks = grownCodes(ranks, aboveAll(ordered));
    ordered.forEach((key, index) => (ranks[key] = index + 1));
  }

  function byRank(keys: Int32Array): Int32Array {
    const out = keys.map((key) => ranks[key] ?? 0).sort();
    return out.map((place) => ordered[place - 1] ?? 0);
  }

  return {
    sorted: (keys) => {
      if (keys.length < 2) return keys;
      const fresh = keys.filter((key) => (ranks[key] ?? 0) === 0);
      if (fresh.length === 0) return byRank(keys);
      fresh.sort(compare);
      if (fresh.length * share >= ordered.length) {
        rank(fresh);
        return byRank(keys);
      }
      return merged(byRank(keys.filter((key) => (ranks[key] ?? 0) !== 0)), fresh, compare);
    },
    forget: () => {
      ordered = new Int32Array(0);
      ranks = new Int32Array(0);
    },
    memory: () => ordered.byteLength + ranks.byteLength,
  };
}

function merged(
  a: Int32Array,
  b: Int32Array,
  compare: (one: number, other: number) => number,
): Int32Array<ArrayBuffer> {
  const out = new Int32Array(a.length + b.length);
  let [left, right] = [0, 0];
  for (let at = 0; at < out.length; at += 1) {
    const takesLeft = right === b.length || (left < a.length && compare(a[left] ?? 0, b[right] ?? 0) <= 0);
    out[at] = takesLeft ? (a[left++] ?? 0) : (b[right++] ?? 0);
  }
  return out;
}

/** By the values of their keys, in turn. No value of a key is missing. */
function compareKeys(a: readonly Value[], b: readonly Value[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const [one, other] = [comparable(a[index] ?? null), comparable(b[index] ?? null)];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

const comparable = (value: Value): number | string =>
  typeof value === 'number' || typeof value === 'string'
    ? value
    : typeof value === 'boolean'
      ? Number(value)
      : String(value);
