import { holdGraph } from './hold-graph.ts';
import { theseTabs } from './one-tab.ts';
import { drawer, shelf } from './this-browser.ts';

/** Puts on the shelf what pages that ended could not write. Where there is no room it goes back to where it was found. */
export async function writeUnwritten(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const held = await holdGraph(key, { shelf, drawer, tabs: theseTabs(), lost: () => undefined, failed: () => undefined });
    await held?.flush();
    held?.pageEnds();
    await held?.leave();
  }
}
