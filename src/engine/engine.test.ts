import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planAndArrivals } from '../../test/reference/arbitrary.ts';
import type { Arrival } from '../../test/reference/arrive.ts';
import { runReference } from '../../test/reference/run.ts';
import { tell } from '../../test/support/tell.ts';
import type { Row } from '../data/field.ts';
import type { Plan } from '../plan/plan.ts';
import type { Alert, Engine, EngineOptions, Output } from './contract.ts';
import { createEngine } from './engine.ts';
import { shown } from './testing.ts';

/** The whole engine against the plain one. */

interface Seen {
  readonly alerts: readonly Alert[];
  readonly outputs: readonly Output[];
  readonly streams: ReadonlyMap<string, readonly { readonly t: number | null; readonly id: string; readonly row: Row }[]>;
  readonly statistics: ReturnType<Engine['statistics']>;
}

function runEngine(of: Plan, arrivals: readonly Arrival[], sizes: readonly number[], resumes: ReadonlySet<number>, finish = true): Seen {
  const alerts: Alert[] = [];
  const outputs: Output[] = [];
  const streams = new Map<string, { t: number | null; id: string; row: Row }[]>();
  const watch = (ref: string) => (flow: Parameters<typeof shown>[0]): void => {
    streams.set(ref, [...(streams.get(ref) ?? []), ...shown(flow)]);
  };
  const options: EngineOptions = { listener: { alert: (alert) => alerts.push(alert), output: (output) => outputs.push(output), watch } };
  let engine = createEngine(of, options);
  tell(() => engine, of, arrivals, sizes, (call) => {
    if (resumes.has(call)) engine = createEngine(of, { ...options, snapshot: engine.snapshot() });
  });
  if (finish) engine.finish();
  return { alerts, outputs, streams, statistics: engine.statistics() };
}

const longer = Number(process.env['RULELOOM_RUNS'] ?? 1);

/** A field that a row has by none of its paths is missing; the reference has no word for it. */
const whole = (row: Row, like: Row): Row => Object.fromEntries(Object.keys(like).map((name) => [name, row[name] ?? null]));

test('random plans over random streams give what the plain engine gives, however they are cut and resumed', () => {
  fc.assert(
    fc.property(planAndArrivals, fc.array(fc.nat(6)), fc.uniqueArray(fc.nat(20)), fc.boolean(), ({ plan: of, arrivals: unnumbered }, sizes, resumes, finish) => {
      const arrivals = unnumbered.map((each, line) => ('source' in each ? { ...each, line } : each));
      const reference = runReference(of, arrivals, { finish });
      const { alerts, outputs, streams, statistics } = runEngine(of, arrivals, sizes, new Set(resumes), finish);
      const inAnyOrder = meetsWithoutTime(of);
      for (const [ref, rows] of reference.streams) {
        const seen = streams.get(ref) ?? [];
        const expected = rows.map(({ time, id, values }, index) => ({ t: time, id, row: whole(values, seen[index]?.row ?? {}) }));
        expect(inAnyOrder ? byId(seen) : seen, ref).toEqual(inAnyOrder ? byId(expected) : expected);
      }
      const ofNode = <T extends { readonly node: string }>(all: readonly T[], node: string): readonly T[] => all.filter((each) => each.node === node);
      for (const { node } of of.steps) {
        const raised = ofNode(alerts, node).map(({ row: _row, channels: _channels, ...alert }) => alert);
        const awaited = ofNode(reference.alerts, node);
        expect(inAnyOrder ? byId(raised) : raised, node).toEqual(inAnyOrder ? byId(awaited) : awaited);
        const [sent, expected] = [ofNode(outputs, node), ofNode(reference.outputs, node)];
        expect(inAnyOrder ? byId(sent) : sent, node).toEqual(inAnyOrder ? byId(expected) : expected);
      }
      expect(statistics.rows).toEqual(reference.counts);
      expect(nonZero(statistics.keyless)).toEqual(nonZero(reference.keyless));
      // Summaries of windows that are still open have lost nothing yet.
      if (finish) expect(nonZero(statistics.lost)).toEqual(nonZero(reference.lost));
      expect(nonZero(statistics.unreported)).toEqual(nonZero(reference.unreported));
    }),
    { seed: 1, numRuns: 150 * longer },
  );
}, 60_000 * longer);

const nonZero = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

/** Rows without a time wait for nothing: how they stand to those of other sources is left to how they come. */
function meetsWithoutTime({ steps }: Plan): boolean {
  const sources = steps.filter((step) => step.op === 'source');
  return sources.length > 1 && sources.some((step) => step.time === undefined);
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
