import type { Journal } from '../journal/journal.ts';
import { decodeEntry } from './entries.ts';
import { filledFrom } from './filling.ts';
import type { Filling } from './filling.ts';
import type { Keeping } from './keeping.ts';
import type { Durable, Telling } from './telling.ts';

export interface CatchingUp {
  readonly journal: Pick<Journal, 'read' | 'starts'>;
  readonly from: number;
  readonly state: Telling;
  readonly storing: Pick<Keeping, 'keepInTime'>;
  readonly filling: Filling;
}

/** So many bytes of the journal are gone through before results are stored. */
const together = 1024 * 1024;

/** Tells an engine what stands in the journal behind its snapshot; resolves to the first entry that it does not know. */
export async function catchUp({ journal, from, state, storing, filling }: CatchingUp): Promise<number> {
  for (const start of journal.starts()) {
    for await (const { number, entry } of journal.read(start)) {
      state.times.saw(number, decodeEntry(entry).at);
      break;
    }
  }
  let worked = from;
  let waiting: Durable[] = [];
  let size = 0;
  const tell = async (): Promise<void> => {
    state.tell(waiting);
    await storing.keepInTime();
    worked = (waiting.at(-1)?.number ?? worked - 1) + 1;
    [waiting, size] = [[], 0];
  };
  for await (const { number, entry: bytes } of journal.read(from)) {
    const entry = decodeEntry(bytes);
    if (entry.type === 'deploy') {
      await tell();
      const next = await filling.plans(entry.deployment);
      state.prepare(entry.deployment, next, entry.filledFrom === undefined ? undefined : await filledFrom(filling, next, entry.filledFrom, number, entry.tables ?? []));
    }
    waiting.push({ number, entry, bytes: bytes.length });
    size += bytes.length;
    if (entry.type === 'deploy' || size >= together) await tell();
  }
  await tell();
  return worked;
}
