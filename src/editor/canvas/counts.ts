import type { StreamRef } from '../../plan/plan.ts';
import type { RunStore } from '../state/contract/run.ts';

/**
 * How many rows a run gave to a stream, while that still holds or did at the last run; undefined where nothing ran.
 * After a run what nothing reached is zero; while one goes on nothing is known of it yet.
 */
export function shownCount(stream: StreamRef | undefined, counts: RunStore['counts'], state: RunStore['state']): number | undefined {
  if (stream === undefined || state === 'idle' || state === 'failed') return undefined;
  return counts.get(stream) ?? (state === 'done' ? 0 : undefined);
}

/** The same for edges, which tell nothing of a run that was before the last edit. */
export const countOf = (stream: StreamRef | undefined, counts: RunStore['counts'], state: RunStore['state']): number | undefined =>
  state === 'stale' ? undefined : shownCount(stream, counts, state);
