import type { Plan } from '../../plan/plan.ts';
import type { KeyOfAlerts } from '../state/contract/run.ts';
import { mostFrequent } from './most-frequent.ts';

/** How many alerts each key has. The same text is another key where it is one of other fields. */
export interface KeyTally {
  readonly add: (node: string, key: string) => void;
  readonly most: (count: number) => readonly KeyOfAlerts[];
}

/** Of more keys than `bound`, those with the fewest alerts are forgotten. */
export function tallyKeys({ steps }: Pick<Plan, 'steps'>, bound = Infinity): KeyTally {
  const groups = new Map<string, { readonly of: readonly string[]; counts: Map<string, number> }>();
  const byNode = new Map(steps.flatMap((step) => {
    if (step.op !== 'alert') return [];
    const name = step.key.join('\n');
    const group = groups.get(name) ?? { of: step.key, counts: new Map<string, number>() };
    groups.set(name, group);
    return [[step.node, group] as const];
  }));
  return {
    add: (node, key) => {
      const group = byNode.get(node);
      if (group === undefined) return;
      group.counts.set(key, (group.counts.get(key) ?? 0) + 1);
      if (group.counts.size > bound) group.counts = new Map(mostFrequent(group.counts, bound / 2).map(({ value, rows }) => [value, rows]));
    },
    most: (count) =>
      [...groups.values()]
        .flatMap(({ of, counts }) => mostFrequent(counts, count).map(({ value, rows }): KeyOfAlerts => ({ key: value, of, alerts: rows })))
        .sort((one, other) => other.alerts - one.alerts)
        .slice(0, count),
  };
}
