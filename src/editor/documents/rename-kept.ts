import type { Text } from '../../data/text.ts';
import { holdGraph } from './hold-graph.ts';
import { theseTabs } from './one-tab.ts';
import { drawer, shelf } from './this-browser.ts';

/** Gives a kept graph another name: the same edit as in the editor, also where another tab has it open. False where it could not be kept. */
export async function renameKept(key: string, name: Text): Promise<boolean> {
  let failed = false;
  const held = await holdGraph(key, { shelf, drawer, tabs: theseTabs(), lost: () => undefined, failed: () => (failed = true) });
  if (held === undefined) return false;
  const { problem } = held.document.getState().apply({ edit: 'setName', args: { name } });
  await held.flush();
  await held.leave();
  return problem === undefined && !failed;
}
