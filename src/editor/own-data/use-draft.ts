import { useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { zoneHere } from '../state/zone.ts';
import { createDraft } from './draft-store.ts';
import type { DraftStore } from './draft-store.ts';
import { spawnReader } from './spawn-reader.ts';

/** A draft of these files, with a worker of its own for as long as it is shown. */
export function useDraft(files: readonly File[], starters = true): StoreApi<DraftStore> | undefined {
  const [store, setStore] = useState<StoreApi<DraftStore>>();
  useEffect(() => {
    const reading = spawnReader();
    const draft = createDraft(files, reading, { starters, zone: zoneHere });
    let left = false;
    void Promise.resolve().then(() => {
      if (!left) setStore(draft);
    });
    return () => {
      left = true;
      reading.close();
    };
  }, [files, starters]);
  return store;
}
