import type { Alert } from '../../../engine/contract.ts';
import type { AlertSeverity } from '../../../plan/plan.ts';
import type { RunAlert } from '../../state/contract/run.ts';
import { mostFrequent } from '../most-frequent.ts';
import type { AlertTally } from '../protocol.ts';

/** Alerts without end, counted in bounded memory. */
export interface EndlessTally {
  readonly take: (alert: Alert) => void;
  /** Those that came since it was last asked, the latest of them. */
  readonly next: () => readonly RunAlert[];
  readonly tally: () => AlertTally;
}

const mostNew = 200;
const mostDays = 366;
const shownKeys = 100;
/** Of more keys than that, those with the fewest alerts are forgotten. */
const mostKeys = 20_000;
const day = 86_400_000;

type BySeverity = Record<AlertSeverity, number>;

export function tallyWithoutEnd(): EndlessTally {
  const byNode = new Map<string, number>();
  const byDay = new Map<number, BySeverity>();
  const bySeverity = none();
  let byKey = new Map<string, number>();
  let fresh: RunAlert[] = [];
  let total = 0;

  const countKey = (key: string): void => {
    byKey.set(key, (byKey.get(key) ?? 0) + 1);
    if (byKey.size > mostKeys) byKey = new Map(mostFrequent(byKey, mostKeys / 2).map(({ value, rows }) => [value, rows]));
  };

  const countDay = (number: number, severity: AlertSeverity): void => {
    const known = byDay.get(number);
    const counts = known ?? none();
    counts[severity] += 1;
    if (known !== undefined) return;
    byDay.set(number, counts);
    const [oldest] = byDay.keys();
    if (byDay.size > mostDays && oldest !== undefined) byDay.delete(oldest);
  };

  return {
    take: ({ event: _event, ...alert }) => {
      const { node, severity, time, key } = alert;
      total += 1;
      fresh.push(alert);
      if (fresh.length > 2 * mostNew) fresh = fresh.slice(-mostNew);
      byNode.set(node, (byNode.get(node) ?? 0) + 1);
      bySeverity[severity] += 1;
      if (key !== null) countKey(key);
      if (time !== null) countDay(Math.floor(time / day), severity);
    },
    next: () => {
      const told = fresh.slice(-mostNew);
      fresh = [];
      return told;
    },
    tally: () => ({
      total,
      byNode,
      bySeverity,
      topKeys: mostFrequent(byKey, shownKeys).map(({ value, rows }) => ({ key: value, alerts: rows })),
      byDay: [...byDay].map(([number, counts]) => ({ day: number, bySeverity: counts })).sort((a, b) => a.day - b.day),
    }),
  };
}

const none = (): BySeverity => ({ low: 0, medium: 0, high: 0, critical: 0 });
