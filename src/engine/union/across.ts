import type { Field } from '../../data/field.ts';
import type { Column } from '../../data/columns.ts';
import { lazy, makerOf } from '../flow/flow.ts';
import type { Frame, LazyColumn } from '../flow/flow.ts';
import { picked, present } from '../flow/gather.ts';
import { mergedOrder } from '../flow/sort.ts';
import type { GivenReason, Reasons } from '../flow/reasons.ts';
import { countIn, gatheredReasons } from './aligned.ts';
import type { Aligned } from './aligned.ts';

/** Flows of different frames as one, with a frame of its own. */
export function acrossFrames(flows: readonly Aligned[], fields: readonly Field[]): Aligned {
  const sources = mergedRows(flows);
  const { which, rows, again } = sources;
  const frames = flows.map((flow) => flow.frame);
  const frame = frameOf(frames, sources);
  const columns = fields.map(({ type }, at) => {
    const parts = flows.map((flow) => flow.columns[at]);
    return parts.every((part) => part === undefined) ? undefined : lazy(() => pickedFirst(type, parts, sources));
  });
  const from = flows.some((flow) => flow.from === undefined)
    ? undefined
    : which.map((flow, row) => {
        const first = flows[flow]?.from?.[rows[row] ?? 0] ?? 0;
        return (again.get(row) ?? []).reduce(
          (least, other) => Math.min(least, flows[other.flow]?.from?.[other.row] ?? least),
          first,
        );
      });
  return { frame, rows: undefined, columns, reasons: reasonsOf(flows, sources), from };
}

/** Where the rows of the union come from. */
interface Sources {
  readonly which: Int32Array;
  readonly rows: Int32Array;
  /** For rows that come by several flows, the others. */
  readonly again: ReadonlyMap<number, readonly { readonly flow: number; readonly row: number }[]>;
}

/** By time, rows without one first, then by who made them and their place there. What agrees in all is one row. */
function mergedRows(flows: readonly Aligned[]): Sources {
  const length = flows.reduce((sum, flow) => sum + countIn(flow), 0);
  const [times, makers, places] = [new Float64Array(length), new Int32Array(length), new Float64Array(length)];
  const [which, rows] = [new Int32Array(length), new Int32Array(length)];
  const bounds: number[] = [];
  let at = 0;
  flows.forEach((flow, index) => {
    const { frame } = flow;
    bounds.push(at);
    const end = at + countIn(flow);
    which.fill(index, at, end);
    for (let place = 0; at < end; place += 1, at += 1) {
      const row = flow.rows === undefined ? place : (flow.rows[place] ?? 0);
      const time = frame.times[row] ?? NaN;
      rows[at] = row;
      times[at] = Number.isNaN(time) ? -Infinity : time;
      makers[at] = makerOf(frame, row);
      places[at] = frame.places[row] ?? 0;
    }
  });
  const settle = (a: number, b: number): number =>
    (makers[a] ?? 0) - (makers[b] ?? 0) || (places[a] ?? 0) - (places[b] ?? 0);
  return eachOnce(
    mergedOrder(times, bounds, settle),
    which,
    rows,
    (a, b) => times[a] === times[b] && settle(a, b) === 0,
  );
}

function eachOnce(
  order: Int32Array,
  which: Int32Array,
  rows: Int32Array,
  same: (a: number, b: number) => boolean,
): Sources {
  const own = { which: new Int32Array(order.length), rows: new Int32Array(order.length) };
  const again = new Map<number, { readonly flow: number; readonly row: number }[]>();
  let length = 0;
  for (let place = 0; place < order.length; place += 1) {
    const at = order[place] ?? 0;
    if (place > 0 && same(order[place - 1] ?? 0, at)) {
      const others = again.get(length - 1) ?? [];
      others.push({ flow: which[at] ?? 0, row: rows[at] ?? 0 });
      again.set(length - 1, others);
      continue;
    }
    own.which[length] = which[at] ?? 0;
    own.rows[length] = rows[at] ?? 0;
    length += 1;
  }
  return { which: own.which.subarray(0, length), rows: own.rows.subarray(0, length), again };
}

function frameOf(frames: readonly Frame[], { which, rows }: Sources): Frame {
  const { length } = which;
  const times = new Float64Array(length);
  const places = new Float64Array(length);
  const makers = new Int32Array(length);
  for (let row = 0; row < length; row += 1) {
    const frame = frames[which[row] ?? 0];
    if (frame === undefined) continue;
    const own = rows[row] ?? 0;
    times[row] = frame.times[own] ?? NaN;
    places[row] = frame.places[own] ?? 0;
    makers[row] = makerOf(frame, own);
  }
  const [maker = 0] = makers;
  return {
    length,
    times,
    makers: makers.every((each) => each === maker) ? maker : makers,
    places,
    idOf: (row) => frames[which[row] ?? 0]?.idOf(rows[row] ?? 0) ?? '',
    seedOf: (row) => frames[which[row] ?? 0]?.seedOf?.(rows[row] ?? 0),
  };
}

/** For each row the first value that a flow has for it. */
function pickedFirst(
  type: Field['type'],
  parts: readonly (LazyColumn | undefined)[],
  { which, rows, again }: Sources,
): Column {
  const columns = parts.map((part) => part?.get());
  if (again.size === 0) return picked(type, columns, which, rows);
  const [fromFlow, fromRow] = [which.slice(), rows.slice()];
  const has = (flow: number, row: number): boolean => {
    const column = columns[flow];
    return column?.type === type && present(column, row);
  };
  for (const [row, others] of again) {
    if (has(which[row] ?? 0, rows[row] ?? 0)) continue;
    const other = others.find((each) => has(each.flow, each.row));
    if (other === undefined) continue;
    fromFlow[row] = other.flow;
    fromRow[row] = other.row;
  }
  return picked(type, columns, fromFlow, fromRow);
}

function reasonsOf(flows: readonly Aligned[], sources: Sources): Reasons | undefined {
  const all = flows.map((flow) => flow.reasons);
  if (all.every((reasons) => reasons === undefined)) return undefined;
  const { which, rows, again } = sources;
  const given = gatheredReasons(all).map(({ step, index, by }): GivenReason => {
    const holds = by.map((reason) => (row: number) => reason?.has[row] === 1);
    return {
      step,
      index,
      has: anyOf(holds, sources),
      text: (row) => {
        const at = [{ flow: which[row] ?? 0, row: rows[row] ?? 0 }, ...(again.get(row) ?? [])].find(
          (each) => holds[each.flow]?.(each.row) === true,
        );
        return at === undefined ? '' : (by[at.flow]?.text(at.row) ?? '');
      },
    };
  });
  const befores = all.map((reasons) => reasons?.before);
  const before = befores.every((each) => each === undefined)
    ? undefined
    : lazy(() => pickedFirst('list', befores, sources));
  const allListed = all.every((reasons) => reasons !== undefined && reasons.listed === undefined);
  const listed = all.map(
    (reasons) => (row: number) => reasons !== undefined && (reasons.listed === undefined || reasons.listed[row] === 1),
  );
  return { before, listed: allListed ? undefined : anyOf(listed, sources), given };
}

/** 1 for the rows of which it holds by one of the flows they come by. */
function anyOf(holds: readonly ((row: number) => boolean)[], { which, rows, again }: Sources): Uint8Array {
  const out = new Uint8Array(which.length);
  for (let row = 0; row < out.length; row += 1) if (holds[which[row] ?? 0]?.(rows[row] ?? 0) === true) out[row] = 1;
  for (const [row, others] of again) if (others.some((each) => holds[each.flow]?.(each.row) === true)) out[row] = 1;
  return out;
}
