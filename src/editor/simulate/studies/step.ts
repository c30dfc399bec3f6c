import type { Column } from '../../../data/columns.ts';
import { valueAt } from '../../../data/columns.ts';
import type { Row } from '../../../data/field.ts';
import type { Reading } from '../../../data/read/reading.ts';
import type { Alert, Engine, Listener } from '../../../engine/contract.ts';
import { createEngine } from '../../../engine/engine.ts';
import { countOf } from '../../../engine/flow/flow.ts';
import type { Flow } from '../../../engine/flow/flow.ts';
import { part } from '../../../engine/flow/gather.ts';
import { feed, feedOf, rowsIn } from '../../../lab/feed.ts';
import type { Fed, Input } from '../../../lab/feed.ts';
import type { Plan, SourceStep, StreamRef } from '../../../plan/plan.ts';
import { patience } from '../run.ts';
import type { Running } from '../run.ts';
import { study } from './study.ts';
import type { StudyHost } from './study.ts';

/** How far to go from where the last step ended, or from the beginning. */
export interface StepAsked {
  readonly from: 'here' | 'beginning';
  readonly until:
    | { readonly type: 'events'; readonly count: number }
    /** The next alert; where it is known when that comes, what is before it is passed in large steps. */
    | { readonly type: 'alert'; readonly at: number | null }
    /** The last event before this moment. */
    | { readonly type: 'time'; readonly at: number };
}

/** How things stand after an event. */
export interface StepState {
  /** Rows of all sources that have had their turn; one that waits for those before it has not. */
  readonly read: number;
  readonly ended: boolean;
  readonly time: number | null;
  /** By stream, so far. */
  readonly counts: ReadonlyMap<StreamRef, number>;
  /** The streams that rows came into by the last event, in the order of the plan. */
  readonly path: readonly StreamRef[];
  /** That event, as its source gave it. */
  readonly event: { readonly node: string; readonly values: Row } | undefined;
  /** Of all that were sent on the way. */
  readonly alerts: readonly Omit<Alert, 'event'>[];
}

interface Cursor {
  readonly engine: Engine;
  readonly rows: AsyncGenerator<Fed, void>;
  readonly cut: Cut;
  readonly heard: Heard;
  read: number;
  ended: boolean;
}

/** How readings are cut before they are read: all before a moment at once, and then row by row. */
interface Cut {
  before: number;
}

interface Heard {
  path: Set<StreamRef>;
  time: number | null;
  event: StepState['event'];
  released: number;
  alerts: Omit<Alert, 'event'>[];
}

const cursors = new WeakMap<Running, Cursor>();

/** Goes through a run event by event, and tells how things stand. One at a time for each run. */
export const stepStudy = study(async ({ from, until }: StepAsked, host: StudyHost): Promise<StepState> => {
  const { run, signal } = host;
  const known = from === 'here' ? cursors.get(run) : undefined;
  if (known === undefined) await cursors.get(run)?.rows.return();
  const cursor = known ?? open(host);
  cursors.set(run, cursor);
  cursor.heard.alerts = [];
  // The event at the moment itself is gone to by small steps.
  cursor.cut.before = until.type === 'events' ? -Infinity : (until.at ?? -Infinity);
  const begun = cursor.heard.released;
  const isThere = (): boolean =>
    until.type === 'events' ? cursor.heard.released - begun >= until.count : until.type === 'alert' ? cursor.heard.alerts.length > 0 : (cursor.heard.time ?? -Infinity) >= until.at;
  const total = Object.values(run.statistics().sources).reduce((sum, { read }) => sum + read, 0);
  let listened = host.now();
  while (!cursor.ended && !isThere()) {
    await goOn(cursor);
    if (host.now() - listened < patience) continue;
    await host.pause();
    signal.throwIfAborted();
    host.progress(total === 0 ? 1 : cursor.read / total);
    listened = host.now();
  }
  const { engine, heard, ended } = cursor;
  const { rows } = engine.statistics();
  return {
    read: readOf(run.prepared.plan, rows),
    ended,
    time: heard.time,
    counts: new Map(Object.entries(rows)),
    path: [...run.prepared.fields.keys()].filter((stream) => heard.path.has(stream)),
    event: heard.event,
    alerts: heard.alerts,
  };
});

const readOf = ({ steps }: Plan, rows: Readonly<Record<StreamRef, number>>): number =>
  steps.filter((step) => step.op === 'source').reduce((sum, { id }) => sum + ['events', 'late', 'rejected'].reduce((all, port) => all + (rows[`${id}.${port}`] ?? 0), 0), 0);

/** Stays open from one question to the next, so it is no question's signal that ends it. */
function open({ run }: StudyHost): Cursor {
  const { plan, tables, inputs } = run.prepared;
  const heard: Heard = { path: new Set(), time: null, event: undefined, released: 0, alerts: [] };
  const cut: Cut = { before: -Infinity };
  const sources = plan.steps.filter((step) => step.op === 'source');
  const rows = feedOf(plan, new Map(sources.flatMap((source) => {
    const input = inputs.get(source.id);
    return input === undefined ? [] : [[source.id, inPieces(source, input.open(), cut, run.stoppedAfter()?.bySource.get(source.id))] as const];
  })));
  return { engine: createEngine(plan, { tables, listener: listenerFor(plan, heard) }), rows, cut, heard, read: 0, ended: false };
}

async function goOn(cursor: Cursor): Promise<void> {
  const { engine, rows, heard } = cursor;
  heard.path = new Set();
  const { done, value } = await rows.next();
  if (done === true) {
    cursor.ended = true;
    engine.finish();
    return;
  }
  feed(engine, value);
  cursor.read += rowsIn(value);
}

function listenerFor({ steps }: Plan, heard: Heard): Listener {
  const sources = new Map<StreamRef, SourceStep>(steps.flatMap((step) => (step.op === 'source' ? [[`${step.id}.events`, step] as const] : [])));
  return {
    alert: ({ event: _event, ...alert }) => void heard.alerts.push(alert),
    watch: (stream) => {
      const source = sources.get(stream);
      return (flow) => {
        if (countOf(flow) === 0) return;
        heard.path.add(stream);
        if (source !== undefined) hear(heard, source, flow);
      };
    },
  };
}

function hear(heard: Heard, { node }: SourceStep, flow: Flow): void {
  const count = countOf(flow);
  const row = flow.rows?.[count - 1] ?? count - 1;
  const time = flow.frame.times[row] ?? NaN;
  heard.released += count;
  heard.time = Number.isNaN(time) ? null : time;
  heard.event = { node, values: Object.fromEntries(flow.fields.map(({ name }, at) => [name, valueOf(flow.columns[at]?.get(), row)])) };
}

const valueOf = (column: Column | undefined, row: number) => (column === undefined ? null : valueAt(column, row));

/** What comes before the moment in one piece, and every row after it in one of its own. */
async function* inPieces({ fields, time }: SourceStep, input: Input, cut: Cut, most = Infinity): Input {
  const rest = input[Symbol.asyncIterator]();
  let readings = 0;
  const at = fields.findIndex((field) => field.name === time);
  try {
    for (;;) {
      // No further than the run came.
      if (readings === most) return [];
      const { done, value } = await rest.next();
      if (done === true) return value;
      readings += 1;
      for (let from = 0, isFirst = true; from < value.batch.length || isFirst; isFirst = false) {
        const to = Math.max(Math.min(from + 1, value.batch.length), firstFrom(value.batch.columns[at], from, value.batch.length, cut.before));
        yield pieceOf(value, from, to, isFirst);
        from = to;
      }
    }
  } finally {
    await rest.return?.([]);
  }
}

/** The place of the first row that is not before the moment. */
function firstFrom(column: Column | undefined, from: number, length: number, moment: number): number {
  if (column?.type !== 'time') return from;
  let at = from;
  while (at < length && (column.values[at] ?? Infinity) < moment) at += 1;
  return at;
}

function pieceOf({ batch, lines, rejected }: Reading, from: number, to: number, isFirst: boolean): Reading {
  if (isFirst && to >= batch.length) return { batch, lines, rejected };
  return {
    batch: { length: to - from, columns: batch.columns.map((column) => part(column, from, to)) },
    ...(lines === undefined ? {} : { lines: lines.subarray(from, to) }),
    rejected: rejected.filter((row) => (row.at > from || (isFirst && row.at === from)) && row.at <= to).map((row) => ({ ...row, at: row.at - from })),
  };
}
