import { hasServer } from '../remote/base.ts';
import { indexedShelf } from './indexed-shelf.ts';
import type { Drawer } from './unwritten.ts';
import type { Shelf } from './shelf.ts';

/** The one shelf of this page: the folder of its server, where it has one. */
export const shelf: Shelf = hasServer ? serverShelf() : indexedShelf();

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

/** What speaks with the server comes when something is asked of it. */
function serverShelf(): Shelf {
  const there = async (): Promise<Shelf> => (await import('../remote/this-shelf.ts')).folder;
  return {
    shared: true,
    list: async () => (await there()).list(),
    read: async (key) => (await there()).read(key),
    write: async (kept) => (await there()).write(kept),
    remove: async (key) => (await there()).remove(key),
    versions: async (key) => (await there()).versions(key),
    addVersion: async (key, version) => (await there()).addVersion(key, version),
  };
}
