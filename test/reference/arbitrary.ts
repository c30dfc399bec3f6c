import fc from 'fast-check';
import type { Field } from '../../src/data/field.ts';
import { boolean, call, field as ref, number as constant } from '../../src/logic/expr.ts';
import type { Expr } from '../../src/logic/expr.ts';
import { aggregateNames } from '../../src/plan/plan.ts';
import type { Aggregate, Plan, RollingFeature, SequencePart, Step, WindowShape } from '../../src/plan/plan.ts';
import type { Arrival } from './arrive.ts';
import { fields, number, plan, second, source, time } from './testing.ts';

const span = fc.constantFrom(1, 1000, 2000, 5000, 10_000);

/**
 * Random plans over random streams: several sources, ties, diamonds, missing values, late and out-of-order events, idle
 * sources. Every field that a step makes has a name of its own, so that rows can meet by any paths.
 */
export const planAndArrivals: fc.Arbitrary<{ readonly plan: Plan; readonly arrivals: readonly Arrival[] }> = fc
  .record({
    sources: fc.array(fc.record({ lateness: fc.constantFrom(1, 3000, 6000, 60_000), named: fc.boolean() }), { minLength: 1, maxLength: 3 }),
    sketches: fc.array(sketch(), { minLength: 2, maxLength: 8, size: 'max' }),
    moves: fc.array(move(), { maxLength: 40, size: 'max' }),
  })
  .map(({ sources, sketches, moves }) => {
    const first = sources.map(({ lateness, named }, index) => source(`s${index}`, { lateness, ...(named ? {} : { key: undefined }) }));
    const { steps } = sketches.reduce(grown, { steps: first, open: first.map(({ id }) => `${id}.events`) });
    return { plan: plan(...steps), arrivals: moves.map((each) => arrivalOf(each, sources.length)) };
  });

interface Sketch {
  readonly op: 'select' | 'project' | 'merge' | 'rolling' | 'window' | 'join' | 'dedupe' | 'sequence' | 'alert' | 'output';
  readonly inputs: readonly number[];
  readonly others: readonly number[];
  readonly key: readonly string[];
  readonly when: Expr;
  readonly spans: readonly [number, number];
  readonly aggregates: readonly Omit<RollingFeature, 'into'>[];
  readonly shape: WindowShape;
  readonly flag: boolean;
}

function sketch(): fc.Arbitrary<Sketch> {
  const places = fc.array(fc.nat(20), { minLength: 1, maxLength: 3 });
  const limit = fc.constantFrom(-1.5, 0, 2);
  const when = fc.oneof(
    fc.constant(boolean(true)),
    limit.map((value) => call('gt', ref('amount'), constant(value))),
    limit.map((value) => call('not', call('le', ref('amount'), constant(value)))),
    fc.constant(call('isPresent', ref('card'))),
  );
  const fixed = { size: fc.constantFrom(5000, 6000).map((ms) => ({ ms })), zone: fc.constantFrom('UTC', 'Asia/Kathmandu') };
  const shape: fc.Arbitrary<WindowShape> = fc.oneof(
    fc.record({ type: fc.constant('tumbling' as const), ...fixed }),
    fc.record({ type: fc.constant('hopping' as const), ...fixed }).map((each) => ({ ...each, hop: { ms: 1000 } })),
    fc.constant({ type: 'tumbling' as const, size: { unit: 'day' as const, count: 1 }, zone: 'Europe/Berlin' }),
    fc.record({ type: fc.constant('session' as const), gap: span }),
  );
  const aggregate = fc.record({ fn: fc.constantFrom(...aggregateNames), window: span, frame: fc.constantFrom('through' as const, 'before' as const), where: fc.option(when, { nil: undefined }) });
  return fc.record({
    op: fc.constantFrom('select', 'project', 'merge', 'rolling', 'window', 'join', 'dedupe', 'sequence', 'alert', 'output'),
    inputs: places, others: places, key: fc.constantFrom(['card'], ['card', 'amount'], []), when, spans: fc.tuple(span, span),
    aggregates: fc.array(aggregate.map((each) => (each.fn === 'count' || each.fn === 'sincePrevious' ? each : { ...each, of: 'amount' })), { minLength: 1, maxLength: 3 }),
    shape, flag: fc.boolean(),
  });
}

interface Growing {
  readonly steps: readonly Step[];
  /** Streams that steps may read. */
  readonly open: readonly string[];
}

function grown({ steps, open }: Growing, each: Sketch, index: number): Growing {
  const id = `${each.op}-${index}`;
  const pick = (places: readonly number[]): readonly string[] => [...new Set(places.map((place) => open[place % open.length] ?? ''))];
  const step = stepOf(each, id, pick(each.inputs), pick(each.others));
  const made = step.op === 'select' ? [`${id}.match`, `${id}.rest`] : step.op === 'alert' || step.op === 'output' ? [] : [id];
  return { steps: [...steps, step], open: [...open, ...made] };
}

function stepOf({ op, key, when, spans: [one, two], aggregates, shape, flag }: Sketch, id: string, input: readonly string[], others: readonly string[]): Step {
  const base = { id, node: id, input };
  const into = (at: number): Field => number(`${id}.n${at}`);
  switch (op) {
    case 'select':
      return { ...base, op, branches: [{ port: 'match', when, ...(flag ? { reason: [`${id} saw `, { field: 'amount' }] } : {}) }] };
    case 'project':
      return { ...base, op, changes: [{ set: into(0), to: call('add', ref('amount'), constant(one)) }, ...(flag ? [{ reason: [id], when }] : [])] };
    case 'merge':
      return { ...base, op, ...(flag ? { source: { field: { name: `${id}.from`, type: 'text' as const }, names: input } } : {}) };
    case 'rolling':
      return { ...base, op, key, features: aggregates.map((each, at) => ({ ...each, into: into(at) })) };
    case 'window': {
      const summed: readonly Aggregate[] = aggregates
        .filter(({ fn }) => fn !== 'sincePrevious')
        .map(({ fn, of, where }, at) => ({ fn, of, where, into: into(at) }));
      return { ...base, op, key, shape, aggregates: summed, start: time(`${id}.start`), end: time(`${id}.end`) };
    }
    case 'join':
      return {
        id, node: id, op, left: input, right: others, on: key.map((name) => ({ left: name, right: name })), from: -one, to: two, mode: flag ? 'outer' : 'inner',
        fields: [...fields.map((field) => ({ side: 'left' as const, name: field.name, field })), { side: 'right', name: 'amount', field: number(`${id}.amount`, 2) }],
        time: time(`${id}.time`),
      };
    case 'dedupe':
      return { ...base, op, key, period: one };
    case 'sequence': {
      const part = (refs: readonly string[], condition: Expr, kept: readonly Field[]): SequencePart => ({ input: refs, key, when: condition, fields: kept.map((field) => ({ name: field.name, field })) });
      return { id, node: id, op, steps: [part(input, boolean(true), fields), part(others, when, [])], within: two, absent: flag, ...(flag ? { time: time(`${id}.time`) } : {}) };
    }
    case 'alert':
      return {
        ...base, op, key, severity: 'low', title: [id], message: [{ field: 'amount' }, ' ', { field: 'reasons' }], channels: [], ...(flag ? { suppress: { period: two } } : {}),
      };
    case 'output':
      return { ...base, op, target: { type: 'file', settings: {} } };
  }
}

type Move =
  | { readonly type: 'event'; readonly source: number; readonly at: number; readonly id: string; readonly card: string | null; readonly amount: number | null }
  | { readonly type: 'advance'; readonly source: number; readonly at: number }
  | { readonly type: 'idle'; readonly source: number };

function move(): fc.Arbitrary<Move> {
  const at = fc.oneof(fc.nat(12), fc.nat(12_000).map((ms) => ms / 1000));
  const event = fc.record({
    type: fc.constant('event' as const), source: fc.nat(2), at, id: fc.constantFrom('a', 'b', 'c'),
    card: fc.constantFrom('c-1', 'c-2', null), amount: fc.constantFrom(null, 0, -1.5, 2, 0.1, 1e14, 9e14),
  });
  return fc.oneof(
    { weight: 20, arbitrary: event },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('advance' as const), source: fc.nat(2), at }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('idle' as const), source: fc.nat(2) }) },
  );
}

function arrivalOf(each: Move, sources: number): Arrival {
  const id = `s${each.source % sources}`;
  if (each.type === 'idle') return { idle: id };
  if (each.type === 'advance') return { advance: id, to: second(each.at) };
  return { source: id, row: { id: each.id, at: second(each.at), card: each.card, amount: each.amount } };
}
