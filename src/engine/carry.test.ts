import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planAndArrivals, planAndManyArrivals } from '../../test/reference/arbitrary.ts';
import { event, number, plan, second, source } from '../../test/reference/testing.ts';
import type { Arrival } from '../../test/reference/arrive.ts';
import { runs } from '../../test/support/runs.ts';
import { tell } from '../../test/support/tell.ts';
import { call, field, number as constant } from '../logic/expr.ts';
import type { AlertStep, Plan, RollingStep, Step } from '../plan/plan.ts';
import { inputsOf, outputsOf } from '../plan/steps.ts';
import { carryOver, looksBack } from './carry.ts';
import type { Carried } from './carry.ts';
import { nameOfPart, partsOf } from './components.ts';
import type { Alert, Engine, Output } from './contract.ts';
import { createEngine } from './engine.ts';

/** A run that goes on under another plan. */

type Told = { readonly alerts: Alert[]; readonly outputs: Output[] };

function listening(of: Plan, told: Told, snapshot?: Uint8Array): Engine {
  return createEngine(of, { listener: { alert: (each) => told.alerts.push(each), output: (each) => told.outputs.push(each) }, snapshot });
}

/** Runs one plan up to a call and another from there on; tells what came after. */
function runOver(from: Plan, to: Plan, arrivals: readonly Arrival[], sizes: readonly number[], cut: number): { readonly told: Told; readonly carried: Carried; readonly engine: Engine } | undefined {
  const told: Told = { alerts: [], outputs: [] };
  let carried: Carried | undefined;
  let engine = createEngine(from);
  tell(() => engine, from, arrivals, sizes, (at) => {
    if (at !== cut) return;
    carried = carryOver(from, to, engine.snapshot());
    engine = listening(to, told, carried.snapshot);
  });
  if (carried === undefined) return undefined;
  engine.finish();
  return { told, carried, engine };
}

/** The same with one plan all the time. */
function runAll(of: Plan, arrivals: readonly Arrival[], sizes: readonly number[], cut: number): { readonly told: Told; readonly engine: Engine } {
  const told: Told = { alerts: [], outputs: [] };
  const engine = listening(of, told);
  tell(() => engine, of, arrivals, sizes, (at) => {
    if (at === cut) told.alerts.length = told.outputs.length = 0;
  });
  engine.finish();
  return { told, engine };
}

/** Edits of a kind that mostly leaves steps what they were. */
const edits: readonly ((steps: readonly Step[], at: number) => readonly Step[])[] = [
  (steps) => steps.map((step) => (step.op === 'alert' ? { ...step, title: ['other words'], severity: 'high' } : step)),
  (steps, at) => changed(steps, at, 'select', (step) => ({ ...step, branches: step.branches.map((branch) => ({ ...branch, when: call('and', branch.when, call('gt', field('amount'), constant(1))) })) })),
  (steps, at) => changed(steps, at, 'select', (step) => ({ ...step, branches: step.branches.map((branch) => ({ ...branch, reason: ['said otherwise'] })) })),
  (steps, at) => {
    const open = steps.flatMap((step) => (step.op === 'alert' || step.op === 'output' ? [] : outputsOf(step))).filter((ref) => !/\.(late|rejected)$/.test(ref));
    const input = open[at % open.length] ?? '';
    return [
      ...steps,
      { op: 'project', id: 'x-more', node: 'x-more', input: [input], changes: [{ set: number('x-more.n'), to: call('add', field('amount'), constant(1)) }] },
      { op: 'alert', id: 'x-warn', node: 'x-warn', input: ['x-more'], severity: 'low', key: [], title: ['new'], message: [], channels: [] },
    ];
  },
  (steps, at) => {
    const free = steps.filter((step) => step.op !== 'source');
    const gone = new Set([free[at % Math.max(1, free.length)]?.id]);
    return steps.filter((step) => {
      const reads = inputsOf(step).flat().some((ref) => steps.some((maker) => gone.has(maker.id) && outputsOf(maker).includes(ref)));
      if (reads) gone.add(step.id);
      return !gone.has(step.id);
    });
  },
  (steps, at) => changed(steps, at, 'rolling', (step) => ({ ...step, features: step.features.map((feature) => ({ ...feature, window: feature.window + 1000 })) })),
  (steps, at) => changed(steps, at, 'dedupe', (step) => ({ ...step, period: step.period + 1 })),
  (steps, at) => changed(steps, at, 'project', (step) => ({ ...step, changes: [...step.changes, { set: number(`${step.id}.extra`), to: constant(3) }] })),
];

function changed<O extends Step['op']>(steps: readonly Step[], at: number, op: O, change: (step: Extract<Step, { op: O }>) => Step): readonly Step[] {
  const all = steps.filter((step): step is Extract<Step, { op: O }> => step.op === op);
  const one = all[at % Math.max(1, all.length)];
  return one === undefined ? steps : steps.map((step) => (step === one ? change(one) : step));
}

/** The steps that nothing upstream of, or they themselves, has begun empty. */
function whole({ steps }: Plan, { kept }: Carried): ReadonlySet<string> {
  const ids = new Set<string>();
  const makers = new Map(steps.flatMap((step) => outputsOf(step).map((ref) => [ref, step.id] as const)));
  for (const step of steps) {
    const isKept = !looksBack(step) || kept.includes(step);
    if (isKept && inputsOf(step).flat().every((ref) => ids.has(makers.get(ref) ?? ''))) ids.add(step.id);
  }
  return ids;
}

/** Sources that wait for each other judge together what comes too late. */
const partsOfPlan = ({ steps }: Plan): readonly string[] =>
  partsOf(steps).map((places) => nameOfPart(places.flatMap((at) => (steps[at]?.op === 'source' ? [steps[at].id] : [])))).toSorted();

for (const [name, streams, count] of [['random', planAndArrivals, 150], ['long', planAndManyArrivals, 30]] as const) {
  test(`what hangs on steps that are kept goes on as if the new plan had run all the time: ${name} streams`, () => {
    let compared = 0;
    const edit = fc.tuple(fc.nat(edits.length - 1), fc.nat(20));
    fc.assert(
      fc.property(streams, fc.array(edit, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(6)), fc.nat(20), ({ plan: from, arrivals }, changes, sizes, cut) => {
        const to: Plan = { ...from, steps: changes.reduce((steps, [which, at]) => edits[which]?.(steps, at) ?? steps, from.steps) };
        if (JSON.stringify(partsOfPlan(from)) !== JSON.stringify(partsOfPlan(to))) return;
        const over = runOver(from, to, arrivals, sizes, cut);
        if (over === undefined) return;
        const all = runAll(to, arrivals, sizes, cut);
        const sound = whole(to, over.carried);
        const nodes = new Set(to.steps.flatMap(({ id, node }) => (sound.has(id) ? [node] : [])));
        const ofThose = <T extends { readonly node: string }>(told: readonly T[]): readonly T[] => told.filter(({ node }) => nodes.has(node));
        expect(ofThose(over.told.alerts)).toEqual(ofThose(all.told.alerts));
        expect(ofThose(over.told.outputs)).toEqual(ofThose(all.told.outputs));
        compared += ofThose(over.told.alerts).length + ofThose(over.told.outputs).length;
        const [rows, expected] = [over.engine.statistics().rows, all.engine.statistics().rows];
        for (const step of over.carried.kept) {
          if (!sound.has(step.id) || from.steps.every(({ id }) => id !== step.id)) continue;
          for (const ref of outputsOf(step)) expect(rows[ref], ref).toBe(expected[ref]);
        }
        expect(over.carried.kept.length + over.carried.empty.length).toBe(to.steps.filter(looksBack).length);
      }),
      runs(count),
    );
    expect(compared).toBeGreaterThan(count);
  });
}

const count10: RollingStep = { op: 'rolling', id: 'velocity', node: 'velocity', input: ['s.events'], key: ['card'], features: [{ into: number('many'), fn: 'count', window: 10_000, frame: 'through' }] };
const warn: AlertStep = { op: 'alert', id: 'warn', node: 'warn', input: ['velocity'], severity: 'low', key: ['card'], title: ['many'], message: [], channels: [], suppress: { period: 5000 } };
const base = plan(source('s', { lateness: 0 }), count10, warn);
const held = (of: Plan, arrivals: readonly Arrival[] = [event('s', 'a', 1, { card: 'c' }), event('s', 'b', 2, { card: 'c' })]): Uint8Array => {
  const engine = createEngine(of);
  tell(() => engine, of, arrivals, [9]);
  return engine.snapshot();
};
const saidOf = ({ kept, empty }: Carried): unknown => ({ kept: kept.map(({ id }) => id), empty: empty.map(({ step, why, holds, lost }) => [step.id, why.type, ...(holds === undefined ? [] : [holds]), ...(lost === undefined ? [] : [`lost ${lost}`])]) });
const over = (to: Plan): unknown => saidOf(carryOver(base, to, held(base)));

describe('what is kept, and what begins empty', () => {
  test('all of a plan that has not changed, to the byte', () => {
    const bytes = held(base);
    expect(carryOver(base, structuredClone(base), bytes).snapshot).toEqual(bytes);
    const renamed = { ...base, steps: base.steps.map((step) => (step.op === 'alert' ? { ...step, title: ['more than usual'] } : step)) };
    const there = carryOver(base, renamed, bytes).snapshot;
    expect(carryOver(renamed, base, there).snapshot).toEqual(bytes);
  });

  test('a longer window, and what is held back by it', () => {
    const longer = { ...count10, features: count10.features.map((each) => ({ ...each, window: 20_000 })) };
    expect(over(plan(source('s', { lateness: 0 }), longer, warn))).toEqual({ kept: ['s', 'warn'], empty: [['velocity', 'settings', 20_000]] });
  });

  test('what has another rule before it, which is named', () => {
    const large: Step = { op: 'select', id: 'large', node: 'Large', input: ['s.events'], branches: [{ port: 'match', when: call('gt', field('amount'), constant(5)) }] };
    const carried = carryOver(base, plan(source('s', { lateness: 0 }), large, { ...count10, input: ['large.match'] }, warn), held(base));
    expect(saidOf(carried)).toEqual({ kept: ['s'], empty: [['velocity', 'upstream', 10_000], ['warn', 'upstream', 5000]] });
    expect(carried.empty[0]?.why).toEqual({ type: 'upstream', nodes: ['Large'] });
  });

  test('nothing of a source with another contract, nor of what hangs on it; rows that waited are lost', () => {
    expect(over(plan(source('s', { lateness: 60_000 }), count10, warn))).toEqual({ kept: [], empty: [['s', 'settings', 'lost 1'], ['velocity', 'upstream', 10_000], ['warn', 'upstream', 5000]] });
  });

  test('all that fields which nobody asks for, other names and new rules do not concern', () => {
    const extra: Step = { op: 'project', id: 'p', node: 'p', input: ['s.events'], changes: [{ set: number('double'), to: call('add', field('amount'), field('amount')) }] };
    const renamed = { ...count10, id: 'v2', node: 'v2', input: ['p'], features: count10.features.map((each) => ({ ...each, into: number('lots') })) };
    const other: Step = { ...warn, id: 'other', node: 'other', input: ['v2'] };
    const to = plan(source('s', { lateness: 0 }), extra, renamed, { ...warn, input: ['v2'] }, other);
    expect(over(to)).toEqual({ kept: ['s', 'v2', 'warn'], empty: [['other', 'new', 5000]] });
  });
});

test('sources that come to wait for each other go on from the one that is further behind', () => {
  const two = (...more: readonly Step[]): Plan => plan(source('s', { lateness: 0 }), source('t', { lateness: 0 }), count10, warn, ...more);
  const engine = createEngine(two());
  tell(() => engine, two(), [event('s', 'a', 1, { card: 'c' }), event('s', 'b', 20, { card: 'c' }), event('t', 'x', 5, { card: 'c' })], [9]);
  const both = two({ op: 'merge', id: 'both', node: 'both', input: ['s.events', 't.events'] }, { ...warn, id: 'any', node: 'any', input: ['both'], suppress: undefined });
  const told: Told = { alerts: [], outputs: [] };
  const next = listening(both, told, carryOver(two(), both, engine.snapshot()).snapshot);
  tell(() => next, both, [event('s', 'late', 12, { card: 'c' }), event('t', 'y', 19, { card: 'c' }), event('s', 'c', 21, { card: 'd' })], [9]);
  next.finish();
  expect(told.alerts.flatMap(({ node, event: { id } }) => (node === 'any' ? [id] : []))).toEqual(['x', 'y', 'b', 'c']);
  expect(next.statistics().sources['s']).toMatchObject({ accepted: 3, late: 1 });
  expect(told.alerts.flatMap(({ node, event: { at } }) => (node === 'warn' ? [at] : []))).toEqual([second(20), second(21)]);
});
