import type { Kept, Shelf, Version } from './shelf.ts';
import { headOf } from './shelf.ts';

/** A shelf in memory. `broken` makes it fail as a browser without storage does. */
export function memoryShelf(): Shelf & { readonly kept: Map<string, Kept>; broken: boolean } {
  const kept = new Map<string, Kept>();
  const versions = new Map<string, readonly Version[]>();
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
    remove: (key: string) =>
      attempt(() => {
        kept.delete(key);
        versions.delete(key);
      }),
    versions: (key: string) => attempt(() => versions.get(key) ?? []),
    addVersion: (key: string, version: Version) =>
      attempt(() => {
        const before = versions.get(key) ?? [];
        if (before.some(({ number }) => number === version.number)) return false;
        versions.set(key, [...before, version].toSorted((one, other) => one.number - other.number));
        return true;
      }),
  };
  const attempt = async <Result>(action: () => Result): Promise<Result> => {
    await Promise.resolve();
    if (shelf.broken) throw new Error('no storage');
    return action();
  };
  return shelf;
}
