import type { Alert } from '../engine/contract.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * Alerts in order of time, then of the plan's steps, wherever batches were cut: an engine tells of each part of a graph
 * as that part's sources go on, and parts that no row connects go on by themselves. Those of rows without a time come
 * first, row by row as the engine tells of them.
 */
export interface InOrder {
  readonly take: (alert: Alert) => void;
  /** Every part of the graph has passed this moment; -Infinity while rows without a time still come. */
  readonly release: (moment: number) => void;
}

export function inOrder(plan: Plan, tell: (alert: Alert) => void): InOrder {
  const ranks = new Map(plan.steps.filter((step) => step.op === 'alert').map((step, rank) => [step.node, rank]));
  const rankOf = ({ node }: Alert): number => ranks.get(node) ?? 0;
  let held: Alert[] = [];
  return {
    take: (alert) => {
      if (alert.time === null) tell(alert);
      else held.push(alert);
    },
    release: (moment) => {
      if (held.length === 0) return;
      const due = held.filter(({ time }) => (time ?? 0) <= moment);
      held = due.length === held.length ? [] : held.filter(({ time }) => (time ?? 0) > moment);
      for (const alert of due.sort((a, b) => (a.time ?? 0) - (b.time ?? 0) || rankOf(a) - rankOf(b))) tell(alert);
    },
  };
}
