/** Ranges of one nice width that cover most of the values, as people read them; few far values share the first or last. */

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/** About so many bins, never more than twice as many. */
const wanted = 30;

/** Values beyond this part at either end, where they are far away, do not stretch the bins. */
const tail = 0.02;

const second = 1000;
const day = 86_400 * second;
const timeWidths = [
  1, 10, 100, second, 5 * second, 15 * second, 60 * second, 300 * second, 900 * second, 3600 * second, 3 * 3600 * second, 6 * 3600 * second, 12 * 3600 * second,
  day, 2 * day, 7 * day, 14 * day, 28 * day, 91 * day, 182 * day, 364 * day,
];

export function binsOf(sorted: Float64Array, type: 'number' | 'time'): readonly Bin[] {
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return [];
  if (isOne(least, most)) return [{ from: least, to: most, rows: sorted.length }];
  const whole = type === 'number' && isWhole(sorted);
  // Few whole numbers get a bin each, however rare they are.
  const [low, high] = whole && most - least < wanted ? [least, most] : body(sorted, least, most);
  if (isOne(low, high)) return [{ from: least, to: most, rows: sorted.length }];
  const width = niceWidth((high - low) / wanted, type, whole);
  const starts = startsOf(low, high, width);
  return starts.map((start, at) => {
    const next = starts[at + 1];
    const from = at === 0 ? Math.min(start, least) : start;
    const to = next ?? Math.max(start + width, most);
    const [begin, end] = [at === 0 ? 0 : firstFrom(sorted, from), next === undefined ? sorted.length : firstFrom(sorted, next)];
    return { from, to, rows: end - begin };
  });
}

/** So close that no borders can be written between them. */
const isOne = (least: number, most: number): boolean => most - least <= Math.max(Math.abs(least), Math.abs(most)) * 1e-9 || most - least < 1e-12;

/** The range of nearly all values; of all of them, where the rest is not far. */
function body(sorted: Float64Array, least: number, most: number): readonly [low: number, high: number] {
  const last = sorted.length - 1;
  const [low, high] = [sorted[Math.floor(last * tail)] ?? least, sorted[Math.ceil(last * (1 - tail))] ?? most];
  const reach = high - low;
  // Where nearly all are alike there is nothing to go by but the ends.
  if (reach === 0) return [least, most];
  return [low - least > reach / 2 ? low : least, most - high > reach / 2 ? high : most];
}

function niceWidth(rough: number, type: 'number' | 'time', whole: boolean): number {
  if (type === 'time') return timeWidths.find((width) => width >= rough) ?? Math.ceil(rough / (364 * day)) * 364 * day;
  const size = 10 ** Math.floor(Math.log10(rough));
  const width = ([1, 2, 5].find((step) => step * size >= rough * (1 - 1e-9)) ?? 10) * size;
  return whole ? Math.max(1, width) : width;
}

/** Looks at some of the values only: those of a field are of one sort. */
function isWhole(sorted: Float64Array): boolean {
  const step = Math.max(1, Math.floor(sorted.length / 1000));
  for (let at = 0; at < sorted.length; at += step) if (!Number.isInteger(sorted[at])) return false;
  return true;
}

/** Multiples of the width, as decimal as it is. */
function startsOf(low: number, high: number, width: number): readonly number[] {
  const decimals = Math.max(0, -Math.floor(Math.log10(width)));
  const starts: number[] = [];
  for (let step = Math.floor(low / width); step * width <= high && starts.length < 2 * wanted; step += 1) {
    starts.push(decimals > 15 ? step * width : Number((step * width).toFixed(decimals)));
  }
  // What lies on the last border belongs to the bin before it.
  return starts.length > 1 && !Number.isInteger(width) && starts.at(-1) === high ? starts.slice(0, -1) : starts;
}

function firstFrom(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? Infinity) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
