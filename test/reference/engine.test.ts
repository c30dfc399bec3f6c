import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { runs } from '../support/runs.ts';
import { planAndArrivals, planAndManyArrivals, planAndOrders } from './arbitrary.ts';
import { runEngine, toldAlike } from './drive.ts';
import type { EngineRun } from './drive.ts';
import { runReference } from './run.ts';
import type { ReferenceRun } from './run.ts';

/**
 * The engine is held to the reference on random plans over random streams: with ties, diamonds, missing values, late and
 * rejected rows, idle sources; cut into any batches, put to sleep and woken up anywhere.
 */

/** Rows without a time are told of when they come, in no order among several sources; all others in the order of time. */
const timelessFirst = <T extends { readonly id: string; readonly time: number | null }>(told: readonly T[]): readonly T[] => [
  ...told.filter(({ time }) => time === null).sort((a, b) => (a.id < b.id ? -1 : 1)),
  ...told.filter(({ time }) => time !== null),
];

function expectSame(plan: Plan, engine: EngineRun, reference: ReferenceRun): void {
  const { alerts, outputs, streams } = toldAlike(plan, reference);
  for (const ref of new Set([...Object.keys(streams), ...Object.keys(engine.streams)])) {
    expect(timelessFirst(engine.streams[ref] ?? []), ref).toEqual(timelessFirst(streams[ref] ?? []));
  }
  const alike = engine.alerts.map(({ channels: _channels, row: _row, ...alert }) => alert);
  for (const { node } of plan.steps) {
    expect(timelessFirst(ofNode(alike, node))).toEqual(timelessFirst(ofNode(alerts, node)));
    expect(timelessFirst(ofNode(engine.outputs, node))).toEqual(timelessFirst(ofNode(outputs, node)));
  }
  const { statistics } = engine;
  for (const [id, { read, reasons }] of Object.entries(reference.sources)) {
    expect(statistics.sources[id]).toMatchObject({ read, rejections: reasons });
  }
  for (const [ref, count] of Object.entries(reference.counts)) expect(statistics.rows[ref] ?? 0, ref).toBe(count);
  expect(withoutZeros(statistics.unreported)).toEqual(withoutZeros(reference.unreported));
  expect(withoutZeros(statistics.keyless)).toEqual(withoutZeros(reference.keyless));
  expect(withoutZeros(statistics.lost)).toEqual(withoutZeros(reference.lost));
}

/** Parts of a plan that no row connects go on by themselves: what they tell of is put in order by who listens. */
const ofNode = <T extends { readonly node: string }>(told: readonly T[], node: string): readonly T[] => told.filter((each) => each.node === node);

const withoutZeros = (counts: Readonly<Record<string, number>>): unknown => Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

const sizesOf = fc.array(fc.nat(6), { maxLength: 8 });
const napsOf = fc.array(fc.nat(20), { maxLength: 8 });

test('the engine does what the reference does, however the input is cut', () => {
  fc.assert(
    fc.property(planAndArrivals, sizesOf, ({ plan, arrivals }, sizes) => {
      expectSame(plan, runEngine(plan, arrivals, { sizes }), runReference(plan, arrivals));
    }),
    runs(400),
  );
});

test('so it does over many keys and long streams', () => {
  fc.assert(
    fc.property(planAndManyArrivals, sizesOf.map((sizes) => sizes.map((size) => size * 20)), ({ plan, arrivals }, sizes) => {
      expectSame(plan, runEngine(plan, arrivals, { sizes }), runReference(plan, arrivals));
    }),
    runs(25),
  );
});

test('what is not told of before the end is what the reference has not released', () => {
  fc.assert(
    fc.property(planAndArrivals, sizesOf, ({ plan, arrivals }, sizes) => {
      const { alerts, streams } = runEngine(plan, arrivals, { sizes, finish: false });
      const reference = runReference(plan, arrivals, { finish: false });
      const alike = toldAlike(plan, reference);
      for (const ref of new Set([...Object.keys(alike.streams), ...Object.keys(streams)])) {
        expect(timelessFirst(streams[ref] ?? []), ref).toEqual(timelessFirst(alike.streams[ref] ?? []));
      }
      expect(alerts.map(({ id }) => id).sort()).toEqual(alike.alerts.map(({ id }) => id).sort());
    }),
    runs(150),
  );
});

test('an engine that is written down and woken up goes on as if nothing had been', () => {
  fc.assert(
    fc.property(planAndArrivals, sizesOf, napsOf, ({ plan, arrivals }, sizes, naps) => {
      const awake = runEngine(plan, arrivals, { sizes, watch: false });
      const rested = runEngine(plan, arrivals, { sizes, naps, watch: false });
      expect(told(plan, rested)).toBe(told(plan, awake));
    }),
    runs(250),
  );
});

test('the order of arrival never shows within lateness, to the byte', () => {
  fc.assert(
    fc.property(planAndOrders, sizesOf, ({ plan, events, other }, sizes) => {
      expect(told(plan, runEngine(plan, other, { sizes, watch: false }))).toBe(told(plan, runEngine(plan, events, { watch: false })));
    }),
    runs(150),
  );
});

/** Alerts and outputs of each node, to the byte. Rows without a time are told of as they come, whatever is released meanwhile. */
const told = ({ steps }: Plan, { alerts, outputs }: EngineRun): string =>
  JSON.stringify(
    steps.flatMap(({ node }) => [ofNode(alerts, node), ofNode(outputs, node)].map((all) => [all.filter(({ time }) => time === null), all.filter(({ time }) => time !== null)])),
    null,
    1,
  );
