import { holdGraph } from './hold-graph.ts';
import { neverWritten } from './safety-net.ts';
import type { Kept } from './shelf.ts';
import { theseTabs } from './one-tab.ts';
import { drawer, shelf } from './this-browser.ts';

/** Puts on the shelf what pages that ended could not write. Where there is no room it goes back to where it was found. */
export async function writeUnwritten(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const held = await holdGraph(key, { shelf, drawer, tabs: theseTabs(), lost: () => undefined, failed: () => undefined }).catch(() => undefined);
    await held?.flush();
    held?.pageEnds();
    await held?.leave();
  }
}

/** Those of them that the shelf still has no room for, as they were left. */
export const leftUnwritten = (keys: readonly string[]): readonly Kept[] => keys.flatMap((key) => neverWritten(key, drawer) ?? []);
