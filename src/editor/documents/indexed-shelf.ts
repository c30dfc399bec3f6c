import type { Kept, KeptHead, Shelf, Version } from './shelf.ts';
import { headOf } from './shelf.ts';

/** Graphs in IndexedDB: heads and documents apart, so that a list reads no documents. */

const name = 'ruleloom';
const layout = 2;
const stores = ['heads', 'documents'] as const;
/** By the graph's key and their number. */
const versions = 'versions';

export function indexedShelf(): Shelf {
  let opened: Promise<IDBDatabase> | undefined;
  const open = (): Promise<IDBDatabase> => {
    opened ??= openDatabase(() => (opened = undefined));
    opened.catch(() => (opened = undefined));
    return opened;
  };
  return {
    async list() {
      const database = await open();
      const heads = await answer<KeptHead[]>(database.transaction('heads').objectStore('heads').getAll());
      return heads.toSorted((one, other) => other.changed - one.changed);
    },
    async read(key) {
      const database = await open();
      const transaction = database.transaction(stores);
      const [head, document] = await Promise.all([
        answer<KeptHead | undefined>(transaction.objectStore('heads').get(key)),
        answer<Kept['document'] | undefined>(transaction.objectStore('documents').get(key)),
      ]);
      return head === undefined || document === undefined ? undefined : { ...head, document };
    },
    async write(kept) {
      const database = await open();
      const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
      const heads = transaction.objectStore('heads');
      const before = await answer<KeptHead | undefined>(heads.get(kept.key));
      if ((before?.revision ?? 0) !== kept.revision - 1) return false;
      heads.put(headOf(kept), kept.key);
      transaction.objectStore('documents').put(kept.document, kept.key);
      await ended(transaction);
      return true;
    },
    async remove(key) {
      const database = await open();
      const transaction = database.transaction([...stores, versions], 'readwrite');
      for (const store of stores) transaction.objectStore(store).delete(key);
      transaction.objectStore(versions).delete(allOf(key));
      await ended(transaction);
    },
    async versions(key) {
      const database = await open();
      return answer<Version[]>(database.transaction(versions).objectStore(versions).getAll(allOf(key)));
    },
    async addVersion(key, version) {
      const database = await open();
      const transaction = database.transaction(versions, 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore(versions);
      if ((await answer(store.count([key, version.number]))) > 0) return false;
      store.add(version, [key, version.number]);
      await ended(transaction);
      return true;
    },
  };
}

/** Numbers stand before lists in the order of keys. */
const allOf = (key: string): IDBKeyRange => IDBKeyRange.bound([key, 0], [key, []]);

function openDatabase(closed: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, layout);
  request.addEventListener('upgradeneeded', () => {
    for (const store of [...stores, versions]) if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
  });
  return answer(request).then((database) => {
    // A newer version of the page in another tab needs the database for itself.
    database.addEventListener('versionchange', () => {
      database.close();
      closed();
    });
    database.addEventListener('close', closed);
    return database;
  });
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('nothing was read')));
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(transaction.error ?? new Error('nothing was written'));
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('error', fail);
    transaction.addEventListener('abort', fail);
  });
}
