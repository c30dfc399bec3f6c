import type { AlertEntry } from '../../api/runs.ts';
import { meaning } from '../../compile/meaning.ts';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';
import { keepFirst } from '../own-data/open-empty.ts';
import { intend } from '../own-data/intents.ts';
import type { RecentNext } from '../own-data/intents.ts';
import { shelf } from '../documents/this-browser.ts';
import { server } from '../remote/this-server.ts';
import { graphAddress } from '../state/address.ts';
import { glossary } from '../words.ts';

export type AskedOfRecent = Exclude<RecentNext, { readonly alert: unknown }> | { readonly type: 'explain' | 'keep'; readonly alert: Pick<AlertEntry, 'id' | 'time' | 'raised'> };

const usual = 60;

/** Opens the graph of a run on what its sources have sent of late, and does what was asked for there. Says why where it can't. */
export async function openRecent(run: string, asked: AskedOfRecent): Promise<Words | undefined> {
  const { value } = await server.ask('runGraph', { params: { id: run } });
  const { document, problems } = parseDocument(value, meaning);
  if (document === undefined) return problems[0]?.message;
  const minutes = usual + ('alert' in asked ? Math.max(0, Math.ceil((Date.now() - asked.alert.raised) / 60_000)) : 0);
  const files = await filesOf(run, document, minutes);
  if (files.size === 0) return glossary.noEventsKept;
  // The file of the graph may have been deleted: its run goes on.
  if (!(await shelf.list()).some(({ key }) => key === run)) await keepFirst(shelf, run, document);
  const next: RecentNext = 'alert' in asked ? { type: asked.type, alert: asked.alert.id, ...(asked.alert.time === undefined ? {} : { time: asked.alert.time }) } : asked;
  intend(run, { type: 'recent', files, next });
  location.hash = graphAddress(run);
  return undefined;
}

/** By source, what it has sent. */
async function filesOf(run: string, { nodes }: RuleDocument, minutes: number): Promise<ReadonlyMap<string, File>> {
  const files = new Map<string, File>();
  for (const { id, kind } of nodes) {
    if (kind !== 'source') continue;
    const { value } = await server.ask('recent', { params: { id: run, source: id }, query: { minutes } });
    const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
    if (value.trim() !== '') files.set(id, new File([value], `${id} ${stamp}.ndjson`, { type: 'application/x-ndjson' }));
  }
  return files;
}
