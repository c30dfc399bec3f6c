import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { planAndArrivals } from '../../../test/reference/arbitrary.ts';
import { arrive } from '../../../test/reference/arrive.ts';
import type { Arrival } from '../../../test/reference/arrive.ts';
import { event, plan, second, source } from '../../../test/reference/testing.ts';
import { runReference } from '../../../test/reference/run.ts';
import { tell } from '../../../test/support/tell.ts';
import type { Row } from '../../data/field.ts';
import type { Plan } from '../../plan/plan.ts';
import { createEngineOf } from '../engine.ts';
import { shown } from '../testing.ts';

/** What leaves the sources of a plan whose other steps do nothing but connect them. */

interface Seen {
  readonly t: number | null;
  readonly id: string;
  readonly row: Row;
}

function sourcesOf(of: Plan, arrivals: readonly Arrival[], cuts: readonly number[], resume: number): ReadonlyMap<string, readonly Seen[]> {
  const seen = new Map<string, Seen[]>();
  const watch = (ref: string) => (flow: Parameters<typeof shown>[0]) => void seen.set(ref, [...(seen.get(ref) ?? []), ...shown(flow)]);
  const open = (snapshot?: Uint8Array) => createEngineOf(of, { listener: { watch }, snapshot }, () => ({ run: () => [] }));
  let engine = open();
  tell(() => engine, of, arrivals, cuts, (at) => {
    if (at === resume) engine = open(engine.snapshot());
  });
  engine.finish();
  const { sources, rows } = engine.statistics();
  for (const [id, { read, accepted, late, rejected, waiting }] of Object.entries(sources)) {
    expect(read).toBe(accepted + late + rejected);
    expect(waiting).toBe(0);
    expect([rows[`${id}.events`], rows[`${id}.late`], rows[`${id}.rejected`]]).toEqual([accepted, late, rejected]);
  }
  return seen;
}

test('what arrives is judged and ordered as the reference does, however it is cut and wherever it is resumed', () => {
  fc.assert(
    fc.property(planAndArrivals, fc.array(fc.nat(6)), fc.nat(20), ({ plan: of, arrivals: unnumbered }, cuts, resume) => {
      const arrivals = unnumbered.map((each, line) => ('source' in each ? { ...each, line } : each));
      const seen = sourcesOf(of, arrivals, cuts, resume);
      for (const [id, { events, late, rejected }] of arrive(of, arrivals)) {
        for (const [port, rows] of Object.entries({ events, late, rejected })) {
          const expected = rows.map(({ time, id: own, values }) => ({ t: time, id: own, row: values }));
          expect(seen.get(`${id}.${port}`) ?? [], `${id}.${port}`).toEqual(expected);
        }
      }
    }),
    runs(150),
  );
});

test('what is released has left before the input ends', () => {
  fc.assert(
    fc.property(planAndArrivals, fc.array(fc.nat(6)), ({ plan: of, arrivals }, cuts) => {
      const reference = runReference({ ...of, steps: of.steps.filter(({ op }) => op === 'source' || op === 'merge') }, arrivals, { finish: false });
      const steps = of.steps.filter(({ op }) => op === 'source' || op === 'merge');
      const refs = new Set(steps.flatMap(({ id }) => [id, `${id}.events`]));
      if (steps.some((step) => step.op === 'merge' && step.input.some((ref) => !refs.has(ref)))) return;
      const engine = createEngineOf({ ...of, steps }, {}, () => ({ run: () => [] }));
      tell(() => engine, of, arrivals, cuts);
      const { rows } = engine.statistics();
      for (const step of steps) if (step.op === 'source') expect(rows[`${step.id}.events`]).toBe(reference.counts[`${step.id}.events`]);
    }),
    runs(60, 2),
  );
});

describe('many rows', () => {
  const rows = 18_000;
  /** About as many moments as rows, in an order that is mostly that of time. */
  const jittered = (spread: number, step: number): readonly Arrival[] => {
    let state = 7;
    const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    return Array.from({ length: rows }, (_, index) => ({
      source: 's',
      row: { id: `e${Math.floor(next() * rows)}`, at: second(0) + Math.floor((index * step) / 4) * 4 + Math.floor(next() * spread) * 4, amount: index % 5 },
    }));
  };

  test.each([
    ['in order', 0, 4], ['ties', 0, 1], ['nearly in order', 4, 4], ['far out of order', 30_000, 1], ['one moment', 0, 0],
  ])('%s', (name, spread, step) => {
    const arrivals = jittered(spread, step);
    const { key: _key, ...rest } = source('s', { lateness: 4 * spread });
    const keyed = plan(source('s', { lateness: 4 * spread }));
    for (const of of name === 'ties' ? [keyed, plan(rest)] : [keyed]) {
      const seen: number[] = [];
      const ids: string[] = [];
      const engine = createEngineOf(of, {
        listener: {
          watch: (ref) => (flow) => {
            if (ref !== 's.events') return;
            seen.push(...flow.frame.times);
            for (let row = 0; row < flow.frame.length; row += 1) ids.push(flow.frame.idOf(row));
          },
        },
      }, () => ({ run: () => [] }));
      tell(() => engine, of, arrivals, [2000, 8192, 5000, 1]);
      engine.finish();
      const expected = arrive(of, arrivals).get('s')?.events ?? [];
      expect(seen.length).toBe(expected.length);
      expect(expected.findIndex((row, index) => row.id !== ids[index] || row.time !== seen[index])).toBe(-1);
    }
  });
});

test('rows after the end of their source are late', () => {
  const of = plan(source('s'));
  const reasons: unknown[] = [];
  const engine = createEngineOf(of, { listener: { watch: (ref) => (ref === 's.late' ? (flow) => reasons.push(...shown(flow).map(({ row }) => row['reason'])) : undefined) } }, () => ({ run: () => [] }));
  engine.advance('s', Infinity);
  tell(() => engine, of, [event('s', 'a', 1)], []);
  expect(reasons).toEqual(['too late: the source had already ended']);
});
