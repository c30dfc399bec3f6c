import type { Kept, KeptHead, Shelf } from './shelf.ts';
import { headOf } from './shelf.ts';

/** Graphs in IndexedDB: heads and documents apart, so that a list reads no documents. */

const name = 'ruleloom';
const version = 1;
const stores = ['heads', 'documents'] as const;

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
      const transaction = database.transaction(stores, 'readwrite');
      for (const store of stores) transaction.objectStore(store).delete(key);
      await ended(transaction);
    },
  };
}

function openDatabase(closed: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.addEventListener('upgradeneeded', () => {
    for (const store of stores) if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
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
