import type { Plan } from '../../plan/plan.ts';
import type { RunLists } from './contract.ts';
import type { TablePart } from './entries.ts';

/** The lists of the server that a plan looks things up in. */
export const listsAsked = ({ steps }: Plan): readonly string[] => [
  ...new Set(steps.flatMap((step) => (step.op === 'lookup' && step.table.type === 'managed' ? [step.table.name] : []))),
];

/** All that there is of the lists that a plan asks, but for those that are known. */
export function openedBy(plan: Plan, known: ReadonlyMap<string, number>, lists: RunLists | undefined): readonly TablePart[] {
  const parts: TablePart[] = [];
  for (const name of listsAsked(plan)) {
    if (known.has(name)) continue;
    for (let part = lists?.after(name, undefined); part !== undefined; part = lists?.after(name, part.position)) parts.push(part);
  }
  return parts;
}
