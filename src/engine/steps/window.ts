import type { Column } from '../../data/columns.ts';
import type { FieldType } from '../../data/field.ts';
import { reasonsName } from '../../plan/plan.ts';
import type { WindowStep } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import { columnOf, gather } from '../expressions/vector.ts';
import { lazy, made } from '../flow/flow.ts';
import type { Flow, LazyColumn } from '../flow/flow.ts';
import { idOfValues } from '../flow/ids.ts';
import type { Marks, Operator, StepContext } from '../operator.ts';
import { createClosings } from '../sliding/closings.ts';
import type { Closings } from '../sliding/closings.ts';
import { createFeatures } from '../sliding/features.ts';
import type { Feature } from '../sliding/features.ts';
import { createKeyOrder } from '../sliding/key-order.ts';
import type { KeyOrder } from '../sliding/key-order.ts';
import { framesOf } from '../sliding/frames.ts';
import type { Frames } from '../sliding/frames.ts';
import type { Round } from '../sliding/group.ts';
import { createHopping } from '../sliding/hopping.ts';
import { keyedRows } from '../sliding/keyed.ts';
import type { Keyed } from '../sliding/keyed.ts';
import type { Opened } from '../sliding/opened.ts';
import { createSessions } from '../sliding/sessions.ts';
import { createTumbling } from '../sliding/tumbling.ts';
import type { KeySpace } from '../state/keys.ts';
import type { State } from '../state/state.ts';
import { grownCodes } from '../state/grown.ts';

/** One summary for each key and window that holds rows of it. */
export function createWindow(step: WindowStep, context: StepContext): Operator {
  const frames = step.shape.type === 'session' ? undefined : framesOf(step.shape);
  const order = createKeyOrder(context.keys);
  const panes =
    step.shape.type === 'session' ? onePane(step, context, createSessions(step.shape.gap, order))
    : frames?.gap === 0 ? onePane(step, context, createTumbling(frames, order))
    : manyPanes(step, context, frames ?? framesOf(step.shape), order);
  const keyColumn = createKeyColumn(context.keys);
  let keyless = 0;
  /** How many summaries there were. */
  let place = 0;

  return {
    run: ([flow], until) => {
      const keyed = flow === undefined ? undefined : keyedRows(flow, step.key, context.keys);
      keyless += keyed?.keyless?.length ?? 0;
      const { closings, columns, places } = panes.run(flow, keyed, until);
      const count = closings.count();
      if (count === 0) return [undefined];
      const out = summaries(step, context, closings, places, columns, place, keyColumn);
      place += count;
      return [out];
    },
    snapshot: () => ({ keyless, place, panes: panes.snapshot() }),
    restore: (state) => {
      const stored = state as { readonly keyless: number; readonly place: number; readonly panes: State };
      keyless = stored.keyless;
      place = stored.place;
      panes.restore(stored.panes);
    },
    mark: (texts, keys) => {
      order.forget();
      panes.mark(texts, keys);
    },
    counts: () => {
      const counts = panes.counts();
      return { ...counts, keyless, bytes: counts.bytes + order.memory() };
    },
  };
}

interface Panes {
  /**
   * What closes, and the columns of its aggregates; `places` says where each belongs, where they do not stand in order.
   */
  readonly run: (
    flow: Flow | undefined,
    keyed: Keyed | undefined,
    until: number,
  ) => {
    readonly closings: Closings;
    readonly columns: readonly LazyColumn[];
    readonly places: Int32Array | undefined;
  };
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
  readonly mark: (texts: Marks, keys: Marks) => void;
  readonly counts: () => {
    readonly lost: number;
    readonly zeroDivisions: number | undefined;
    readonly bytes: number;
    readonly keys: number;
  };
}

const none: Rows = { fields: [], time: undefined };
const noRows = new Int32Array(0);
const ignored = { add: () => undefined };

/** Windows of which a key has one at a time: rows are added up and then forgotten. */
function onePane({ aggregates }: WindowStep, { inputs, texts }: StepContext, opened: Opened): Panes {
  const features = createFeatures(aggregates, inputs[0] ?? none, texts);
  const { slots } = opened;
  return {
    run: (flow, keyed, until) => {
      const closings = createClosings();
      const start =
        flow === undefined || keyed === undefined
          ? 0
          : features.take(flow, keyed.rows, opened.take(flow.frame.times, keyed.rows, keyed.keys, closings));
      opened.pass(until, closings);
      const closed = closings.slots();
      if (closed.length === 0 && features.log.size === 0) return { closings, columns: [], places: undefined };
      const columns = features.run(closing(start, features.log.size, closed, slots.limit()));
      features.drop(Infinity);
      features.forget(closed);
      slots.letGo(closed);
      return { closings, columns, places: undefined };
    },
    snapshot: () => {
      const open = opened.open();
      return {
        slots: open,
        keys: open.map(slots.keyOf),
        starts: Float64Array.from(open, slots.startOf),
        opened: opened.snapshot(),
        features: features.snapshot(open),
      };
    },
    restore: (state) => {
      const stored = state as {
        readonly slots: Int32Array;
        readonly keys: Int32Array;
        readonly starts: Float64Array;
        readonly opened: State;
        readonly features: State;
      };
      slots.reopen(stored.slots, stored.keys, stored.starts);
      opened.restore(stored.opened, stored.slots);
      features.restore(stored.features);
    },
    mark: (textMarks, keyMarks) => {
      for (const slot of opened.open()) keyMarks.add(slots.keyOf(slot));
      features.mark(textMarks, ignored, 0);
    },
    counts: () => ({
      lost: features.lost(),
      zeroDivisions: features.zeroDivisions(),
      bytes: features.memory() + opened.memory(),
      keys: opened.open().length,
    }),
  };
}

/** All rows are added, and then the closed windows are asked for. */
const closing = (start: number, rows: number, closed: Int32Array, limit: number): Round => ({
  moments: 1, times: new Float64Array(1), added: Int32Array.of(rows), asked: Int32Array.of(closed.length), start,
  keys: closed, places: undefined, keyless: undefined, length: closed.length, limit,
});

/** Windows that overlap, or leave gaps: rows stand in a log and leave it one by one. */
function manyPanes(
  { aggregates }: WindowStep,
  { inputs, texts, keys: space }: StepContext,
  frames: Frames,
  order: KeyOrder,
): Panes {
  // What a frame is counted back from is the start of the window itself.
  const features = createFeatures(
    aggregates.map((each): Feature => ({ ...each, window: 0 })),
    inputs[0] ?? none,
    texts,
  );
  const hopping = createHopping(frames, features.log, space, order);
  return {
    run: (flow, keyed, until) => {
      const closings = createClosings();
      const inside =
        flow === undefined || keyed === undefined || frames.gap < 0
          ? keyed
          : withoutGaps(keyed, flow.frame.times, frames);
      const keys = inside?.keys ?? noRows;
      const start = flow === undefined ? 0 : features.take(flow, inside?.rows, keys);
      const round = hopping.pass(start, keys.length, until, closings);
      const columns = features.run(round);
      features.drop(hopping.since());
      return { closings, columns, places: round.places };
    },
    snapshot: () => ({ hopping: hopping.snapshot(), features: features.snapshot(hopping.liveKeys()) }),
    restore: (state) => {
      const stored = state as { readonly hopping: State; readonly features: State };
      features.restore(stored.features);
      hopping.restore(stored.hopping);
    },
    mark: (textMarks, keyMarks) => features.mark(textMarks, keyMarks, hopping.since()),
    counts: () => ({
      lost: features.lost(),
      zeroDivisions: features.zeroDivisions(),
      bytes: features.memory() + hopping.memory(),
      keys: hopping.liveKeys().length,
    }),
  };
}

/** Rows between two windows are in none. */
function withoutGaps({ rows, keys, keyless }: Keyed, times: Float64Array, frames: Frames): Keyed {
  const timeOf = (index: number): number => times[rows === undefined ? index : (rows[index] ?? 0)] ?? 0;
  const kept = Int32Array.from(keys.keys()).filter(
    (index) => timeOf(index) >= frames.start(frames.firstAfter(timeOf(index))),
  );
  return {
    rows: kept.map((index) => (rows === undefined ? index : (rows[index] ?? 0))),
    keys: kept.map((index) => keys[index] ?? 0),
    keyless,
  };
}

function summaries(
  step: WindowStep,
  { ports, keys: space, maker }: StepContext,
  closings: Closings,
  places: Int32Array | undefined,
  columns: readonly LazyColumn[],
  first: number,
  keyColumn: KeyColumn,
): Flow {
  const { fields } = ports[0] ?? none;
  const length = closings.count();
  const [keys, starts, ends] = [
    inPlace(closings.keys(), places),
    inPlace(closings.starts(), places),
    inPlace(closings.ends(), places),
  ];
  const column = (name: string, type: Flow['fields'][number]['type']): LazyColumn => {
    const aggregate = columns[step.aggregates.findLastIndex(({ into }) => into.name === name)];
    if (aggregate !== undefined) return aggregate;
    if (name === step.end.name) return made({ type: 'time', values: ends });
    if (name === step.start.name) return made({ type: 'time', values: starts });
    const part = step.key.indexOf(name);
    return lazy(() => keyColumn(type, keys, part));
  };
  const all = fields.map(({ name, type }) => column(name, type));
  const before = all[fields.findIndex(({ name }) => name === reasonsName)];
  return {
    frame: {
      length,
      times: ends.map((end) => end - 1),
      makers: maker,
      places: Float64Array.from({ length }, (_, index) => first + index),
      idOf: (row) => idOfValues([step.node, ...space.valuesOf(keys[row] ?? 0), starts[row] ?? 0, ends[row] ?? 0]),
    },
    rows: undefined,
    fields,
    columns: all,
    reasons: before === undefined ? undefined : { before, listed: undefined, given: [] },
  };
}

type KeyColumn = (type: FieldType, keys: Int32Array, part: number) => Column;

/** A part of keys as a column: what is the same in many rows is looked at once. */
function createKeyColumn(space: KeySpace): KeyColumn {
  /** By key, one more than the place of its first row; 0 between calls. */
  let known = new Int32Array(0);
  return (type, keys, part) => {
    known = grownCodes(known, space.limit());
    const firsts: number[] = [];
    const rows = keys.map((key) => {
      if (known[key] === 0) known[key] = firsts.push(key);
      return known[key] ?? 0;
    });
    for (const key of firsts) known[key] = 0;
    return gather(columnOf(type, firsts.map((key) => space.valuesOf(key)[part] ?? null)), rows);
  };
}

function inPlace<T extends Float64Array | Int32Array>(values: T, places: Int32Array | undefined): T {
  if (places === undefined) return values;
  const out = values.slice() as T;
  places.forEach((place, index) => (out[place] = values[index] ?? 0));
  return out;
}
