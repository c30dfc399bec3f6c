import type { Field } from '../../data/field.ts';
import type { Column } from '../../data/columns.ts';
import { lazy, makerOf } from '../flow.ts';
import type { Frame, LazyColumn } from '../flow.ts';
import { picked, present } from '../gather.ts';
import type { GivenReason, Reasons } from '../reasons.ts';
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
        return (again.get(row) ?? []).reduce((least, other) => Math.min(least, flows[other.flow]?.from?.[other.row] ?? least), first);
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
  const most = flows.reduce((sum, flow) => sum + countIn(flow), 0);
  const which = new Int32Array(most);
  const rows = new Int32Array(most);
  const again = new Map<number, { readonly flow: number; readonly row: number }[]>();
  const at = flows.map(() => 0);
  const rowAt = (flow: Aligned, place: number): number => flow.rows?.[place] ?? place;
  let length = 0;
  for (;;) {
    let best = -1;
    let bestRow = 0;
    for (let index = 0; index < flows.length; index += 1) {
      const flow = flows[index];
      const place = at[index] ?? 0;
      if (flow === undefined || place >= countIn(flow)) continue;
      const row = rowAt(flow, place);
      const order = best < 0 ? -1 : compare(flow.frame, row, flows[best]?.frame ?? flow.frame, bestRow);
      if (order < 0) {
        best = index;
        bestRow = row;
      }
    }
    const first = flows[best];
    if (first === undefined) break;
    which[length] = best;
    rows[length] = bestRow;
    for (let index = best + 1; index < flows.length; index += 1) {
      const flow = flows[index];
      const place = at[index] ?? 0;
      if (flow === undefined || place >= countIn(flow)) continue;
      const row = rowAt(flow, place);
      if (compare(flow.frame, row, first.frame, bestRow) !== 0) continue;
      at[index] = place + 1;
      const others = again.get(length);
      if (others === undefined) again.set(length, [{ flow: index, row }]);
      else others.push({ flow: index, row });
    }
    at[best] = (at[best] ?? 0) + 1;
    length += 1;
  }
  return { which: which.subarray(0, length), rows: rows.subarray(0, length), again };
}

function compare(frame: Frame, row: number, other: Frame, otherRow: number): number {
  const time = frame.times[row] ?? NaN;
  const otherTime = other.times[otherRow] ?? NaN;
  if (time < otherTime) return -1;
  if (time > otherTime) return 1;
  if (time !== otherTime) {
    const [timed, otherTimed] = [!Number.isNaN(time), !Number.isNaN(otherTime)];
    if (timed !== otherTimed) return timed ? 1 : -1;
  }
  return makerOf(frame, row) - makerOf(other, otherRow) || (frame.places[row] ?? 0) - (other.places[otherRow] ?? 0);
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
function pickedFirst(type: Field['type'], parts: readonly (LazyColumn | undefined)[], { which, rows, again }: Sources): Column {
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
        const at = [{ flow: which[row] ?? 0, row: rows[row] ?? 0 }, ...(again.get(row) ?? [])].find((each) => holds[each.flow]?.(each.row) === true);
        return at === undefined ? '' : (by[at.flow]?.text(at.row) ?? '');
      },
    };
  });
  const befores = all.map((reasons) => reasons?.before);
  const before = befores.every((each) => each === undefined) ? undefined : lazy(() => pickedFirst('list', befores, sources));
  const allListed = all.every((reasons) => reasons !== undefined && reasons.listed === undefined);
  const listed = all.map((reasons) => (row: number) => reasons !== undefined && (reasons.listed === undefined || reasons.listed[row] === 1));
  return { before, listed: allListed ? undefined : anyOf(listed, sources), given };
}

/** 1 for the rows of which it holds by one of the flows they come by. */
function anyOf(holds: readonly ((row: number) => boolean)[], { which, rows, again }: Sources): Uint8Array {
  const out = new Uint8Array(which.length);
  for (let row = 0; row < out.length; row += 1) if (holds[which[row] ?? 0]?.(rows[row] ?? 0) === true) out[row] = 1;
  for (const [row, others] of again) if (others.some((each) => holds[each.flow]?.(each.row) === true)) out[row] = 1;
  return out;
}
