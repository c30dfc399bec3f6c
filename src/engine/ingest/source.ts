import type { Batch, Column } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import type { Reading } from '../../data/read/reading.ts';
import type { SourceStep, Telling } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import type { SourceStatistics } from '../contract.ts';
import type { Flow, Seed } from '../flow/flow.ts';
import { made } from '../flow/flow.ts';
import { idOfValues } from '../flow/ids.ts';
import type { State } from '../state/state.ts';
import { lateFlow, placesOf, reasonsIn, rejectedFlow } from './aside.ts';
import { judge } from './lateness.ts';
import type { Pace, Together } from './lateness.ts';
import { createPeers } from './peers.ts';
import { createTally } from './tally.ts';
import { createWaiting } from './waiting.ts';
import type { Taken } from './waiting.ts';

/** A source at work: takes rows as they are read, and gives them out in total order. */
export interface Source {
  readonly step: SourceStep;
  readonly pace: Pace;
  /** Takes what was read; gives the rows that are set aside. */
  readonly read: (reading: Reading) => { readonly late: Flow | undefined; readonly rejected: Flow | undefined };
  /** The last moment of the next round, not after this one. */
  readonly cut: (limit: number) => number;
  /** Whether there are rows without a time to be taken. */
  readonly passing: () => boolean;
  /** The rows of a round; those without a time as soon as they are read. */
  readonly take: (until: number) => Flow | undefined;
  /** The rows that wait up to this moment, as a round that changes nothing. */
  readonly look: (until: number) => Flow | undefined;
  readonly statistics: () => SourceStatistics;
  /** What the rows that wait hold, roughly. */
  readonly bytes: () => number;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

export interface SourceContext {
  readonly step: SourceStep;
  readonly telling: Telling;
  readonly maker: number;
  readonly events: Rows;
  readonly late: Rows;
  readonly rejected: Rows;
  readonly together: Together;
}

interface Counters {
  read: number;
  accepted: number;
  late: number;
  rejected: number;
  rejections: Record<string, number>;
  /** How many rows it has given out. */
  given: number;
}

export function createSource(context: SourceContext): Source {
  const { step, telling, maker, together } = context;
  const { fields, lateness } = step;
  const timeAt = fields.findIndex((field) => field.name === step.time);
  const timed = step.time !== undefined;
  if (timed && timeAt < 0) throw new Error(`the source ${step.id} has no field ${step.time}`);
  const peers = createPeers(fields, step.key);
  const waiting = createWaiting(fields.map((field) => field.type), timeAt, peers);
  const tally = createTally();
  const pace: Pace = { watermark: -Infinity, idle: false };
  let counters: Counters = { read: 0, accepted: 0, late: 0, rejected: 0, rejections: {}, given: 0 };
  /** Rows without a time, on their way. */
  let passing: Batch | undefined;
  if (timed) together.paces.push(pace);

  function read(reading: Reading): { readonly late: Flow | undefined; readonly rejected: Flow | undefined } {
    const { batch, rejected } = reading;
    if (batch.columns.length !== fields.length) {
      throw new Error(
        `rows of ${step.id} have ${batch.columns.length} columns where its contract has ${fields.length} fields`,
      );
    }
    const before = counters.read;
    let late: Flow | undefined;
    let accepted = batch.length;
    if (!timed) {
      passing = batch.length === 0 ? undefined : batch;
    } else if (batch.length > 0) {
      const judged = judge(timesIn(batch), pace, together, lateness);
      accepted -= judged.late.length;
      if (accepted > 0) waiting.add(batch, judged.accepted, judged.rising);
      if (judged.late.length > 0) {
        late = lateFlow(reading, judged, placesOf(judged.late, reading, before), {
          step,
          maker,
          telling,
          rows: context.late,
        });
      }
    }
    counters.read += batch.length + rejected.length;
    counters.accepted += accepted;
    counters.late += batch.length - accepted;
    counters.rejected += rejected.length;
    for (const { faults } of rejected) {
      const code = faults[0]?.code ?? 'not-an-object';
      counters.rejections[code] = (counters.rejections[code] ?? 0) + 1;
    }
    return {
      late,
      rejected:
        rejected.length === 0
          ? undefined
          : rejectedFlow(rejected, before, { step, maker, telling, rows: context.rejected }),
    };
  }

  function timesIn({ columns, length }: Batch): Float64Array {
    const column = columns[timeAt];
    if (column?.type !== 'time') throw new Error(`the time of ${step.id} is no column of times`);
    return column.values.subarray(0, length);
  }

  function take(until: number): Flow | undefined {
    if (timed) {
      const taken = waiting.take(until);
      return taken === undefined ? undefined : given(flowOf(taken, ordinalsIn(taken)));
    }
    if (passing === undefined) return undefined;
    const { length, columns } = passing;
    const batch = passing;
    passing = undefined;
    const taken: Taken = {
      times: new Float64Array(length).fill(NaN),
      columns: columns.map(made),
      batchOf: () => batch,
      rowOf: (row) => row,
    };
    const ordinals = Int32Array.from({ length }, (_, row) => tally.next(idOfValues([peers.eventOf(batch, row)])));
    return given(flowOf(taken, (row) => ordinals[row] ?? 0));
  }

  /** How many rows of its time and event stand before a row. All of one time are in one round. */
  const ordinalsIn =
    ({ times, batchOf, rowOf }: Taken) =>
    (row: number): number => {
      let first = row;
      while (
        first > 0 &&
        times[first - 1] === times[row] &&
        peers.sameEvent(batchOf(first - 1), rowOf(first - 1), batchOf(row), rowOf(row))
      )
        first -= 1;
      return row - first;
    };

  function flowOf(taken: Taken, ordinalOf: (row: number) => number): Flow {
    const { times, columns, batchOf, rowOf } = taken;
    const { length } = times;
    const places = new Float64Array(length);
    for (let row = 0, place = counters.given; row < length; row += 1, place += 1) places[row] = place;
    const eventOf = (row: number): Value => peers.eventOf(batchOf(row), rowOf(row));
    const seedOf = (row: number): Seed | undefined => {
      const event = eventOf(row);
      return event === null || typeof event === 'string' || typeof event === 'number'
        ? { node: step.node, event, ordinal: ordinalOf(row) }
        : undefined;
    };
    return {
      frame: {
        length, times, makers: maker, places,
        idOf: (row) => idOfValues([step.node, timed ? (times[row] ?? 0) : null, eventOf(row), ordinalOf(row)]),
        ...(timed && step.key !== undefined ? { seedOf } : {}),
      },
      rows: undefined,
      fields: context.events.fields,
      columns,
      reasons: reasonsIn(context.events.fields, columns, length),
    };
  }

  const given = (flow: Flow): Flow => {
    counters.given += flow.frame.length;
    return flow;
  };

  return {
    step,
    pace,
    read,
    cut: waiting.cut,
    passing: () => passing !== undefined,
    take,
    look: (until) => {
      const waits = waiting.look(until);
      return waits === undefined ? undefined : flowOf(waits, ordinalsIn(waits));
    },
    statistics: () => {
      const { given: _given, ...counts } = counters;
      return {
        ...counts,
        rejections: { ...counts.rejections },
        watermark: pace.watermark,
        idle: pace.idle,
        waiting: waiting.size(),
      };
    },
    bytes: () => waiting.size() * bytesPerRow(step) + (timed ? 0 : tally.bytes()),
    snapshot: () => ({
      ...counters,
      rejections: { ...counters.rejections },
      watermark: pace.watermark,
      idle: pace.idle,
      waiting: waiting.size() === 0 ? null : stateOfBatch(waiting.all()),
      tally: timed ? null : tally.snapshot(),
    }),
    restore: (state) => {
      const { watermark, idle, waiting: rows, tally: counted, ...counts } = state as Stored;
      counters = { ...counts, rejections: { ...counts.rejections } };
      pace.watermark = watermark;
      pace.idle = idle;
      if (rows !== null) {
        waiting.add(rows, undefined, false);
      }
      if (counted !== null) tally.restore(counted);
    },
  };
}

/** A state has no interfaces in it, but what they stand for. */
type Plain<T> = { readonly [K in keyof T]: T[K] };

type Stored = Plain<Counters> & {
  readonly watermark: number;
  readonly idle: boolean;
  readonly waiting: { readonly length: number; readonly columns: readonly Plain<Column>[] } | null;
  readonly tally: State;
};

const bytesPerRow = ({ fields }: SourceStep): number =>
  fields.reduce((sum, { type }) => sum + (type === 'boolean' ? 1 : type === 'text' || type === 'list' ? 4 : 8), 8);

/** A batch as it is kept: of dictionaries only what its rows hold. */
function stateOfBatch({ length, columns }: Batch): State {
  return { length, columns: columns.map((column) => stateOfColumn(column)) };
}

function stateOfColumn(column: Column): State {
  if (!('codes' in column)) return { type: column.type, values: column.values };
  const moved = new Map<number, number>([[0, 0]]);
  const entries: State[] = [];
  const codes = column.codes.map((code) => {
    let own = moved.get(code);
    if (own === undefined) moved.set(code, (own = entries.push(column.dictionary[code - 1] ?? null)));
    return own;
  });
  return { type: column.type, codes, dictionary: entries };
}
