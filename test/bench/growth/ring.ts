import type { Made } from './events.ts';

/** What no engine can beat by much: a loop for two features only, over a ring of fixed size for each key. */
export function newRings(keys: number, window: number): (made: Made) => number {
  const size = 32;
  const times = new Float64Array(keys * size);
  const amounts = new Float64Array(keys * size);
  const heads = new Int32Array(keys);
  const tails = new Int32Array(keys);
  const sums = new Float64Array(keys);
  return ({ keys: of, times: at, amounts: values }) => {
    let check = 0;
    for (let row = 0; row < of.length; row += 1) {
      const key = of[row] ?? 0;
      const base = key * size;
      const now = at[row] ?? 0;
      const value = values[row] ?? 0;
      let head = heads[key] ?? 0;
      const tail = tails[key] ?? 0;
      let sum = sums[key] ?? 0;
      while (head < tail && (times[base + (head & 31)] ?? 0) < now - window) {
        sum -= amounts[base + (head & 31)] ?? 0;
        head += 1;
      }
      times[base + (tail & 31)] = now;
      amounts[base + (tail & 31)] = value;
      sum += value;
      heads[key] = head;
      tails[key] = tail + 1;
      sums[key] = sum;
      check += sum / (tail + 1 - head);
    }
    return check;
  };
}
