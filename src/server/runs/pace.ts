/** How fast a run is: events a second of late, and how long results take. */
export interface Pace {
  readonly took: (events: number, at: number) => void;
  readonly waited: (milliseconds: number, times: number) => void;
  readonly rate: (now: number) => number;
  readonly latency: () => { readonly p50: number; readonly p95: number; readonly p99: number } | undefined;
}

const span = 10_000;
const samples = 4096;

export function pace(): Pace {
  let lately: { readonly at: number; readonly events: number }[] = [];
  const waits = new Float64Array(samples);
  let [next, known] = [0, 0];
  return {
    took: (events, at) => {
      if (events === 0) return;
      lately.push({ at, events });
      if (lately.length > 20_000) lately = lately.filter((each) => each.at > at - span);
    },
    waited: (milliseconds, times) => {
      for (let each = 0; each < Math.min(times, samples); each += 1) {
        waits[next] = milliseconds;
        next = (next + 1) % samples;
        known = Math.min(samples, known + 1);
      }
    },
    rate: (now) => {
      lately = lately.filter((each) => each.at > now - span);
      return lately.reduce((sum, { events }) => sum + events, 0) / (span / 1000);
    },
    latency: () => {
      if (known === 0) return undefined;
      const sorted = waits.slice(0, known).sort();
      const at = (share: number): number => Math.round((sorted[Math.min(known - 1, Math.floor(known * share))] ?? 0) * 1000) / 1000;
      return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
    },
  };
}
