import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/runs.ts';
import { compile } from '../../src/compile/compile.ts';
import { parseTime } from '../../src/data/time.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { examples } from '../support/examples.ts';
import type { Arrival } from './arrive.ts';
import { runReference } from './run.ts';

/** What must hold of every graph, tried on the graphs and the events of the examples. */

type Event = Extract<Arrival, { source: string }>;

const day = 86_400_000;

const momentOf = (value: unknown): number => (typeof value === 'string' ? (parseTime(value) ?? 0) : Number(value));

/** The events of all saved tests, each test in weeks of its own, in order of time. */
function eventsOf({ document }: (typeof examples)[number], plan: Plan): readonly Event[] {
  const events = document.tests.flatMap(({ given }, index) =>
    plan.steps.flatMap((step) => {
      if (step.op !== 'source') return [];
      return (given[step.id] ?? []).map((row) => {
        const at = momentOf(row[step.time ?? '']) + index * 70 * day;
        const key = step.key === undefined ? {} : { [step.key]: `${index}-${JSON.stringify(row[step.key])}` };
        return { at, event: { source: step.id, row: { ...row, [step.time ?? '']: at, ...key } } };
      });
    }),
  );
  return events.sort((a, b) => a.at - b.at).map(({ event }) => event);
}

describe.each(examples)('$id', (example) => {
  const { plan } = compile(example.document);
  const patient: Plan = { ...plan, steps: plan.steps.map((step) => (step.op === 'source' ? { ...step, lateness: Infinity } : step)) };
  const prompt: Plan = { ...plan, steps: plan.steps.map((step) => (step.op === 'source' ? { ...step, lateness: 0 } : step)) };
  const events = eventsOf(example, plan);
  const whole = runReference(patient, events);

  test('has alerts to lose, each with an id of its own', () => {
    expect(whole.alerts.length).toBeGreaterThan(1);
    expect(new Set(whole.alerts.map(({ id }) => id)).size).toBe(whole.alerts.length);
  });

  test('the order of arrival never counts', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...events], { minLength: events.length }), (shuffled) => {
        expect(runReference(patient, shuffled)).toEqual(whole);
      }),
      runs(3),
    );
  });

  test('what was told while the input went on is never taken back', () => {
    fc.assert(
      fc.property(fc.nat(events.length), (count) => {
        const soFar = runReference(prompt, events.slice(0, count), { finish: false });
        const known = new Map(whole.alerts.map((alert) => [alert.id, alert]));
        for (const alert of soFar.alerts) expect(alert).toEqual(known.get(alert.id));
        for (const [ref, rows] of soFar.streams) expect(rows).toEqual((whole.streams.get(ref) ?? []).slice(0, rows.length));
      }),
      runs(3),
    );
  });
});
