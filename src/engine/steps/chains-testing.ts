import fc from 'fast-check';
import { digest, makeRow } from '../../../test/reference/row.ts';
import type { ReferenceRow } from '../../../test/reference/row.ts';
import { source } from '../../../test/reference/testing.ts';
import type { Column } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import type { FieldType, Value } from '../../data/field.ts';
import type { Step } from '../../plan/plan.ts';
import { columnOf } from '../expressions/vector.ts';
import { countOf, lazy, makerOf, timeOf } from '../flow/flow.ts';
import type { Flow, Frame, Seed } from '../flow/flow.ts';
import type { Operator, StepContext } from '../operator.ts';
import { reasonsColumn } from '../flow/reasons.ts';
import { contextOf } from '../testing.ts';

/**
 * Steps that keep rows, held to the reference: random streams that share rows, cut into rounds anywhere, with what is
 * kept swept, or written down and read again, in between.
 */

/** Rows of three makers: one with texts as event ids, one with numbers, and one that only has ids. */
const makers = ['a', 'b', 'c'] as const;
const types: Readonly<Record<string, FieldType>> = { at: 'time', card: 'text', n: 'number', name: 'text', ok: 'boolean', reasons: 'list' };

const maker = 7;
const fields = Object.entries(types).map(([name, type]) => ({ name, type }));

/** Streams of one kind of row, from which a step may read. */
export const sources: readonly Step[] = ['s0', 's1', 's2', 's3'].map((id) => source(id, { fields }));

export interface Stream {
  readonly rows: readonly ReferenceRow[];
  readonly seeds: ReadonlyMap<ReferenceRow, Seed>;
  /** By input, which of the rows come by it. */
  readonly inputs: readonly ReadonlySet<ReferenceRow>[];
  /** The moments up to which rounds go, and what is done after each. */
  readonly rounds: readonly { readonly until: number; readonly next: 'nothing' | 'sweep' | 'restore' }[];
  /** Whether inputs share a frame, as selections of one stream do. */
  readonly shared: boolean;
}

export function streams(inputs: number, size = 30): fc.Arbitrary<Stream> {
  const event = fc.record({
    time: fc.nat(Math.ceil(size / 2)), maker: fc.nat(2), members: fc.integer({ min: 1, max: 2 ** inputs - 1 }),
    card: fc.constantFrom('c-1', 'c-2', 'a card with a long number', null), n: fc.constantFrom(1, 2, null), name: fc.constantFrom('x', '卡', null), ok: fc.constantFrom(true, false, null),
    reasons: fc.constantFrom(['why'], ['why', 'so'], [], null),
  });
  const round = fc.record({ until: fc.nat(size), next: fc.constantFrom('nothing' as const, 'sweep' as const, 'restore' as const) });
  return fc
    .record({ events: fc.array(event, { minLength: 1, maxLength: size, size: 'max' }), cuts: fc.array(round, { maxLength: Math.ceil(size / 6), size: 'max' }), shared: fc.boolean(), finished: fc.boolean() })
    .map(({ events, cuts, shared, finished }) => {
      const seeds = new Map<ReferenceRow, Seed>();
      const members = new Map<ReferenceRow, number>();
      const placed = [0, 0, 0];
      const rows = events.toSorted((a, b) => a.time - b.time || a.maker - b.maker).map(({ time, maker, members: belongs, ...values }) => {
        const node = makers[maker] ?? 'a';
        const place = (placed[maker] = (placed[maker] ?? 0) + 1);
        const named: Value = maker === 0 ? `event number ${place}` : maker === 1 ? (place === 2 ? null : place / 8) : 'no seed';
        const row = makeRow({ id: digest([node, time, named, place]), time, maker: node, place, values: { ...values, at: time } });
        if (maker < 2) seeds.set(row, { node, event: named, ordinal: place });
        members.set(row, belongs);
        return row;
      });
      const rounds = [...cuts.toSorted((a, b) => a.until - b.until), ...(finished ? [{ until: Infinity, next: 'nothing' as const }] : [])];
      const belonging = (input: number) => new Set(rows.filter((row) => ((members.get(row) ?? 0) >> input) % 2 === 1));
      return { rows, seeds, rounds, shared, inputs: Array.from({ length: inputs }, (_, input) => belonging(input)) };
    });
}

/** The rows that each input has, those up to the last round. */
export function arrived({ inputs, rounds }: Stream): readonly (readonly ReferenceRow[])[] {
  const until = rounds.at(-1)?.until ?? -Infinity;
  return inputs.map((rows) => [...rows].filter((row) => (row.time ?? 0) <= until));
}

/** All that a step gives out, as the reference would have it. */
export function outcome(step: Step, create: (context: StepContext) => Operator, stream: Stream): readonly ReferenceRow[] {
  const { context } = contextOf([...sources, step], maker);
  let now = context;
  let operator = create(now);
  let passed = -Infinity;
  const out: ReferenceRow[] = [];
  for (const { until, next } of stream.rounds) {
    const flow = operator.run(flowsOf(stream, passed, until), until)[0];
    if (flow !== undefined) out.push(...rowsIn(flow, step.node));
    passed = until;
    if (next === 'sweep') sweep(operator, now);
    if (next === 'restore') {
      const kept = { texts: now.texts.snapshot(), keys: now.keys.snapshot(), own: operator.snapshot?.() ?? null };
      const { texts, keys, own } = structuredClone(kept);
      now = contextOf([...sources, step], maker).context;
      now.texts.restore(texts);
      now.keys.restore(keys);
      operator = create(now);
      operator.restore?.(own);
    }
  }
  return out;
}

/** The rows of a flow, as the reference makes them. */
function rowsIn(flow: Flow, node: string): readonly ReferenceRow[] {
  const { frame, fields: own, reasons } = flow;
  const list = reasons === undefined ? undefined : reasonsColumn(reasons, undefined, frame.length);
  return Array.from({ length: countOf(flow) }, (_, row) => {
    const values = Object.fromEntries(own.map(({ name }, index): [string, Value] => [name, valueAt(name === 'reasons' && list !== undefined ? list : columnIn(flow, index), row)]));
    return makeRow({ id: frame.idOf(row), time: timeOf(frame, row), maker: makerOf(frame, row) === maker ? node : 'another', place: frame.places[row] ?? NaN, values });
  });
}

function columnIn({ columns }: Flow, index: number): Column {
  const column = columns[index]?.get();
  if (column === undefined) throw new Error('a field without a column');
  return column;
}

export function sweep(operator: Operator, { texts, keys }: StepContext): void {
  const none = { add: () => undefined };
  texts.sweep((live) => operator.mark?.(live, none));
  keys.sweep((live) => operator.mark?.(none, live));
}

function flowsOf({ rows, seeds, inputs, shared }: Stream, after: number, until: number): readonly (Flow | undefined)[] {
  const now = rows.filter(({ time }) => (time ?? 0) > after && (time ?? 0) <= until);
  const together = flowOfRows(now, seeds);
  return inputs.map((input) => {
    const here = now.filter((row) => input.has(row));
    if (here.length === 0) return undefined;
    if (here.length === now.length) return together;
    return shared ? { ...together, rows: Int32Array.from(here, (row) => now.indexOf(row)) } : flowOfRows(here, seeds);
  });
}

function flowOfRows(rows: readonly ReferenceRow[], seeds: Stream['seeds']): Flow {
  const frame: Frame = {
    length: rows.length,
    times: Float64Array.from(rows, ({ time }) => time ?? NaN),
    makers: Int32Array.from(rows, ({ maker }) => makers.findIndex((each) => each === maker)),
    places: Float64Array.from(rows, ({ place }) => place),
    idOf: (row) => rows[row]?.id ?? '',
    seedOf: (row) => seeds.get(rows[row] ?? makeRow({ id: '', time: 0, maker: '', place: 0, values: {} })),
  };
  return {
    frame,
    rows: undefined,
    fields: fields.map((field) => ({ ...field, origins: [], optional: true, tainted: false })),
    columns: fields.map(({ name, type }) => lazy(() => columnOf(type, rows.map((row) => row.values[name] ?? null)))),
    reasons: undefined,
  };
}
