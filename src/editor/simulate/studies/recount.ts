import { keepRounds } from '../../../lab/recount/kept-rounds.ts';
import type { KeptRound } from '../../../lab/recount/kept-rounds.ts';
import { recount } from '../../../lab/recount/recount.ts';
import type { Recount } from '../../../lab/recount/recount.ts';
import type { RowByRow } from '../../../lab/recount/row-by-row.ts';
import { nameOfThreshold } from '../../../lab/suggest/thresholds.ts';
import type { Threshold } from '../../../lab/suggest/thresholds.ts';
import type { StreamRef } from '../../../plan/plan.ts';
import { patience } from '../run.ts';
import type { Running } from '../run.ts';
import { study } from './study.ts';
import type { StudyHost } from './study.ts';

export interface RecountAsked {
  readonly threshold: Threshold;
  readonly value: number;
}

export interface Recounted {
  /** By stream, of those that follow from the threshold row by row, how many rows would be in it. */
  readonly counts: ReadonlyMap<StreamRef, number>;
}

/** As the threshold is dragged, what its rule counts follows: none where nothing of it can be said without a run. */
export const recountStudy = study(async ({ threshold, value }: RecountAsked, host): Promise<Recounted> => {
  const tracked = trackedOf(threshold, host.run);
  const trial = tracked.recount.with(value);
  const counts = new Map<StreamRef, number>();
  if (trial === undefined) return { counts };
  const rounds = await roundsOf(tracked, trial.part, host);
  let listened = host.now();
  for (const round of rounds) {
    trial.count(round, counts);
    if (host.now() - listened < patience) continue;
    await host.pause();
    host.signal.throwIfAborted();
    listened = host.now();
  }
  return { counts };
});

/** The threshold that a run was last asked about, and the rows that come to what it changes. */
interface Tracked {
  readonly name: string;
  readonly recount: Recount;
  kept?: { readonly key: string; readonly rounds: Promise<readonly KeptRound[]> } | undefined;
}

const lastTracked = new WeakMap<Running, Tracked>();

function trackedOf(threshold: Threshold, run: Running): Tracked {
  const name = nameOfThreshold(threshold);
  const known = lastTracked.get(run);
  if (known?.name === name) return known;
  const tracked = { name, recount: recount(run.prepared.compilation, threshold, run.prepared.tables) };
  lastTracked.set(run, tracked);
  return tracked;
}

/** So many bytes of rows are kept, of one threshold; where there are more, its counts wait for the run. */
const mostBytes = 536_870_912;

function roundsOf(tracked: Tracked, part: RowByRow, host: StudyHost): Promise<readonly KeptRound[]> {
  const key = JSON.stringify([part.entering, [...part.fields]]);
  const known = tracked.kept?.key === key ? tracked.kept.rounds : undefined;
  // Who asked first may have lost interest halfway.
  const rounds = known?.catch(() => collect(part, host)) ?? collect(part, host);
  tracked.kept = { key, rounds };
  return rounds;
}

async function collect(part: RowByRow, { run, replay }: StudyHost): Promise<readonly KeptRound[]> {
  if (bytesOf(part, run) > mostBytes) return [];
  const keeper = keepRounds(part);
  await replay({ watch: keeper.watch }, { upTo: part.entering });
  return keeper.all();
}

/** Of each row its time, its place, and a number for each of the fields. */
function bytesOf({ entering, fields, rows }: RowByRow, run: Running): number {
  const counted = run.statistics().rows;
  return entering.reduce((sum, ref) => sum + (counted[ref] ?? 0) * 8 * (2 + (rows.get(ref)?.fields.filter(({ name }) => fields.has(name)).length ?? 0)), 0);
}
