import type { ConditionGroup } from '../../../logic/builder.ts';
import type { StreamPort } from '../../state/contract.ts';

/** How many rows of the sample each row and group holds for, by its place. */
export function useHits(_at: StreamPort, _root: ConditionGroup): ReadonlyMap<string, number> {
  return nothing;
}

const nothing: ReadonlyMap<string, number> = new Map();
