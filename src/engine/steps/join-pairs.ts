/**
 * Pairs that a round of a join makes: the indexes of both rows in their logs, -1 where there is no right one, and the
 * time.
 */
export interface Pairs {
  lefts: Int32Array;
  rights: Int32Array;
  times: Float64Array;
  count: number;
}

export const noPairs = (): Pairs => ({
  lefts: new Int32Array(0),
  rights: new Int32Array(0),
  times: new Float64Array(0),
  count: 0,
});

export function addPair(pairs: Pairs, left: number, right: number, time: number): void {
  const at = pairs.count;
  if (at === pairs.lefts.length) grow(pairs);
  pairs.lefts[at] = left;
  pairs.rights[at] = right;
  pairs.times[at] = time;
  pairs.count = at + 1;
}

function grow(pairs: Pairs): void {
  const size = Math.max(1024, 2 * pairs.count);
  const { lefts, rights, times } = pairs;
  pairs.lefts = new Int32Array(size);
  pairs.rights = new Int32Array(size);
  pairs.times = new Float64Array(size);
  pairs.lefts.set(lefts);
  pairs.rights.set(rights);
  pairs.times.set(times);
}

/** Turns the order of the pairs from one on. */
export function reversePairs({ lefts, rights, count }: Pairs, from: number): void {
  for (let low = from, high = count - 1; low < high; low += 1, high -= 1) {
    const left = lefts[low] ?? 0;
    const right = rights[low] ?? 0;
    lefts[low] = lefts[high] ?? 0;
    rights[low] = rights[high] ?? 0;
    lefts[high] = left;
    rights[high] = right;
  }
}

/** Orders the pairs from one on, all of one moment, by their left rows and then by their right ones. */
export function orderPairs({ lefts, rights, count }: Pairs, from: number): void {
  let at = from + 1;
  while (at < count && isBefore(lefts, rights, at - 1, at)) at += 1;
  if (at >= count) return;
  const order = Int32Array.from({ length: count - from }, (_, index) => from + index);
  order.sort((a, b) => (lefts[a] ?? 0) - (lefts[b] ?? 0) || (rights[a] ?? 0) - (rights[b] ?? 0));
  lefts.set(order.map((each) => lefts[each] ?? 0), from);
  rights.set(order.map((each) => rights[each] ?? 0), from);
}

const isBefore = (lefts: Int32Array, rights: Int32Array, a: number, b: number): boolean => {
  const difference = (lefts[a] ?? 0) - (lefts[b] ?? 0);
  return difference < 0 || (difference === 0 && (rights[a] ?? 0) < (rights[b] ?? 0));
};
