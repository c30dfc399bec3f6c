import { indexedShelf } from './indexed-shelf.ts';
import type { Drawer } from './unwritten.ts';
import type { Shelf } from './shelf.ts';

/** The one shelf of this page. */
export const shelf: Shelf = indexedShelf();

/** Storage that is written at once. Where a browser allows none, it forgets. */
export const drawer: Drawer = {
  getItem: (key) => attempt(() => localStorage.getItem(key)) ?? null,
  setItem: (key, text) => localStorage.setItem(key, text),
  removeItem: (key) => attempt(() => localStorage.removeItem(key)),
};

function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
