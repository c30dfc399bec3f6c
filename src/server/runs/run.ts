import { join } from 'node:path';
import type { Reading, RejectedRow } from '../../data/read/reading.ts';
import type { Words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import type { Alert, Output, Statistics } from '../../engine/contract.ts';
import type { Decision } from '../../lab/live/decide.ts';
import type { Plan, SourceStep } from '../../plan/plan.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/journal.ts';
import { atWork } from './at-work.ts';
import type { RunPlan } from './at-work.ts';
import { explain } from './explaining.ts';
import type { Asked, Explanations } from './explaining.ts';
import { knownDeliveries, storedDeliveries } from './deliveries.ts';
import type { Receipt } from './deliveries.ts';
import type { Entry, Position, RowsEntry } from './entries.ts';
import { decodeEntry, encodeEntry } from './entries.ts';
import { moments } from './moments.ts';
import { awaitsTime, passings } from './passing.ts';
import { isBusy, patiently } from './patience.ts';
import { readRows } from './read-rows.ts';
import { remembered } from './remembered.ts';
import { latestSnapshot, oldestNeeded, snapshotsIn, writeSnapshot } from './snapshots.ts';

/**
 * A plan at work on what comes in, day and night. Whatever the engine is told stands in the journal first; what it
 * tells goes to the results, which take the same thing twice as once. So a crash at any moment loses nothing that was
 * acknowledged, and doubles nothing.
 */
export interface LiveRun {
  /** Resolves once the delivery can’t be lost any more. */
  readonly accept: (delivery: Delivery) => Promise<Accepted>;
  /** The same of one event, with what is to be said of it at once. */
  readonly decide: (delivery: Delivery) => Promise<Decided>;
  /** Lets the silence of sources come to something. Called every second or so. */
  readonly tick: () => Promise<void>;
  /** Where the connector of this source is to begin: behind what was accepted last. */
  readonly position: (source: string) => Position | undefined;
  /** Another version from here on; what becomes of its windows, in words. */
  readonly deploy: (deployment: number) => Promise<readonly Words[]>;
  /** The number of the version that is running. */
  readonly deployment: () => number;
  readonly plan: () => Plan;
  readonly statistics: () => Statistics;
  /** When something came from this source, on the server’s clock. */
  readonly heard: (source: string) => number | undefined;
  readonly journal: Pick<Journal, 'next' | 'oldest' | 'read' | 'bytes'>;
  /** Entries from this moment on, as far as they are still there; to go on with, from the one of this number. */
  readonly since: (at: number, from?: number) => AsyncGenerator<{ readonly number: number; readonly entry: Entry }>;
  /** Why an alert was raised, or none about an event; undefined where it lies further back than the journal. */
  readonly explain: (asked: Asked) => Promise<Explanations | undefined>;
  /** The moment that the journal reaches back to. */
  readonly reaches: () => number | undefined;
  /** Resolves when all that was accepted has been worked through, and its results are kept. */
  readonly settled: () => Promise<void>;
  readonly snapshot: () => Promise<void>;
  /** No more will come: windows close. */
  readonly finish: () => Promise<void>;
  /** Leaves everything as it is, to be gone on with. */
  readonly close: () => Promise<void>;
}

export interface Delivery {
  readonly source: string;
  readonly body: Uint8Array;
  readonly key?: string | undefined;
  readonly position?: Position | undefined;
}

export type Accepted = Receipt & { readonly rejections: readonly RejectedRow[] };
/** Without a decision where it was not one event, or was decided too long ago to be remembered. */
export type Decided = Accepted & { readonly decision?: Decision | undefined };

export interface Results {
  /** Keeps what is new of these. Throws where it can’t: then it is given the same once more, or the run stops. */
  readonly keep: (results: Kept) => void;
  /** What it has been given can’t be lost any more. */
  readonly secure: () => void;
}

export interface Kept {
  /** What raised them. */
  readonly plan: Plan;
  readonly alerts: readonly Alert[];
  readonly outputs: readonly Output[];
  readonly rejected: readonly KeptRejection[];
}

export interface KeptRejection {
  readonly source: string;
  /** Its delivery, by number and moment, and the place among the rejected rows of that. */
  readonly number: number;
  readonly at: number;
  readonly index: number;
  readonly row: RejectedRow;
}

export interface RunOptions {
  readonly folder: string;
  readonly plans: (deployment: number) => RunPlan | Promise<RunPlan>;
  /** The deployment that it begins with. */
  readonly first: number;
  readonly results: Results;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Rows of a time so far past the clock are rejected. */
  readonly ahead?: number | undefined;
  /** After so many bytes in the journal a snapshot is taken. */
  readonly snapshotBytes?: number | undefined;
  readonly segmentBytes?: number | undefined;
  /** The journal reaches back so far at least, in milliseconds. */
  readonly keep?: number | undefined;
  /** How long results may be held up by another process before the run stops. */
  readonly patience?: number | undefined;
  /** Called when it has stopped at an error. */
  readonly failed?: ((error: RunFailed) => void) | undefined;
  /** Called with what was kept, and how many milliseconds after it had been made durable. */
  readonly kept?: ((results: Kept, after: number) => void) | undefined;
}

const hostState = z.object({ deployment: z.int(), positions: z.record(z.string(), z.json()), deliveries: storedDeliveries });

/** What was accepted is in the journal; opened anew, the run goes on from there. */
export class RunFailed extends Error {
  constructor(cause: unknown) {
    super('This run has stopped at an error', { cause });
  }
}

export class NoSuchSource extends RangeError {
  readonly source: string;
  constructor(source: string) {
    super(`This graph has no source “${source}”`);
    this.source = source;
  }
}

/** A decision is about one event. */
export class NotOneEvent extends Error {}

/** So many decisions are answered the same when they are asked for again. */
const mostDecisions = 10_000;

interface Durable {
  readonly number: number;
  readonly entry: Entry;
  readonly bytes: number;
  readonly readings: readonly Reading[];
  /** The deployment whose contract the readings were read by. */
  readonly readAs: number;
}

export async function openRun(options: RunOptions): Promise<LiveRun> {
  const { folder, plans, results, now, ahead = 5 * 60_000, keep = 0, patience = 60_000, segmentBytes, failed, kept } = options;
  const { snapshotBytes = 64 * 1024 * 1024 } = options;
  const snapshots = join(folder, 'snapshots');

  const before = await latestSnapshot(snapshots);
  const host = before === undefined ? undefined : hostState.parse(before.host);
  const positions = new Map(Object.entries(host?.positions ?? {}));
  const deliveries = knownDeliveries(host?.deliveries);
  const coming = new Map<string, Promise<Decided>>();
  const decisions = remembered<Decision>(mostDecisions);
  const heard = new Map<string, number>();
  const advanced = new Map<string, number>();
  const times = moments();
  const ready = new Map<number, RunPlan>();
  let deployment = host?.deployment ?? options.first;
  const engine = atWork(await plans(deployment), before?.engine);
  let rejected: KeptRejection[] = [];
  let notes: readonly Words[] = [];

  const sourceOf = (id: string): SourceStep => {
    const source = engine.sources().get(id);
    if (source === undefined) throw new NoSuchSource(id);
    return source;
  };

  const read = (entry: RowsEntry): readonly Reading[] => readRows(entry, sourceOf(entry.source), ahead);

  const tellRows = (entry: RowsEntry, { number, readings: given, readAs }: Durable): void => {
    // What a version that follows does not read any more is not told.
    if (readAs !== deployment && !engine.sources().has(entry.source)) return;
    const readings = readAs === deployment ? given : read(entry);
    let index = 0;
    for (const reading of readings) {
      engine.push(entry.source, reading);
      for (const row of reading.rejected) rejected.push({ source: entry.source, number, at: entry.at, index: index++, row });
    }
    if (entry.position !== undefined) positions.set(entry.source, entry.position);
    if (entry.key !== undefined) deliveries.add(entry.key, entry.at, receiptOf(number, readings));
  };

  const tell = (durable: Durable): void => {
    const { entry } = durable;
    times.saw(durable.number, entry.at);
    if (entry.type === 'rows') tellRows(entry, durable);
    else if (entry.type === 'finish') engine.finish();
    else if (entry.type === 'deploy') {
      const next = ready.get(entry.deployment);
      if (next === undefined) throw new Error(`There is no deployment ${entry.deployment}`);
      ({ deployment } = entry);
      notes = engine.change(next);
    } else if (engine.sources().has(entry.source)) {
      if (entry.type === 'idle') return engine.idle(entry.source);
      engine.advance(entry.source, entry.to);
      advanced.set(entry.source, entry.to);
    }
  };

  let unkept: Kept | undefined;
  let unkeptSince = 0;
  const keepTold = (): Kept => {
    const { alerts, outputs } = engine.told();
    const plan = engine.plan();
    const all = unkept === undefined ? { plan, alerts, outputs, rejected } : { plan, alerts: [...unkept.alerts, ...alerts], outputs: [...unkept.outputs, ...outputs], rejected: [...unkept.rejected, ...rejected] };
    rejected = [];
    unkept = all;
    if (all.alerts.length + all.outputs.length + all.rejected.length > 0) results.keep(all);
    unkept = undefined;
    kept?.(all, performance.now() - unkeptSince);
    return all;
  };

  const journal = await openJournal(join(folder, 'journal'), { segmentBytes });
  for (const start of journal.starts()) {
    for await (const { number, entry } of journal.read(start)) {
      times.saw(number, decodeEntry(entry).at);
      break;
    }
  }
  let worked = before?.before ?? 0;
  for await (const { number, entry: bytes } of journal.read(worked)) {
    const entry = decodeEntry(bytes);
    if (entry.type === 'deploy') ready.set(entry.deployment, await plans(entry.deployment));
    tell({ number, entry, bytes: bytes.length, readings: entry.type === 'rows' && engine.sources().has(entry.source) ? read(entry) : [], readAs: deployment });
    await patiently(keepTold, patience);
    worked = number + 1;
  }

  let sinceSnapshot = 0;
  let failure: RunFailed | undefined;
  let closed = false;
  /** Results that another process keeps from being stored. */
  let held: Promise<void> | undefined;

  const fail = (error: unknown): RunFailed => {
    if (failure !== undefined) return failure;
    failure = error instanceof RunFailed ? error : new RunFailed(error);
    failed?.(failure);
    return failure;
  };

  const check = (): void => {
    if (failure !== undefined) throw failure;
    if (closed) throw new Error('This run was closed');
  };

  const writeState = async (): Promise<void> => {
    await held;
    check();
    results.secure();
    sinceSnapshot = 0;
    const state: z.infer<typeof hostState> = { deployment, positions: Object.fromEntries(positions), deliveries: deliveries.stored() };
    await writeSnapshot(snapshots, { before: worked, host: state, engine: engine.snapshot() });
    const needed = Math.min(await oldestNeeded(snapshots), times.before(now() - keep) ?? 0);
    await journal.forget(needed);
    times.forget(needed);
  };

  let snapshotting: Promise<void> | undefined;
  /** One after the other: two that are written at once would be in each other’s way. */
  const snapshot = (): Promise<void> => {
    const following = (snapshotting ?? Promise.resolve()).then(writeState);
    const settled = following.catch((error: unknown) => void fail(error)).finally(() => {
      if (snapshotting === settled) snapshotting = undefined;
    });
    snapshotting = settled;
    return following;
  };

  const keepOrHold = (): Kept | undefined => {
    if (held !== undefined) return undefined;
    try {
      return keepTold();
    } catch (error) {
      if (!isBusy(error)) throw error;
      held = patiently(keepTold, patience).catch((stuck: unknown) => void fail(stuck)).finally(() => (held = undefined));
      return undefined;
    }
  };

  const work = (durable: Durable): Kept | undefined => {
    if (failure !== undefined) return undefined;
    let told: Kept | undefined;
    try {
      if (unkept === undefined) unkeptSince = performance.now();
      tell(durable);
      told = keepOrHold();
      worked = durable.number + 1;
      sinceSnapshot += durable.bytes;
    } catch (error) {
      fail(error);
      return undefined;
    }
    if (sinceSnapshot >= snapshotBytes && snapshotting === undefined) void snapshot().catch(() => undefined);
    return told;
  };

  const append = async (entry: Entry, readings: readonly Reading[] = [], then?: (told: Kept | undefined) => void): Promise<number> => {
    check();
    const readAs = deployment;
    const bytes = encodeEntry(entry);
    const number = await journal.append(bytes).catch((error: unknown) => {
      throw fail(error);
    });
    const told = work({ number, entry, bytes: bytes.length, readings, readAs });
    then?.(told);
    return number;
  };

  const take = async ({ source, body, key, position }: Delivery, decides: boolean): Promise<Decided> => {
    while (held !== undefined) await held;
    const entry: RowsEntry = { type: 'rows', at: now(), source, body, ...(key === undefined ? {} : { key }), ...(position === undefined ? {} : { position }) };
    const readings = read(entry);
    const [reading] = readings;
    if (decides && (reading === undefined || readings.length > 1 || reading.batch.length + reading.rejected.length !== 1)) throw new NotOneEvent();
    let decision: Decision | undefined;
    const number = await append(entry, readings, (told) => {
      // Before anything else is accepted: it is of all that was until now.
      if (decides && failure === undefined && reading !== undefined) decision = engine.decide(source, reading, told ?? { alerts: [], outputs: [] });
    });
    check();
    heard.set(source, entry.at);
    if (decision !== undefined && key !== undefined) decisions.set(key, decision);
    return { ...receiptOf(number, readings), rejections: readings.flatMap((each) => each.rejected), ...(decision === undefined ? {} : { decision }) };
  };

  const takeOnce = (delivery: Delivery, decides: boolean): Promise<Decided> => {
    const { key } = delivery;
    if (key === undefined) return take(delivery, decides);
    const known = deliveries.find(key);
    const decision = decisions.get(key);
    if (known !== undefined) return Promise.resolve({ ...known, rejections: [], ...(decision === undefined ? {} : { decision }) });
    const same = coming.get(key) ?? take(delivery, decides).finally(() => coming.delete(key));
    coming.set(key, same);
    return same;
  };

  const began = now();
  return {
    accept: (delivery) => takeOnce(delivery, false),
    decide: (delivery) => takeOnce(delivery, true),
    tick: async () => {
      const statistics = engine.statistics();
      const timers = awaitsTime(engine.plan());
      for (const source of engine.sources().values()) {
        const own = statistics.sources[source.id];
        if (own === undefined) continue;
        const silence = { source, heard: heard.get(source.id) ?? began, statistics: own, advanced: advanced.get(source.id) ?? -Infinity };
        for (const entry of passings(silence, now(), timers)) await append(entry);
      }
    },
    position: (source) => positions.get(source),
    deploy: async (number) => {
      ready.set(number, await plans(number));
      while (held !== undefined) await held;
      await append({ type: 'deploy', at: now(), deployment: number });
      check();
      await snapshot();
      return notes;
    },
    deployment: () => deployment,
    plan: engine.plan,
    statistics: engine.statistics,
    heard: (source) => heard.get(source),
    journal,
    async *since(at, from = times.before(at) ?? 0) {
      for await (const { number, entry: bytes } of journal.read(Math.max(journal.oldest(), from))) {
        const entry = decodeEntry(bytes);
        if (entry.at >= at) yield { number, entry };
      }
    },
    explain: async (asked) =>
      explain(asked, {
        snapshots: snapshotsIn(snapshots),
        deploymentOf: ({ host: state }) => hostState.parse(state).deployment,
        first: journal.oldest() === 0 ? options.first : undefined,
        compilationOf: async (number) => (await plans(number)).compilation,
        entries: async function* (from) {
          for await (const { entry } of journal.read(from)) yield { entry: decodeEntry(entry) };
        },
        read: (entry, { plan }) => {
          const source = plan.steps.find((step): step is SourceStep => step.op === 'source' && step.id === entry.source);
          return source === undefined ? [] : readRows(entry, source, ahead);
        },
      }),
    reaches: times.oldest,
    settled: async () => {
      await held;
      await snapshotting;
      check();
    },
    snapshot,
    finish: async () => void (await append({ type: 'finish', at: now() })),
    close: async () => {
      closed = true;
      await held;
      await snapshotting;
      await journal.close();
    },
  };
}

function receiptOf(number: number, readings: readonly Reading[]): Receipt {
  let [accepted, rejected] = [0, 0];
  for (const { batch, rejected: aside } of readings) {
    accepted += batch.length;
    rejected += aside.length;
  }
  return { number, accepted, rejected };
}
