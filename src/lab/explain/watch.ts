import type { Row } from '../../data/field.ts';
import type { Alert, Listener } from '../../engine/contract.ts';
import { countOf, makerOf, rowOf, timeOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { valueAt } from '../../data/columns.ts';
import type { Inputs, StreamRef } from '../../plan/plan.ts';
import { reasonsName } from '../../plan/plan.ts';

/** Looking at rows while the input runs once more. A mass run remembers nothing: whoever asks why lets it run again. */

/** What a row is known by through all steps that keep it. */
export interface RowName {
  readonly maker: number;
  readonly place: number;
}

export const nameOf = ({ maker, place }: RowName): string => `${maker}/${place}`;

/** A row as it was in one stream. */
export interface Seen extends RowName {
  readonly time: number | null;
  /** Worked out only when asked for, and only while the flow is there. */
  readonly id: string;
  readonly values: Row;
  readonly reasons: readonly GivenText[];
}

export interface GivenText {
  /** The step's place in the plan, or -1 for what the row began with; the number of its branch or change. */
  readonly step: number;
  readonly index: number;
  readonly text: string;
}

/** Moments, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const always: Span = { from: -Infinity, to: Infinity };

/** Something that looks at streams while the input runs: at the rows of a span of time. */
export interface Probe extends Span {
  readonly streams: readonly StreamRef[];
  readonly see: (flow: Flow, stream: StreamRef) => void;
  /** Of the alerts of one of the streams. */
  readonly alert?: ((alert: Alert) => void) | undefined;
  /** Whether it has seen all it looked for before the span is over. */
  readonly content?: (() => boolean) | undefined;
  /** After the last flow. */
  readonly done?: (() => void) | undefined;
}

/** Looks at nothing. */
export const nothing: Probe = { from: Infinity, to: -Infinity, streams: [], see: () => {} };

export const isContent = ({ content, to }: Probe, passed: number): boolean => passed >= to || content?.() === true;

/** One run of the input for all of them. */
export function listenerOf(probes: readonly Probe[]): Listener {
  const byStream = new Map<StreamRef, Probe[]>();
  for (const probe of probes)
    for (const stream of new Set(probe.streams)) byStream.set(stream, [...(byStream.get(stream) ?? []), probe]);
  const listening = probes.filter((probe) => probe.alert !== undefined);
  return {
    ...(listening.length === 0 ? {} : { alert: (alert: Alert) => listening.forEach((probe) => probe.alert?.(alert)) }),
    watch: (stream) => {
      const interested = byStream.get(stream);
      return interested === undefined ? undefined : (flow) => interested.forEach((probe) => probe.see(flow, stream));
    },
  };
}

export function seenIn(flow: Flow, row: number): Seen {
  const { frame } = flow;
  return {
    maker: makerOf(frame, row),
    place: frame.places[row] ?? 0,
    time: timeOf(frame, row),
    id: frame.idOf(row),
    values: rowOf(flow, row),
    reasons: reasonsOf(flow, row),
  };
}

function reasonsOf({ reasons }: Flow, row: number): readonly GivenText[] {
  if (reasons === undefined || reasons.listed?.[row] === 0) return [];
  const before = reasons.before === undefined ? null : valueAt(reasons.before.get(), row);
  const kept =
    typeof before === 'object' && before !== null ? before.map((text, index) => ({ step: -1, index, text })) : [];
  const given = reasons.given.flatMap(({ step, index, has, text }) =>
    has[row] === 1 ? [{ step, index, text: text(row) }] : [],
  );
  return [...kept, ...given];
}

/** The rows of a flow between two moments, both included; those without a time always. */
export function* rowsBetween(flow: Flow, from: number, to: number): Generator<number> {
  const { rows, frame } = flow;
  const count = countOf(flow);
  const rowAt = (position: number): number => rows?.[position] ?? position;
  const timeAt = (position: number): number => frame.times[rowAt(position)] ?? NaN;
  let low = 0;
  for (let high = count; low < high;) {
    const middle = (low + high) >> 1;
    if (timeAt(middle) < from) low = middle + 1;
    else high = middle;
  }
  for (let position = low; position < count; position += 1) {
    if (timeAt(position) > to) return;
    yield rowAt(position);
  }
}

/** The same row by several streams: the fields and the reasons of all. */
export function unite(rows: readonly Seen[]): Seen | undefined {
  const [first, ...others] = rows;
  if (first === undefined || others.length === 0) return first;
  const values = Object.assign({}, ...rows.toReversed().map((row) => row.values)) as Row;
  const reasons = [
    ...new Map(rows.flatMap((row) => row.reasons).map((each) => [`${each.step}/${each.index}`, each])).values(),
  ];
  reasons.sort((a, b) => a.step - b.step || a.index - b.index);
  const told = reasonsName in values ? { [reasonsName]: reasons.map(({ text }) => text) } : {};
  return { ...first, values: { ...values, ...told }, reasons };
}

/**
 * The rows of one input that may come by several streams, each once. `wanted` is asked of each stream's own view of a
 * row, so it must let pass what it can't decide; `take` is told of the row as a whole, in the order of its moment.
 */
export function unitedProbe(
  inputs: Inputs,
  order: readonly StreamRef[],
  span: Span,
  wanted: (flow: Flow) => Iterable<number>,
  take: (row: Seen) => void,
): Probe {
  const streams = [...new Set(inputs)];
  if (streams.length === 1) {
    return {
      ...span,
      streams,
      see: (flow) => {
        for (const row of wanted(flow)) take(seenIn(flow, row));
      },
    };
  }
  let waiting = new Map<string, Map<StreamRef, Seen>>();
  let last = -1;
  const flush = (): void => {
    const rows = [...waiting.values()].flatMap(
      (views) => unite(streams.flatMap((stream) => views.get(stream) ?? [])) ?? [],
    );
    waiting = new Map();
    for (const row of rows.sort(compareSeen)) take(row);
  };
  return {
    ...span,
    streams,
    see: (flow, stream) => {
      // In a round every stream flows at most once, in the order of the plan: what comes again begins a new one.
      const position = order.indexOf(stream);
      if (position <= last) flush();
      last = position;
      for (const row of wanted(flow)) {
        const seen = seenIn(flow, row);
        const views = waiting.get(nameOf(seen)) ?? new Map<StreamRef, Seen>();
        waiting.set(nameOf(seen), views.set(stream, seen));
      }
    },
    done: flush,
  };
}

/** Total order. */
export const compareSeen = (a: Seen, b: Seen): number =>
  (a.time ?? 0) - (b.time ?? 0) || a.maker - b.maker || a.place - b.place;
