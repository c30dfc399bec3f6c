import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../support/runs.ts';
import { planAndArrivals, planAndOrders } from './arbitrary.ts';
import { runReference } from './run.ts';

/** What must hold of every plan, tried on random ones. */

test('what happened while the input went on is how every end of it begins', () => {
  fc.assert(
    fc.property(planAndArrivals, fc.nat(), ({ plan, arrivals }, cut) => {
      const soFar = runReference(plan, arrivals.slice(0, cut % (arrivals.length + 1)), { finish: false });
      const whole = runReference(plan, arrivals);
      for (const [ref, rows] of soFar.streams) expect(rows, ref).toEqual((whole.streams.get(ref) ?? []).slice(0, rows.length));
      const known = new Map(whole.alerts.map((alert) => [alert.id, alert]));
      for (const alert of soFar.alerts) expect(alert).toEqual(known.get(alert.id));
    }),
    runs(200),
  );
});

test('the order of arrival never counts within lateness', () => {
  fc.assert(
    fc.property(planAndOrders, ({ plan, events, other }) => {
      expect(runReference(plan, other)).toEqual(runReference(plan, events));
    }),
    runs(100),
  );
});

test('each event is accepted, late or rejected, and every row and alert has an id of its own', () => {
  fc.assert(
    fc.property(planAndArrivals, ({ plan, arrivals }) => {
      const { sources, counts, streams, alerts } = runReference(plan, arrivals);
      for (const [id, { read }] of Object.entries(sources)) {
        expect((counts[`${id}.events`] ?? 0) + (counts[`${id}.late`] ?? 0) + (counts[`${id}.rejected`] ?? 0)).toBe(read);
      }
      for (const [ref, rows] of streams) expect(new Set(rows.map((row) => row.id)).size, ref).toBe(rows.length);
      expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length);
    }),
    runs(200),
  );
});
