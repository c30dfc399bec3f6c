import { asClocksShow } from '../../data/zones.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import type { AlertTimes } from '../state/contract/run.ts';
import { cutTime, lengths, stretchAt } from './time-bars.ts';

export type BySeverity = Record<AlertSeverity, number>;

export const noSeverities = (): BySeverity => ({ low: 0, medium: 0, high: 0, critical: 0 });

/** When alerts were sent, in bounded memory: the longer it goes on, the coarser. */
export interface TimeTally {
  readonly add: (time: number, severity: AlertSeverity) => void;
  /** Over the time from the first to the last of them, and over all of this one; undefined where none has a time. */
  readonly told: (span: readonly [from: number, to: number] | undefined) => AlertTimes | undefined;
}

/** Each is made of whole stretches of those before, as clocks show them. */
const grains = [lengths.second, lengths.minute, lengths.hour, lengths.day] as const;

/** Stretches of more than that are put together. So it stays finer than what is drawn of it. */
const most = 2000;

interface Stretch {
  /** The first moment that was counted in it: clocks that go back show a time twice. */
  readonly first: number;
  readonly counts: BySeverity;
}

export function tallyTimes(zone: string): TimeTally {
  let grain = 0;
  let stretches = new Map<number, Stretch>();
  let [first, last] = [Infinity, -Infinity];

  const put = (into: Map<number, Stretch>, time: number, counts: Readonly<BySeverity>): void => {
    const place = Math.floor(asClocksShow(time, zone) / (grains[grain] ?? lengths.day));
    const known = into.get(place);
    if (known === undefined) into.set(place, { first: time, counts: { ...counts } });
    else addTo(known.counts, counts);
  };

  const coarsen = (): void => {
    grain += 1;
    const coarser = new Map<number, Stretch>();
    for (const { first: time, counts } of stretches.values()) put(coarser, time, counts);
    stretches = coarser;
  };

  return {
    add: (time, severity) => {
      if (time < first) first = time;
      if (time > last) last = time;
      put(stretches, time, ones[severity]);
      while (stretches.size > most && grain < grains.length - 1) coarsen();
    },
    told: (span) => {
      if (first > last) return undefined;
      const { step, edges } = cutTime(Math.min(first, span?.[0] ?? first), Math.max(last, span?.[1] ?? last), zone);
      const counts = Array.from({ length: edges.length - 1 }, noSeverities);
      for (const stretch of stretches.values()) {
        const bar = counts[stretchAt(edges, stretch.first)];
        if (bar !== undefined) addTo(bar, stretch.counts);
      }
      return { step, edges, counts };
    },
  };
}

const ones = {
  low: { ...noSeverities(), low: 1 },
  medium: { ...noSeverities(), medium: 1 },
  high: { ...noSeverities(), high: 1 },
  critical: { ...noSeverities(), critical: 1 },
} as const satisfies Record<AlertSeverity, BySeverity>;

function addTo(sum: BySeverity, counts: Readonly<BySeverity>): void {
  sum.low += counts.low;
  sum.medium += counts.medium;
  sum.high += counts.high;
  sum.critical += counts.critical;
}
