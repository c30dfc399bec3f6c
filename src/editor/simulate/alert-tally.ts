import { dayOf, zoneNamed } from '../../data/zones.ts';
import type { Alert } from '../../engine/contract.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import type { RunAlert } from '../state/contract/run.ts';
import { mostFrequent } from './most-frequent.ts';
import type { AlertTally } from './protocol.ts';

type BySeverity = Record<AlertSeverity, number>;

/** Alerts as they come, in order: counted, and the first of them handed on. */
export interface Tallying {
  readonly take: (alert: Alert) => void;
  /** The next of the first alerts that were not handed on yet; undefined where there is none. */
  readonly next: () => readonly RunAlert[] | undefined;
  readonly tally: () => AlertTally;
}

export const mostAlerts = 10_000;

const mostKeys = 100;

/** So few are unpacked by a page in a moment. */
const handful = 200;

const day = 86_400_000;

/** Days are those of the calendar in the zone. */
export function tallyAlerts(zoneName: string): Tallying {
  const zone = zoneNamed(zoneName);
  const byNode = new Map<string, number>();
  const byKey = new Map<string, number>();
  const byDay = new Map<number, BySeverity>();
  const bySeverity = none();
  const waiting: RunAlert[] = [];
  let total = 0;
  return {
    take: ({ event: _event, ...alert }) => {
      const { node, severity, time, key } = alert;
      if (total < mostAlerts) waiting.push(alert);
      total += 1;
      byNode.set(node, (byNode.get(node) ?? 0) + 1);
      bySeverity[severity] += 1;
      if (key !== null) byKey.set(key, (byKey.get(key) ?? 0) + 1);
      if (time === null) return;
      const number = zone === undefined ? Math.floor(time / day) : dayOf(zone, time);
      let ofDay = byDay.get(number);
      if (ofDay === undefined) byDay.set(number, (ofDay = none()));
      ofDay[severity] += 1;
    },
    next: () => (waiting.length === 0 ? undefined : waiting.splice(0, handful)),
    tally: () => ({
      total,
      byNode,
      bySeverity,
      topKeys: mostFrequent(byKey, mostKeys).map(({ value, rows }) => ({ key: value, alerts: rows })),
      byDay: [...byDay].map(([number, counts]) => ({ day: number, bySeverity: counts })).sort((a, b) => a.day - b.day),
    }),
  };
}

const none = (): BySeverity => ({ low: 0, medium: 0, high: 0, critical: 0 });
