import type { Reading } from '../../data/read/reading.ts';
import type { Carried } from '../../engine/carry.ts';
import type { Call } from '../../lab/live/calls.ts';
import { filledOver } from '../../lab/live/fill.ts';
import type { Journal } from '../journal/journal.ts';
import { callsOf } from './calls-of.ts';
import { decodeEntry } from './entries.ts';
import type { RowsEntry, TablePart } from './entries.ts';
import { hostStateOf } from './host-state.ts';
import { snapshotsIn } from './snapshots.ts';
import type { RunPlan } from './take-over.ts';

export interface Filling {
  /** The folder of the run's snapshots. */
  readonly snapshots: string;
  readonly journal: Pick<Journal, 'read'>;
  readonly plans: (deployment: number) => RunPlan | Promise<RunPlan>;
  readonly read: (entry: RowsEntry) => readonly Reading[];
}

/** The snapshot that reaches back furthest under this version, by the entry that it stands before. */
export async function furthestBack({ snapshots }: Filling, deployment: number): Promise<number | undefined> {
  let found: number | undefined;
  for await (const each of snapshotsIn(snapshots)) if (hostStateOf(each).deployment === deployment) found = each.before;
  return found;
}

/** What a version that follows begins with: what the snapshot held, and what came from there until this entry. */
export async function filledFrom({ snapshots, journal, plans, read }: Filling, next: RunPlan, from: number, until: number, opened: readonly TablePart[]): Promise<Carried | undefined> {
  for await (const each of snapshotsIn(snapshots)) {
    if (each.before !== from) continue;
    const present = await plans(hostStateOf(each).deployment);
    const since = async function* (): AsyncGenerator<Call> {
      for await (const { number, entry } of journal.read(from)) {
        if (number >= until) return;
        yield* callsOf(decodeEntry(entry), read);
      }
    };
    return filledOver({ from: present.plan, to: next.plan, tables: next.tables, opened: opened.map((part) => ({ type: 'table', ...part })), snapshot: each.engine }, since());
  }
  return undefined;
}
