import type { Alert } from '../../../engine/contract.ts';
import type { Plan } from '../../../plan/plan.ts';
import type { RunAlert } from '../../state/contract/run.ts';
import { tallyKeys } from '../key-tally.ts';
import type { AlertTally } from '../protocol.ts';
import { noSeverities, tallyTimes } from '../time-tally.ts';

/** Alerts without end, counted in bounded memory. */
export interface EndlessTally {
  readonly take: (alert: Alert) => void;
  /** Those that came since it was last asked, the latest of them. */
  readonly next: () => readonly RunAlert[];
  readonly tally: () => AlertTally;
}

const mostNew = 200;
const shownKeys = 100;
const mostKeys = 20_000;

export function tallyWithoutEnd(plan: Plan, zone: string): EndlessTally {
  const byNode = new Map<string, number>();
  const byKey = tallyKeys(plan, mostKeys);
  const byTime = tallyTimes(zone);
  const bySeverity = noSeverities();
  let fresh: RunAlert[] = [];
  let total = 0;
  return {
    take: ({ event: _event, ...alert }) => {
      const { node, severity, time, key } = alert;
      total += 1;
      fresh.push(alert);
      if (fresh.length > 2 * mostNew) fresh = fresh.slice(-mostNew);
      byNode.set(node, (byNode.get(node) ?? 0) + 1);
      bySeverity[severity] += 1;
      if (key !== null) byKey.add(node, key);
      if (time !== null) byTime.add(time, severity);
    },
    next: () => {
      const told = fresh.slice(-mostNew);
      fresh = [];
      return told;
    },
    tally: () => ({ total, byNode, bySeverity, topKeys: byKey.most(shownKeys), byTime: byTime.told(undefined) }),
  };
}
