import { indexedShelf } from './indexed-shelf.ts';
import type { Drawer } from './unwritten.ts';
import type { Shelf } from './shelf.ts';

/** The one shelf of this page. */
export const shelf: Shelf = indexedShelf();

/** What there was no room for: it is there for as long as the page is. */
const held = new Map<string, string>();

/** Storage that is written at once. Where a browser allows none, or has no room, it forgets with the page. */
export const drawer: Drawer = {
  getItem: (key) => held.get(key) ?? attempt(() => localStorage.getItem(key)) ?? null,
  setItem(key, text) {
    try {
      localStorage.setItem(key, text);
      held.delete(key);
    } catch {
      held.set(key, text);
    }
  },
  removeItem(key) {
    held.delete(key);
    attempt(() => localStorage.removeItem(key));
  },
  keys: () => [...held.keys(), ...(attempt(() => Object.keys(localStorage)) ?? [])],
};

function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
