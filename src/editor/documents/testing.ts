import type { Kept, Shelf } from './shelf.ts';
import { headOf } from './shelf.ts';

/** A shelf in memory. `broken` makes it fail as a browser without storage does. */
export function memoryShelf(): Shelf & { readonly kept: Map<string, Kept>; broken: boolean } {
  const kept = new Map<string, Kept>();
  const shelf = {
    kept,
    broken: false,
    list: () => attempt(() => [...kept.values()].map(headOf).toSorted((one, other) => other.changed - one.changed)),
    read: (key: string) => attempt(() => kept.get(key)),
    write: (given: Kept) =>
      attempt(() => {
        if ((kept.get(given.key)?.revision ?? 0) !== given.revision - 1) return false;
        kept.set(given.key, given);
        return true;
      }),
    remove: (key: string) => attempt(() => void kept.delete(key)),
  };
  const attempt = async <Result>(action: () => Result): Promise<Result> => {
    await Promise.resolve();
    if (shelf.broken) throw new Error('no storage');
    return action();
  };
  return shelf;
}
