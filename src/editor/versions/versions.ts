import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Shelf, Version } from '../documents/shelf.ts';
import type { DocumentStore, VersionsStore } from '../state/contract/document.ts';

export interface VersionsOptions {
  readonly shelf: Pick<Shelf, 'versions' | 'addVersion'>;
  readonly key: string;
  readonly document: StoreApi<DocumentStore>;
  /** Sees to it that the graph itself is on the shelf. */
  readonly keep: () => Promise<void>;
  /** Told after each version that was made. */
  readonly made?: (() => void) | undefined;
  readonly now?: (() => number) | undefined;
}

export interface Versions {
  readonly store: StoreApi<VersionsStore>;
  /** Looks again at what there is. */
  readonly read: () => Promise<void>;
  /** The graph goes on under another key, and its versions with it. */
  readonly moved: (key: string) => Promise<void>;
}

/** So many others may make a version at the same moment. */
const patience = 5;

/** The versions of an open graph. They are only ever added: none is changed, and none is written over. */
export function openVersions(options: VersionsOptions): Versions {
  const { shelf, document, keep, made, now = () => Date.now() } = options;
  let { key } = options;
  const store = createStore<VersionsStore>()((set) => ({
    state: 'reading',
    versions: [],
    async save(name, note) {
      const { document: given, editable } = document.getState();
      if (!editable) return undefined;
      try {
        await keep();
        for (let attempt = 0; attempt < patience; attempt += 1) {
          const versions = await shelf.versions(key);
          const version: Version = { number: (versions.at(-1)?.number ?? 0) + 1, name: name.trim(), note: note.trim(), made: now(), document: given };
          if (!(await shelf.addVersion(key, version))) continue;
          set({ state: 'ready', versions: [...versions, version] });
          made?.();
          return version.number;
        }
      } catch {
        // A browser that keeps nothing: the caller says so.
      }
      return undefined;
    },
  }));
  const read = async (): Promise<void> => {
    const versions = await shelf.versions(key).catch(() => undefined);
    const before = store.getState().versions;
    if (versions === undefined) store.setState({ state: 'failed' });
    // What is known stays the same object: what was worked out of it is still right.
    else store.setState({ state: 'ready', versions: versions.map((version) => before.find(({ number, made: at }) => number === version.number && at === version.made) ?? version) });
  };
  return {
    store,
    read,
    async moved(to) {
      const versions = await shelf.versions(key);
      key = to;
      for (const version of versions) await shelf.addVersion(to, version);
    },
  };
}
