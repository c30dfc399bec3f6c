import type { Column } from '../../data/columns.ts';
import { copied } from '../../engine/flow/copied.ts';
import { countOf, made } from '../../engine/flow/flow.ts';
import type { Flow, Frame, LazyColumn } from '../../engine/flow/flow.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { RowByRow } from './row-by-row.ts';

/** Rows that an engine worked on together, by the stream they were in. */
export type KeptRound = ReadonlyMap<StreamRef, Flow>;

export interface RoundsKeeper {
  /** What to watch a stream with; undefined where it is not needed. */
  readonly watch: (stream: StreamRef) => ((flow: Flow) => void) | undefined;
  /** After the last row. */
  readonly end: () => void;
}

/** Copies the rows that enter a part of a plan, as far as it looks at them, and hands on each round as soon as it is whole. */
export function keepRounds({ entering, fields }: Pick<RowByRow, 'entering' | 'fields'>, take: (round: KeptRound) => void): RoundsKeeper {
  // Rows that part and meet again are known to be the same by their places in one frame; those of one stream need none.
  const newCopier = (): Copier => (entering.length === 1 ? copyRows(fields) : copyFrames(fields));
  let copy = newCopier();
  let round = new Map<StreamRef, Flow>();
  let last = -1;
  const end = (): void => {
    if (round.size > 0) take(round);
    round = new Map();
    copy = newCopier();
  };
  return {
    watch: (stream) => {
      const place = entering.indexOf(stream);
      if (place < 0) return undefined;
      return (flow) => {
        // Streams come in the order of the plan: one that does not is of the next round.
        if (place <= last) end();
        last = place;
        round.set(stream, copy(flow));
      };
    },
    end,
  };
}

type Copier = (flow: Flow) => Flow;

/** The rows alone, one after the other. */
const copyRows = (wanted: ReadonlySet<string>): Copier => (flow) => {
  const { frame: { makers, times, places }, rows, fields, columns } = flow;
  const length = countOf(flow);
  const frame: Frame = {
    length,
    times: rows === undefined ? times.slice() : Float64Array.from(rows, (row) => times[row] ?? NaN),
    places: rows === undefined ? places.slice() : Float64Array.from(rows, (row) => places[row] ?? 0),
    makers: typeof makers === 'number' ? makers : rows === undefined ? makers.slice() : rows.map((row) => makers[row] ?? 0),
    idOf: noId,
  };
  return { frame, rows: undefined, fields, columns: columns.map((column, at) => (wanted.has(fields[at]?.name ?? '') ? made(copied(column.get(), rows, length)) : notKept)), reasons: undefined };
};

/** Frames as a whole: what several streams of a round share, they share as copies. */
function copyFrames(wanted: ReadonlySet<string>): Copier {
  const frames = new Map<Frame, Frame>();
  const known = new Map<LazyColumn, LazyColumn>();
  return ({ frame, rows, fields, columns }) => {
    const { makers, times, places, length } = frame;
    const own = frames.get(frame) ?? { length, times: times.slice(), places: places.slice(), makers: typeof makers === 'number' ? makers : makers.slice(), idOf: noId };
    frames.set(frame, own);
    const copy = (column: LazyColumn): LazyColumn => {
      const kept = known.get(column) ?? made(copied(column.get(), undefined, length));
      known.set(column, kept);
      return kept;
    };
    return { frame: own, rows: rows?.slice(), fields, columns: columns.map((column, at) => (wanted.has(fields[at]?.name ?? '') ? copy(column) : notKept)), reasons: undefined };
  };
}

/** Nothing that is counted depends on ids. */
const noId = (): string => '';

const notKept: LazyColumn = {
  get: (): Column => {
    throw new Error('a field that was not kept');
  },
};
