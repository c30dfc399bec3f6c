import { useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { zoneNamed } from '../../data/zones.ts';
import { createDraft } from './draft-store.ts';
import type { DraftStore } from './draft-store.ts';
import { spawnReader } from './spawn-reader.ts';

/** A draft of these files, with a worker of its own for as long as it is shown. */
export function useDraft(files: readonly File[], starters = true): StoreApi<DraftStore> | undefined {
  const [store, setStore] = useState<StoreApi<DraftStore>>();
  useEffect(() => {
    const reading = spawnReader();
    const draft = createDraft(files, reading, { starters, zone: zoneHere() });
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

/** The zone that this computer keeps its clock in, where it is one of those that are known. */
function zoneHere(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return zoneNamed(timeZone) === undefined ? 'UTC' : timeZone;
}
