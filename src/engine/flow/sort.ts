/** Orders of rows by time. Most rows come nearly in order, so what is in order already is left as it is. */

/** Settles the order of two rows of one time. */
export type Settle = (row: number, other: number) => number;

/** The rows, all of those below `times.length` where undefined, by time and what settles it. */
export function sorted(times: Float64Array, rows: Int32Array | undefined, settle: Settle): Int32Array {
  const order = byTime(times, rows ?? counted(0, times.length));
  settleTies(times, order, settle);
  return order;
}

function counted(from: number, length: number): Int32Array {
  const rows = new Int32Array(length);
  for (let place = 0; place < length; place += 1) rows[place] = from + place;
  return rows;
}

/** Rows that come before one that was later are few, and sorted apart. */
function byTime(times: Float64Array, rows: Int32Array): Int32Array {
  const { length } = rows;
  const rising = new Int32Array(length);
  const strays = new Int32Array(length);
  let risen = 0;
  let latest = -Infinity;
  for (let place = 0; place < length; place += 1) {
    const row = rows[place] ?? 0;
    const time = times[row] ?? 0;
    if (time >= latest) {
      latest = time;
      rising[risen] = row;
      risen += 1;
    } else {
      strays[place - risen] = row;
    }
  }
  if (risen === length) return rising;
  const order = new Int32Array(length);
  mergeInto(
    order,
    rising.subarray(0, risen),
    sortedStrays(times, strays.subarray(0, length - risen)),
    times,
    asTheyStand,
  );
  return order;
}

const asTheyStand: Settle = () => 0;

/** Numbers alone sort many times as fast as rows by a comparison: each is a time and a place in one. */
function sortedStrays(times: Float64Array, rows: Int32Array): Int32Array {
  const { length } = rows;
  let least = Infinity;
  let most = -Infinity;
  for (let place = 0; place < length; place += 1) {
    const time = times[rows[place] ?? 0] ?? 0;
    if (time < least) least = time;
    if (time > most) most = time;
  }
  if ((most - least + 1) * length > Number.MAX_SAFE_INTEGER) {
    return rows.slice().sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  }
  const keys = new Float64Array(length);
  for (let place = 0; place < length; place += 1) {
    keys[place] = ((times[rows[place] ?? 0] ?? 0) - least) * length + place;
  }
  keys.sort();
  const order = new Int32Array(length);
  for (let place = 0; place < length; place += 1) {
    const key = keys[place] ?? 0;
    order[place] = rows[key - Math.floor(key / length) * length] ?? 0;
  }
  return order;
}

/** Whether rows of one time, which stand side by side, need to change places. */
function settleTies(times: Float64Array, order: Int32Array, settle: Settle): void {
  const { length } = order;
  let from = 0;
  let fits = true;
  let time = times[order[0] ?? 0] ?? NaN;
  for (let place = 1; place <= length; place += 1) {
    const next = place < length ? (times[order[place] ?? 0] ?? NaN) : NaN;
    if (next === time) {
      fits &&= settle(order[place - 1] ?? 0, order[place] ?? 0) <= 0;
      continue;
    }
    if (!fits) order.subarray(from, place).sort(settle);
    from = place;
    fits = true;
    time = next;
  }
}

/** One order of the places out of several, each of which is in order: those that begin at `bounds`. */
export function mergedOrder(times: Float64Array, bounds: readonly number[], settle: Settle): Int32Array {
  let orders: readonly Int32Array[] = bounds.map((from, index) =>
    counted(from, (bounds[index + 1] ?? times.length) - from),
  );
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
      mergeInto(both, one, other, times, settle);
      next.push(both);
    }
    orders = next;
  }
  return orders[0] ?? new Int32Array(0);
}

function mergeInto(out: Int32Array, one: Int32Array, other: Int32Array, times: Float64Array, settle: Settle): void {
  let left = 0;
  let right = 0;
  while (left < one.length && right < other.length) {
    const [row, otherRow] = [one[left] ?? 0, other[right] ?? 0];
    const [time, otherTime] = [times[row] ?? 0, times[otherRow] ?? 0];
    if (time < otherTime || (time === otherTime && settle(row, otherRow) <= 0)) {
      out[left + right] = row;
      left += 1;
    } else {
      out[left + right] = otherRow;
      right += 1;
    }
  }
  out.set(left < one.length ? one.subarray(left) : other.subarray(right), left + right);
}
