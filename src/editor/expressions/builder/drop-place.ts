import { conditionAt, moveTo } from '../conditions.ts';
import type { Place } from '../conditions.ts';
import type { ConditionGroup } from '../../../logic/builder.ts';

/** Where a row that is dragged would come to stand. */

/** What is on the screen: a row, or the line that adds to a group. */
export interface Target {
  readonly kind: 'row' | 'end';
  readonly place: Place;
  readonly top: number;
  readonly bottom: number;
}

export interface Drop {
  readonly group: Place;
  readonly index: number;
  /** Where the line is drawn. */
  readonly y: number;
  readonly target: Target;
}

/** The gap nearest to the pointer that the row can be moved to; undefined where it would stay. */
export function dropAt(root: ConditionGroup, from: Place, targets: readonly Target[], y: number): Drop | undefined {
  let best: (Drop & { readonly distance: number }) | undefined;
  for (const target of targets) {
    for (const drop of gapsOf(root, target)) {
      const distance = Math.abs(drop.y - y);
      if (best === undefined || distance < best.distance) best = { ...drop, distance };
    }
  }
  if (best === undefined || moveTo(root, from, best.group, best.index).root === root) return undefined;
  const { group, index, y: line, target } = best;
  return isSamePlace(from, group, index) ? undefined : { group, index, y: line, target };
}

function gapsOf(root: ConditionGroup, target: Target): readonly Drop[] {
  const { kind, place, top, bottom } = target;
  if (kind === 'end') {
    const group = conditionAt(root, place);
    return group?.kind === 'group' ? [{ group: place, index: group.items.length, y: top, target }] : [];
  }
  const home = place.slice(0, -1);
  const step = place.at(-1) ?? 0;
  if (conditionAt(root, home)?.kind !== 'group') return [];
  return [{ group: home, index: step, y: top, target }, { group: home, index: step + 1, y: bottom, target }];
}

/** Before itself, or after itself. */
function isSamePlace(from: Place, group: Place, index: number): boolean {
  const step = from.at(-1) ?? 0;
  return group.length === from.length - 1 && group.every((each, at) => each === from[at]) && (index === step || index === step + 1);
}
