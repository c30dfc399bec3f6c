import { useMemo } from 'react';
import { asExpr } from '../../../logic/builder.ts';
import type { Condition, ConditionGroup } from '../../../logic/builder.ts';
import { toStored } from '../../../logic/stored.ts';
import { useMatches } from '../../sample/use-sample.ts';
import type { StreamPort } from '../../state/contract/sample.ts';
import { isBlank } from '../conditions.ts';
import type { Place } from '../conditions.ts';
import { placeKey } from './builder-context.ts';

export interface Hits {
  readonly rows: number | undefined;
  /** By place; the outermost group is at ''. */
  readonly at: ReadonlyMap<string, number>;
  readonly stale: boolean;
}

/** How many rows of the sample each row and group holds for, by itself. */
export function useHits(at: StreamPort, root: ConditionGroup): Hits {
  const asked = useMemo(() => askedOf(root), [root]);
  const conditions = useMemo(() => asked.map(({ condition }) => toStored(asExpr(condition))), [asked]);
  const known = useMatches(conditions.length === 0 ? undefined : at, conditions);
  return useMemo(() => {
    const found = new Map<string, number>();
    // What was counted for other conditions says nothing of these.
    const { hits = [], rows } = known?.answer ?? {};
    if (hits.length === asked.length) {
      asked.forEach(({ place }, index) => {
        const count = hits[index];
        if (count !== undefined) found.set(placeKey(place), count);
      });
    }
    return { rows, at: found, stale: known?.stale === true };
  }, [known, asked]);
}

interface Asked {
  readonly place: Place;
  readonly condition: Condition;
}

/** Whatever asks something of a row and is filled in. Elements of a list are no rows. */
export function askedOf(root: ConditionGroup): readonly Asked[] {
  const visit = (condition: Condition, place: Place): readonly Asked[] => {
    const inner = condition.kind === 'group' ? condition.items.flatMap((item, at) => visit(item, [...place, at])) : [];
    return isFilled(condition) ? [{ place, condition }, ...inner] : inner;
  };
  return root.items.length === 0 ? [] : visit(root, []);
}

function isFilled(condition: Condition): boolean {
  switch (condition.kind) {
    case 'test':
      return !condition.values.some(isBlank);
    case 'group':
      return condition.items.every(isFilled);
    case 'elements':
      return isFilled(condition.condition);
    case 'formula':
      return true;
  }
}
