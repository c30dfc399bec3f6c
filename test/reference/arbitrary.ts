import fc from 'fast-check';
import { rowFromJson } from '../../src/data/contract.ts';
import type { Field } from '../../src/data/field.ts';
import { boolean, call, field as ref, list, number as constant, text } from '../../src/logic/expr.ts';
import type { Expr } from '../../src/logic/expr.ts';
import { aggregateNames } from '../../src/plan/plan.ts';
import type { Aggregate, Plan, RollingFeature, SequencePart, Step, WindowShape } from '../../src/plan/plan.ts';
import type { Arrival } from './arrive.ts';
import { fields as few, number, plan, second, source, time } from './testing.ts';

const fields: readonly Field[] = [...few, { name: 'city', type: 'text' }, { name: 'tags', type: 'list' }, { name: 'vip', type: 'boolean' }];

const span = fc.constantFrom(1, 1000, 2000, 5000, 10_000);

/**
 * Random plans over random streams: several sources, ties, diamonds, missing values, late and out-of-order events, idle
 * sources. Every field that a step makes has a name of its own, so that rows can meet by any paths.
 */
export const planAndArrivals = plansOver({ events: 40, seconds: 12, cards: 2 });
/** The same with many keys and long streams. */
export const planAndManyArrivals = plansOver({ events: 600, seconds: 90, cards: 60 });

interface Length {
  readonly events: number;
  readonly seconds: number;
  readonly cards: number;
}

function plansOver(length: Length): fc.Arbitrary<{ readonly plan: Plan; readonly arrivals: readonly Arrival[] }> {
  return fc.record({
    sources: fc.array(fc.record({ lateness: fc.constantFrom(1, 3000, 6000, 60_000), named: fc.boolean(), timed: fc.nat(9).map((at) => at > 0) }), { minLength: 1, maxLength: 3 }),
    sketches: fc.array(sketch(), { minLength: 2, maxLength: 8, size: 'max' }),
    moves: fc.array(move(length), { minLength: length.events > 100 ? length.events / 2 : 0, maxLength: length.events, size: 'max' }),
  }).map(({ sources, sketches, moves }) => {
    const first = sources.map(({ lateness, named, timed }, index) =>
      source(`s${index}`, { fields, lateness, ...(named ? {} : { key: undefined }), ...(timed ? {} : { time: undefined }) }),
    );
    const open = first.map(({ id, time: timed }) => ({ ref: `${id}.events`, timed: timed !== undefined }));
    const { steps } = sketches.reduce(grown, { steps: first, open });
    return { plan: plan(...steps), arrivals: moves.map((each) => arrivalOf(each, sources.length)) };
  });
}

/** Events with a time and nothing wrong, in two orders, and a plan that waits for them all. */
export const planAndOrders = planAndArrivals.chain(({ plan: impatient, arrivals }) => {
  const steps = impatient.steps.map((step) => (step.op === 'source' ? { ...step, lateness: Infinity } : step));
  const timed = new Set(steps.flatMap((step) => (step.op === 'source' && step.time !== undefined ? [step.id] : [])));
  const events = arrivals.filter((each) => 'source' in each && timed.has(each.source) && rowFromJson(each.row, fields).rejections.length === 0);
  return fc.record({ plan: fc.constant({ ...impatient, steps }), events: fc.constant(events), other: fc.shuffledSubarray(events, { minLength: events.length }) });
});

interface Sketch {
  readonly op: 'select' | 'project' | 'merge' | 'rolling' | 'window' | 'join' | 'dedupe' | 'sequence' | 'lookup' | 'alert' | 'output';
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
    fc.constant(call('eq', ref('city'), text('x'))),
    fc.constant(call('or', call('has', ref('tags'), text('a')), ref('vip'))),
    fc.constant(call('notIn', ref('city'), list(['x', 'y']))),
    fc.constant(call('gt', call('divide', constant(1), ref('amount')), constant(0))),
    fc.constant({ kind: 'raw' as const, logic: { or: [{ '==': [{ var: 'city' }, 'x'] }, { '>': [{ var: 'amount' }, '1'] }] } }),
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
    op: fc.constantFrom('select', 'project', 'merge', 'rolling', 'window', 'join', 'dedupe', 'sequence', 'lookup', 'alert', 'output'),
    inputs: places, others: places, key: fc.constantFrom(['card'], ['amount'], ['vip'], ['card', 'amount'], ['tags', 'city'], []), when, spans: fc.tuple(span, span),
    aggregates: fc.array(fc.tuple(aggregate, fc.constantFrom('city', 'tags', 'vip', 'at')).map(([each, of]) => looking(each, of)), { minLength: 1, maxLength: 4 }),
    shape, flag: fc.boolean(),
  });
}

type Looking = Omit<RollingFeature, 'into'>;

function looking(each: Looking, of: string): Looking {
  if (each.fn === 'count' || each.fn === 'sincePrevious') return each;
  return { ...each, of: each.fn === 'distinct' || each.fn === 'first' || each.fn === 'last' ? of : 'amount' };
}

interface Growing {
  readonly steps: readonly Step[];
  /** Streams that steps may read. */
  readonly open: readonly { readonly ref: string; readonly timed: boolean }[];
}

/** What rows without a time can go through. */
const timeless: ReadonlySet<string> = new Set(['select', 'project', 'lookup', 'alert', 'output']);

function grown({ steps, open }: Growing, each: Sketch, index: number): Growing {
  const id = `${each.op}-${index}`;
  const free = timeless.has(each.op) && !(each.op === 'alert' && each.flag) ? open : open.filter(({ timed }) => timed);
  const timed = free[(each.inputs[0] ?? 0) % Math.max(free.length, 1)]?.timed;
  const fitting = free.filter((stream) => stream.timed === timed);
  if (fitting.length === 0 || timed === undefined) return { steps, open };
  const pick = (places: readonly number[]): readonly string[] => [...new Set(places.map((place) => fitting[place % fitting.length]?.ref ?? ''))];
  const step = stepOf(each, id, pick(each.inputs), pick(each.others));
  const made = step.op === 'select' ? [`${id}.match`, `${id}.rest`] : step.op === 'alert' || step.op === 'output' ? [] : [id];
  return { steps: [...steps, step], open: [...open, ...made.map((name) => ({ ref: name, timed }))] };
}

function stepOf({ op, key, when, spans: [one, two], aggregates, shape, flag }: Sketch, id: string, input: readonly string[], others: readonly string[]): Step {
  const base = { id, node: id, input };
  const into = (at: number): Field => number(`${id}.n${at}`);
  const result = (at: number, { fn, of }: Pick<Aggregate, 'fn' | 'of'>): Field => {
    const from = fn === 'first' || fn === 'last' ? fields.find((field) => field.name === of) : undefined;
    return { ...into(at), type: from?.type ?? 'number' };
  };
  switch (op) {
    case 'select':
      return { ...base, op, branches: [{ port: 'match', when, ...(flag ? { reason: [`${id} saw `, { field: 'amount' }] } : {}) }] };
    case 'project':
      return {
        ...base, op,
        changes: [
          { set: into(0), to: call('add', ref('amount'), constant(one)) },
          { set: { name: `${id}.text`, type: 'text' }, to: call('if', when, call('concat', ref('city'), text('!')), call('lower', ref('id'))) },
          ...(flag ? [{ reason: [id, { field: `${id}.text` }], when }, { rename: `${id}.n0`, field: into(1) }] : [{ drop: `${id}.text` }, { set: into(2), to: call('multiply', ref(`${id}.n0`), constant(2)) }]),
        ],
      };
    case 'merge':
      return { ...base, op, ...(flag ? { source: { field: { name: `${id}.from`, type: 'text' as const }, names: input } } : {}) };
    case 'rolling':
      return { ...base, op, key, features: aggregates.map((each, at) => ({ ...each, into: result(at, each) })) };
    case 'window': {
      const summed: readonly Aggregate[] = aggregates
        .filter(({ fn }) => fn !== 'sincePrevious')
        .map(({ fn, of, where }, at) => ({ fn, of, where, into: result(at, { fn, of }) }));
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
    case 'lookup':
      return {
        ...base, op, on: [{ field: 'card', column: 'card' }], add: [{ column: 'limit', field: number(`${id}.limit`) }],
        table: { type: 'inline', columns: [{ name: 'card', type: 'text' }, { name: 'limit', type: 'number' }], rows: [['c-2', 5], ['c-2', 7], [null, 1], ['c-3', 'x']] },
        ...(flag ? { found: { name: `${id}.found`, type: 'boolean' as const } } : {}),
      };
    case 'alert':
      return {
        ...base, op, key, severity: 'low', title: [id], message: [{ field: 'amount' }, ' ', { field: 'reasons' }], channels: [], ...(flag ? { suppress: { period: two } } : {}),
      };
    case 'output':
      return {
        ...base, op, target: { type: 'file', settings: {} },
        ...(flag ? { fields: ['card', 'tags'], outcome: { type: 'tag', values: [{ name: 'double', to: call('add', ref('amount'), ref('amount')) }, { name: 'where', to: ref('city') }] } } : {}),
      };
  }
}

type Move =
  | { readonly type: 'event'; readonly source: number; readonly at: number; readonly row: Readonly<Record<string, unknown>> }
  | { readonly type: 'advance'; readonly source: number; readonly at: number }
  | { readonly type: 'idle'; readonly source: number };

function move({ seconds, cards }: Length): fc.Arbitrary<Move> {
  const at = fc.oneof(fc.nat(seconds), fc.nat(seconds * 1000).map((ms) => ms / 1000));
  const card = fc.oneof({ weight: cards, arbitrary: fc.nat(cards - 1).map((number) => `c-${number + 1}`) }, { weight: 1, arbitrary: fc.constant(null) });
  const event = fc.record({
    type: fc.constant('event' as const), source: fc.nat(2), at,
    row: fc.record({
      id: fc.constantFrom('a', 'b', 'c'), card, city: fc.constantFrom('x', 'y', '', null),
      tags: fc.constantFrom(['a'], ['b', 'a'], [], null), vip: fc.constantFrom(true, false, null),
      // The last of these break the contract.
      amount: fc.oneof({ weight: 20, arbitrary: fc.constantFrom(null, 0, -1.5, 2, 0.1, 1e14, 9e14) }, { weight: 1, arbitrary: fc.constantFrom('x', 0.125) }),
    }),
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
  if (each.type === 'advance') return { advance: id, to: each.at === 12 ? Infinity : second(each.at) };
  return { source: id, row: { ...each.row, at: second(each.at) }, line: Math.ceil(each.at) };
}
