import type { Compilation } from '../../compile/compile.ts';
import type { Words } from '../../data/text.ts';
import { carryOver } from '../../engine/carry.ts';
import { carriedInWords } from '../../lab/live/carry-words.ts';
import type { Plan } from '../../plan/plan.ts';

export interface TakenOver {
  /** What an engine for the new plan begins with. */
  readonly snapshot: Uint8Array;
  /** What of it begins empty, and why. */
  readonly notes: readonly Words[];
}

export interface NextPlan {
  readonly plan: Plan;
  readonly compilation?: Compilation | undefined;
}

/** What an engine held under one plan, for an engine under the next. */
export function takenOver(held: Uint8Array, from: Plan, { plan, compilation }: NextPlan): TakenOver {
  const carried = carryOver(from, plan, held);
  const notes = compilation === undefined ? [] : carriedInWords(compilation, carried).empty.map(({ why }) => why);
  return { snapshot: carried.snapshot, notes };
}
