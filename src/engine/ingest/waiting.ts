import type { Batch } from '../../data/columns.ts';
import type { FieldType } from '../../data/field.ts';
import { lazy } from '../flow/flow.ts';
import type { LazyColumn } from '../flow/flow.ts';
import { part, picked, taken } from '../flow/gather.ts';
import type { Peers } from './peers.ts';
import { mergedOrder, sorted } from '../flow/sort.ts';

/** Accepted rows that wait for their moment to be released. */
export interface Waiting {
  /** Takes rows of a batch, all of them where undefined. `rising` where each has a later time than the one before. */
  readonly add: (batch: Batch, rows: Int32Array | undefined, rising: boolean) => void;
  readonly size: () => number;
  /**
   * The last moment of the next round: what waits for moments up to `limit` can be too much for one, or cost less in
   * two.
   */
  readonly cut: (limit: number) => number;
  /** Rows up to this moment, in total order, which no longer wait. */
  readonly take: (until: number) => Taken | undefined;
  /** The same, but they go on waiting. */
  readonly look: (until: number) => Taken | undefined;
  /** All that wait, in total order, as a batch. */
  readonly all: () => Batch;
}

export interface Taken {
  readonly times: Float64Array;
  readonly columns: readonly LazyColumn[];
  /** Where a row was before. */
  readonly batchOf: (row: number) => Batch;
  readonly rowOf: (row: number) => number;
}

/** Rows of one batch in total order. */
interface Stretch {
  readonly batch: Batch;
  /** Undefined where the rows are those of the batch as they stand. */
  readonly order: Int32Array | undefined;
  /** In the order. */
  readonly times: Float64Array;
  /** Those before have been taken. */
  from: number;
}

/** Rows of a round, unless one moment has more. */
const mostRows = 16_384;
/**
 * Rows of one stretch that are worth a round of their own: as they stand they need no copying, out of order hardly
 * less.
 */
const worthwhile = { standing: 512, ordered: 4096 };

export function createWaiting(types: readonly FieldType[], timeAt: number, peers: Peers): Waiting {
  /** By their first time, from `begin` on. */
  let stretches: (Stretch | undefined)[] = [];
  let begin = 0;
  let count = 0;

  function insert(stretch: Stretch): void {
    const head = headOf(stretch);
    let at = stretches.length;
    while (at > begin && headOf(stretches[at - 1]) > head) at -= 1;
    stretches.splice(at, 0, stretch);
  }

  function add(batch: Batch, rows: Int32Array | undefined, rising: boolean): void {
    const column = batch.columns[timeAt];
    if (column?.type !== 'time') throw new Error('the time of a source is no column of times');
    const times = column.values.subarray(0, batch.length);
    const order = rising
      ? rows
      : standing(
          sorted(times, rows, (row, other) => peers.compare(batch, row, batch, other) || row - other),
          batch.length,
        );
    const stretch: Stretch = { batch, order, times: order === undefined ? times : timesIn(times, order), from: 0 };
    if (stretch.times.length === 0) return;
    count += stretch.times.length;
    insert(stretch);
  }

  function cut(limit: number): number {
    const first = stretches[begin];
    if (first === undefined || headOf(first) > limit) return limit;
    const next = headOf(stretches[begin + 1]);
    const { times, from, order } = first;
    const end = after(times, limit, from);
    const alone = Math.min(end, before(times, next, from));
    if (alone === end && end - from <= mostRows) return next > limit ? limit : (times[end - 1] ?? limit);
    if (alone - from >= (order === undefined ? worthwhile.standing : worthwhile.ordered) || alone === end) {
      return lastWhole(times, from, Math.min(alone, from + mostRows));
    }
    let last = end - 1;
    while (last > from && countUntil(times[last] ?? limit) > mostRows) last = from + ((last - from) >> 1);
    return times[last] ?? limit;
  }

  function countUntil(until: number): number {
    let rows = 0;
    for (let at = begin; at < stretches.length; at += 1) {
      const stretch = stretches[at];
      if (stretch === undefined || headOf(stretch) > until) break;
      rows += after(stretch.times, until, stretch.from) - stretch.from;
    }
    return rows;
  }

  function take(until: number): Taken | undefined {
    const pieces: Piece[] = [];
    for (; begin < stretches.length; begin += 1) {
      const stretch = stretches[begin];
      if (stretch === undefined || headOf(stretch) > until) break;
      const to = after(stretch.times, until, stretch.from);
      pieces.push({ stretch, from: stretch.from, to });
      count -= to - stretch.from;
      stretch.from = to;
      stretches[begin] = undefined;
    }
    if (pieces.length === 0) return undefined;
    if (begin > stretches.length / 2) {
      stretches = stretches.slice(begin);
      begin = 0;
    }
    for (const { stretch } of pieces) if (stretch.from < stretch.times.length) insert(stretch);
    return united(pieces);
  }

  function united(pieces: readonly Piece[]): Taken {
    const [first] = pieces;
    return first !== undefined && pieces.length === 1 ? ofOne(first) : ofSeveral(pieces, types, peers);
  }

  return {
    add,
    size: () => count,
    cut,
    take,
    look: (until) => {
      const pieces: Piece[] = [];
      for (const stretch of stretches) {
        if (stretch === undefined || headOf(stretch) > until) continue;
        pieces.push({ stretch, from: stretch.from, to: after(stretch.times, until, stretch.from) });
      }
      return pieces.length === 0 ? undefined : united(pieces);
    },
    all: () => {
      const { times, columns } = united(
        stretches.flatMap((stretch) =>
          stretch === undefined ? [] : [{ stretch, from: stretch.from, to: stretch.times.length }],
        ),
      );
      return { length: times.length, columns: columns.map((column) => column.get()) };
    },
  };
}

interface Piece {
  readonly stretch: Stretch;
  readonly from: number;
  readonly to: number;
}

const headOf = (stretch: Stretch | undefined): number => stretch?.times[stretch.from] ?? Infinity;

/** The order, undefined where the rows stand in it. */
function standing(order: Int32Array, length: number): Int32Array | undefined {
  if (order.length !== length) return order;
  for (let place = 0; place < length; place += 1) if (order[place] !== place) return order;
  return undefined;
}

function timesIn(times: Float64Array, order: Int32Array): Float64Array {
  const out = new Float64Array(order.length);
  for (let place = 0; place < order.length; place += 1) out[place] = times[order[place] ?? 0] ?? 0;
  return out;
}

/** The first place from `from` on whose time is not before this one. */
function before(times: Float64Array, time: number, from: number): number {
  let low = from;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first place from `from` on whose time is after this one. */
function after(times: Float64Array, time: number, from: number): number {
  let low = from;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last moment that ends within these places; the first one, where that goes beyond them. */
function lastWhole(times: Float64Array, from: number, to: number): number {
  const last = times[to - 1] ?? Infinity;
  if (times[to] !== last) return last;
  const start = before(times, last, from);
  return start > from ? (times[start - 1] ?? last) : last;
}

function ofOne({ stretch: { batch, order, times }, from, to }: Piece): Taken {
  const rows = order?.subarray(from, to);
  return {
    times: times.subarray(from, to),
    columns: batch.columns.map((column) =>
      lazy(() => (rows === undefined ? part(column, from, to) : taken(column, rows))),
    ),
    batchOf: () => batch,
    rowOf: (row) => rows?.[row] ?? from + row,
  };
}

function ofSeveral(pieces: readonly Piece[], types: readonly FieldType[], peers: Peers): Taken {
  const length = pieces.reduce((sum, { from, to }) => sum + to - from, 0);
  const times = new Float64Array(length);
  const which = new Int32Array(length);
  const rows = new Int32Array(length);
  const bounds: number[] = [];
  let at = 0;
  let apart = true;
  pieces.forEach(({ stretch, from, to }, index) => {
    bounds.push(at);
    apart &&= at === 0 || (times[at - 1] ?? Infinity) < (stretch.times[from] ?? -Infinity);
    times.set(stretch.times.subarray(from, to), at);
    which.fill(index, at, at + to - from);
    for (let place = from; place < to; place += 1, at += 1) rows[at] = stretch.order?.[place] ?? place;
  });
  const batches = pieces.map(({ stretch }) => stretch.batch);
  if (apart) return assembled(times, which, rows, batches, types);
  const settle = (a: number, b: number): number => {
    const one = batches[which[a] ?? 0];
    const other = batches[which[b] ?? 0];
    return one === undefined || other === undefined ? 0 : peers.compare(one, rows[a] ?? 0, other, rows[b] ?? 0);
  };
  const order = mergedOrder(times, bounds, settle);
  return assembled(timesIn(times, order), reordered(which, order), reordered(rows, order), batches, types);
}

function reordered(array: Int32Array, order: Int32Array): Int32Array {
  const out = new Int32Array(order.length);
  for (let place = 0; place < order.length; place += 1) out[place] = array[order[place] ?? 0] ?? 0;
  return out;
}

function assembled(
  times: Float64Array,
  which: Int32Array,
  rows: Int32Array,
  batches: readonly Batch[],
  types: readonly FieldType[],
): Taken {
  const none: Batch = { length: 0, columns: [] };
  return {
    times,
    columns: types.map((type, index) =>
      lazy(() =>
        picked(
          type,
          batches.map((batch) => batch.columns[index]),
          which,
          rows,
        ),
      ),
    ),
    batchOf: (row) => batches[which[row] ?? 0] ?? none,
    rowOf: (row) => rows[row] ?? 0,
  };
}
