/** Orders of rows by time. Most rows come nearly in order, so what is in order already is left as it is. */

/** Settles the order of two rows of one time. */
export type Settle = (row: number, other: number) => number;

/** The rows, all of those below `times.length` where undefined, by time and what settles it. */
export function sorted(times: Float64Array, rows: Int32Array | undefined, settle: Settle): Int32Array {
  const order = byTime(times, rows ?? Int32Array.from(times, (_, row) => row));
  settleTies(times, order, settle);
  return order;
}

/** Rows that come before one that was later are few, and sorted apart. */
function byTime(times: Float64Array, rows: Int32Array): Int32Array {
  const rising = new Int32Array(rows.length);
  const strays = new Int32Array(rows.length);
  let risen = 0;
  let strayed = 0;
  let latest = -Infinity;
  for (const row of rows) {
    const time = times[row] ?? 0;
    if (time >= latest) {
      latest = time;
      rising[risen] = row;
      risen += 1;
    } else {
      strays[strayed] = row;
      strayed += 1;
    }
  }
  if (strayed === 0) return rising;
  const order = new Int32Array(rows.length);
  mergeInto(order, rising.subarray(0, risen), sortedStrays(times, strays.subarray(0, strayed)), (a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  return order;
}

/** Numbers alone sort many times as fast as rows by a comparison: each is a time and a place in one. */
function sortedStrays(times: Float64Array, rows: Int32Array): Int32Array {
  let least = Infinity;
  let most = -Infinity;
  for (const row of rows) {
    const time = times[row] ?? 0;
    if (time < least) least = time;
    if (time > most) most = time;
  }
  const count = rows.length;
  if ((most - least + 1) * count > Number.MAX_SAFE_INTEGER) return rows.slice().sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  const keys = Float64Array.from(rows, (row, place) => ((times[row] ?? 0) - least) * count + place).sort();
  return Int32Array.from(keys, (key) => rows[key - Math.floor(key / count) * count] ?? 0);
}

/** Whether rows of one time, which stand side by side, need to change places. */
export function settleTies(times: Float64Array, order: Int32Array, settle: Settle): void {
  for (let from = 0; from + 1 < order.length; ) {
    const time = times[order[from] ?? 0];
    let to = from + 1;
    let fits = true;
    for (; to < order.length && times[order[to] ?? 0] === time; to += 1) {
      fits &&= settle(order[to - 1] ?? 0, order[to] ?? 0) <= 0;
    }
    if (!fits) order.subarray(from, to).sort(settle);
    from = to;
  }
}

/** One order out of several, each of which is in order: those that begin at `bounds`. */
export function mergedOrder(length: number, bounds: readonly number[], compare: Settle): Int32Array {
  let orders: readonly Int32Array[] = bounds.map((from, index) => Int32Array.from({ length: (bounds[index + 1] ?? length) - from }, (_, place) => from + place));
  while (orders.length > 1) {
    const next: Int32Array[] = [];
    for (let index = 0; index < orders.length; index += 2) {
      const one = orders[index] ?? new Int32Array(0);
      const other = orders[index + 1];
      if (other === undefined) {
        next.push(one);
        continue;
      }
      const both = new Int32Array(one.length + other.length);
      mergeInto(both, one, other, compare);
      next.push(both);
    }
    orders = next;
  }
  return orders[0] ?? new Int32Array(0);
}

function mergeInto(out: Int32Array, one: Int32Array, other: Int32Array, compare: Settle): void {
  let left = 0;
  let right = 0;
  for (let at = 0; at < out.length; at += 1) {
    const takesLeft = right >= other.length || (left < one.length && compare(one[left] ?? 0, other[right] ?? 0) <= 0);
    out[at] = takesLeft ? (one[left] ?? 0) : (other[right] ?? 0);
    if (takesLeft) left += 1;
    else right += 1;
  }
}
