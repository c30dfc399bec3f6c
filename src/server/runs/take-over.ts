import type { Words } from '../../data/text.ts';
import type { Plan } from '../../plan/plan.ts';

export interface TakenOver {
  /** What an engine for the new plan begins with; undefined where nothing can be taken over. */
  readonly snapshot: Uint8Array | undefined;
  readonly notes: readonly Words[];
}

/** What an engine held under one plan, for an engine under the next. */
export function takenOver(snapshot: Uint8Array, from: Plan, to: Plan): TakenOver {
  if (JSON.stringify(from) === JSON.stringify(to)) return { snapshot, notes: [] };
  return { snapshot: undefined, notes: [{ en: 'All windows begin empty.', zh: '所有窗口从空开始。' }] };
}
