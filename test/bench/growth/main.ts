import { createEngine } from '../../../src/engine/engine.ts';
import { median } from '../shared/measure.ts';
import { settings, tell } from '../shared/section.ts';
import { makeEvents, perKey, planFor, windowOf } from './events.ts';
import { newRings } from './ring.ts';

/** Whether an event costs the same, however many came before it and however many keys there are. */

const { scale, rounds } = settings();
const scaled = (count: number): number => Math.round(count * scale);

interface Cost {
  readonly ns: number;
  readonly ringNs: number;
  readonly bytes: number;
  readonly keys: number;
}

/** Milliseconds of processor time: what else the machine does shows less in it than in the time of the day. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Rolling features over so many events. The first ones may be left out: until the frames are full, and the code is warm. */
function costOf(events: number, keys: number, unmeasured: number): Cost {
  const engine = createEngine(planFor(keys));
  const ring = newRings(keys, windowOf(keys));
  let [own, ringTime, measured, seen] = [0, 0, 0, 0];
  globalThis.gc?.();
  for (const made of makeEvents(events, keys)) {
    const before = worked();
    engine.push('payments', { batch: made.batch, rejected: [] });
    const between = worked();
    ring(made);
    const after = worked();
    seen += made.batch.length;
    if (seen <= unmeasured) continue;
    own += between - before;
    ringTime += after - between;
    measured += made.batch.length;
  }
  const { state } = engine.statistics();
  const { bytes = 0, keys: kept = 0 } = state['habits'] ?? {};
  return { ns: (own / measured) * 1e6, ringNs: (ringTime / measured) * 1e6, bytes, keys: kept };
}

function repeated(events: number, keys: number, unmeasured: number, times: number): Cost {
  const costs = Array.from({ length: times }, () => costOf(events, keys, unmeasured));
  const [first] = costs;
  return { ns: median(costs.map(({ ns }) => ns)), ringNs: median(costs.map(({ ringNs }) => ringNs)), bytes: first?.bytes ?? 0, keys: first?.keys ?? 0 };
}

// A short run would else be mostly a matter of code that is not yet warm.
for (let run = 0; run < 10; run += 1) costOf(scaled(100_000), 10_000, 0);

const byEvents = [100_000, 1_000_000, 10_000_000].map((events) => {
  const { ns } = repeated(scaled(events), 10_000, 0, events > 1_000_000 ? 1 : events > 100_000 ? rounds : rounds * 5);
  return { events: scaled(events), keys: 10_000, 'ns/event': ns };
});

const byKeys = [100, 1000, 10_000, 100_000, 1_000_000].map((wanted) => {
  const keys = scaled(wanted);
  const filling = Math.max(keys * (perKey + 3), scaled(1_000_000));
  const { ns, ringNs, bytes, keys: kept } = repeated(filling + scaled(1_000_000), keys, filling, Math.min(rounds, wanted > 100_000 ? 1 : 3));
  return { keys, 'ns/event': ns, 'ring buffer, ns/event': ringNs, 'bytes/key': bytes / Math.max(kept, 1), 'bytes/event kept': bytes / (keys * perKey) };
});

tell({
  growth: [
    { title: 'Growth with the events: count, sum, max and distinct over a frame of about 5 events a key', points: byEvents },
    { title: 'Growth with the keys, frames full; beside a loop for sum and count over ring buffers', points: byKeys },
  ],
});
