import type { Alert } from '../../engine/contract.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RunAlert, RunSummary } from '../state/contract/run.ts';
import { tallyKeys } from './key-tally.ts';
import type { AlertTally } from './protocol.ts';
import { noSeverities, tallyTimes } from './time-tally.ts';

/** Alerts as they come, in order: counted, and the first of them handed on. */
export interface Tallying {
  readonly take: (alert: Alert) => void;
  /** The next of the first alerts that were not handed on yet; undefined where there is none. */
  readonly next: () => readonly RunAlert[] | undefined;
  /** Over the time of the events, where that is known. */
  readonly tally: (span?: RunSummary['span']) => AlertTally;
}

export const mostAlerts = 10_000;

const mostKeys = 100;

/** So few are unpacked by a page in a moment. */
const handful = 200;

/** Times are those of clocks in the zone. */
export function tallyAlerts(plan: Plan, zone: string): Tallying {
  const byNode = new Map<string, number>();
  const byKey = tallyKeys(plan);
  const byTime = tallyTimes(zone);
  const bySeverity = noSeverities();
  const waiting: RunAlert[] = [];
  let total = 0;
  return {
    take: ({ event: _event, ...alert }) => {
      const { node, severity, time, key } = alert;
      if (total < mostAlerts) waiting.push(alert);
      total += 1;
      byNode.set(node, (byNode.get(node) ?? 0) + 1);
      bySeverity[severity] += 1;
      if (key !== null) byKey.add(node, key);
      if (time !== null) byTime.add(time, severity);
    },
    next: () => (waiting.length === 0 ? undefined : waiting.splice(0, handful)),
    tally: (span) => ({ total, byNode, bySeverity, topKeys: byKey.most(mostKeys), byTime: byTime.told(span) }),
  };
}
