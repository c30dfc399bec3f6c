import { list, numbers } from './expr.ts';
import type { Constant } from './expr.ts';
import type { NamedSet } from './scope.ts';

/** What a named set stands for: its values that are of its type. A set that is not there is empty. */
export function setAsConstant(sets: readonly NamedSet[], id: string): Constant {
  const set = sets.find((each) => each.id === id);
  if (set?.type === 'number') return numbers(set.values.filter((value) => typeof value === 'number'));
  return list(set?.values.filter((value) => typeof value === 'string') ?? []);
}
