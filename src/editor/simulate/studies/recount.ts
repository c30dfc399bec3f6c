import { keepRounds } from '../../../lab/recount/kept-rounds.ts';
import type { KeptRound } from '../../../lab/recount/kept-rounds.ts';
import type { Ranker, Ranks } from '../../../lab/recount/ranks.ts';
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
  if (trial === undefined) return { counts: new Map() };
  if (trial.by === 'ranks') return { counts: (await ranksOf(tracked, trial.ranker, host))(value) };
  const counts = new Map<StreamRef, number>();
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

/** The threshold that a run was last asked about, and what is known of the rows that come to what it changes. */
interface Tracked {
  readonly recount: Recount;
  ranks?: { readonly ranker: () => Ranker; readonly found: Promise<Ranks> } | undefined;
  rounds?: { readonly key: string; readonly found: Promise<readonly KeptRound[]> } | undefined;
}

/** The threshold that was asked about last comes last. */
const tracking = new WeakMap<Running, Map<string, Tracked>>();

/** Thresholds of one field are often drawn side by side. */
const mostTracked = 4;

function trackedOf(threshold: Threshold, run: Running): Tracked {
  const name = nameOfThreshold(threshold);
  const all = tracking.get(run) ?? new Map<string, Tracked>();
  tracking.set(run, all);
  const tracked = all.get(name) ?? { recount: recount(run.prepared.compilation, threshold, run.prepared.tables) };
  all.delete(name);
  // Rows are many: they are kept for one threshold only.
  for (const other of all.values()) other.rounds = undefined;
  for (const [oldest] of [...all].slice(0, Math.max(0, all.size + 1 - mostTracked))) all.delete(oldest);
  all.set(name, tracked);
  return tracked;
}

// Who asked first may have lost interest halfway: then what was begun is begun anew.

function ranksOf(tracked: Tracked, ranker: () => Ranker, host: StudyHost): Promise<Ranks> {
  const known = tracked.ranks?.ranker === ranker ? tracked.ranks.found : undefined;
  const found = known?.catch(() => rank(ranker(), host)) ?? rank(ranker(), host);
  tracked.ranks = { ranker, found };
  return found;
}

async function rank({ part, take, ranks }: Ranker, host: StudyHost): Promise<Ranks> {
  await replayRounds(part, take, host);
  return ranks();
}

function roundsOf(tracked: Tracked, part: RowByRow, host: StudyHost): Promise<readonly KeptRound[]> {
  const key = JSON.stringify([part.entering, [...part.fields]]);
  const known = tracked.rounds?.key === key ? tracked.rounds.found : undefined;
  const found = known?.catch(() => collect(part, host)) ?? collect(part, host);
  tracked.rounds = { key, found };
  return found;
}

/** So many bytes of rows are kept, of one threshold; where there are more, its counts wait for the run. */
const mostBytes = 536_870_912;

async function collect(part: RowByRow, host: StudyHost): Promise<readonly KeptRound[]> {
  const rounds: KeptRound[] = [];
  if (bytesOf(part, host.run) <= mostBytes) await replayRounds(part, (round) => rounds.push(round), host);
  return rounds;
}

async function replayRounds(part: Ranker['part'], take: (round: KeptRound) => void, { replay }: StudyHost): Promise<void> {
  const { watch, end } = keepRounds(part, take);
  await replay({ watch }, { upTo: part.entering });
  end();
}

/** Of each row its time, its place, and a number for each of the fields. */
function bytesOf({ entering, fields, rows }: RowByRow, run: Running): number {
  const counted = run.statistics().rows;
  return entering.reduce((sum, ref) => sum + (counted[ref] ?? 0) * 8 * (2 + (rows.get(ref)?.fields.filter(({ name }) => fields.has(name)).length ?? 0)), 0);
}
