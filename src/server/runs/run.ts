import { join } from 'node:path';
import type { Batch } from '../../data/columns.ts';
import type { Reading, RejectedRow } from '../../data/read/reading.ts';
import { z } from '../../data/zod.ts';
import type { Alert, Output, Statistics } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import type { Plan, SourceStep } from '../../plan/plan.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/journal.ts';
import { knownDeliveries, storedDeliveries } from './deliveries.ts';
import type { Receipt } from './deliveries.ts';
import type { Entry, Position, RowsEntry } from './entries.ts';
import { decodeEntry, encodeEntry } from './entries.ts';
import { awaitsTime, passings } from './passing.ts';
import { readRows } from './read-rows.ts';
import { latestSnapshot, oldestNeeded, writeSnapshot } from './snapshots.ts';

/**
 * A plan at work on what comes in, day and night. Whatever the engine is told stands in the journal first; what it
 * tells goes to the results, which take the same thing twice as once. So a crash at any moment loses nothing that was
 * acknowledged, and doubles nothing.
 */
export interface LiveRun {
  /** Resolves once the delivery can’t be lost any more. */
  readonly accept: (delivery: Delivery) => Promise<Receipt & { readonly rejections: readonly RejectedRow[] }>;
  /** Lets the silence of sources come to something. Called every second or so. */
  readonly tick: () => Promise<void>;
  /** Where the connector of this source is to begin: behind what was accepted last. */
  readonly position: (source: string) => Position | undefined;
  readonly statistics: () => Statistics;
  readonly journal: Pick<Journal, 'next' | 'oldest' | 'read'>;
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

export interface Results {
  /** Keeps what is new of these. Throws where it can’t: then it is given the same once more, or the run stops. */
  readonly keep: (results: Told) => void;
  /** What it has been given can’t be lost any more. */
  readonly secure: () => void;
}

export interface Told {
  readonly alerts: readonly Alert[];
  readonly outputs: readonly Output[];
}

export interface RunOptions {
  readonly folder: string;
  readonly plan: Plan;
  readonly tables?: ReadonlyMap<string, Batch> | undefined;
  readonly results: Results;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Rows of a time so far past the clock are rejected. */
  readonly ahead?: number | undefined;
  /** After so many bytes in the journal a snapshot is taken. */
  readonly snapshotBytes?: number | undefined;
  readonly segmentBytes?: number | undefined;
}

const hostState = z.object({ positions: z.record(z.string(), z.json()), deliveries: storedDeliveries });

/** What was accepted is in the journal; opened anew, the run goes on from there. */
export class RunFailed extends Error {
  constructor(cause: unknown) {
    super('This run has stopped at an error', { cause });
  }
}

interface Durable {
  readonly number: number;
  readonly entry: Entry;
  readonly bytes: number;
  readonly readings: readonly Reading[];
}

export async function openRun(options: RunOptions): Promise<LiveRun> {
  const { folder, plan, tables, results, now, ahead = 5 * 60_000, snapshotBytes = 64 * 1024 * 1024, segmentBytes } = options;
  const snapshots = join(folder, 'snapshots');
  const sources = new Map(plan.steps.flatMap((step) => (step.op === 'source' ? [[step.id, step] as const] : [])));
  const timers = awaitsTime(plan);

  const before = await latestSnapshot(snapshots);
  const host = before === undefined ? undefined : hostState.parse(before.host);
  const positions = new Map(Object.entries(host?.positions ?? {}));
  const deliveries = knownDeliveries(host?.deliveries);
  const coming = new Map<string, ReturnType<LiveRun['accept']>>();
  const heard = new Map<string, number>();
  const advanced = new Map<string, number>();
  let told: { alerts: Alert[]; outputs: Output[] } = { alerts: [], outputs: [] };

  const engine = createEngine(plan, {
    tables,
    snapshot: before?.engine,
    listener: { alert: (alert) => told.alerts.push(alert), output: (output) => told.outputs.push(output) },
  });

  const sourceOf = (id: string): SourceStep => {
    const source = sources.get(id);
    if (source === undefined) throw new RangeError(`This graph has no source “${id}”`);
    return source;
  };

  const tell = ({ number, entry, readings }: Durable): void => {
    if (entry.type === 'finish') engine.finish();
    else if (entry.type === 'idle') engine.idle(entry.source);
    else if (entry.type === 'advance') {
      engine.advance(entry.source, entry.to);
      advanced.set(entry.source, entry.to);
    } else {
      for (const reading of readings) engine.push(entry.source, reading);
      if (entry.position !== undefined) positions.set(entry.source, entry.position);
      if (entry.key !== undefined) deliveries.add(entry.key, entry.at, receiptOf(number, readings));
    }
  };

  const keep = (): void => {
    if (told.alerts.length === 0 && told.outputs.length === 0) return;
    results.keep(told);
    told = { alerts: [], outputs: [] };
  };

  const read = (entry: RowsEntry): readonly Reading[] => readRows(entry, sourceOf(entry.source), ahead);

  const journal = await openJournal(join(folder, 'journal'), { segmentBytes });
  let worked = before?.before ?? 0;
  for await (const { number, entry: bytes } of journal.read(worked)) {
    const entry = decodeEntry(bytes);
    tell({ number, entry, bytes: bytes.length, readings: entry.type === 'rows' ? read(entry) : [] });
    keep();
    worked = number + 1;
  }

  let sinceSnapshot = 0;
  let failure: RunFailed | undefined;
  let closed = false;

  const snapshot = async (): Promise<void> => {
    check();
    results.secure();
    sinceSnapshot = 0;
    const state: z.infer<typeof hostState> = { positions: Object.fromEntries(positions), deliveries: deliveries.stored() };
    await writeSnapshot(snapshots, { before: worked, host: state, engine: engine.snapshot() });
    await journal.forget(await oldestNeeded(snapshots));
  };

  const check = (): void => {
    if (failure !== undefined) throw failure;
    if (closed) throw new Error('This run was closed');
  };

  let snapshotting: Promise<void> | undefined;
  const work = (durable: Durable): void => {
    if (failure !== undefined) return;
    try {
      tell(durable);
      keep();
      worked = durable.number + 1;
      sinceSnapshot += durable.bytes;
    } catch (error) {
      failure = new RunFailed(error);
    }
    if (sinceSnapshot < snapshotBytes || snapshotting !== undefined) return;
    snapshotting = snapshot().catch((error) => void (failure ??= new RunFailed(error))).finally(() => (snapshotting = undefined));
  };

  const append = async (entry: Entry, readings: readonly Reading[] = []): Promise<number> => {
    check();
    const bytes = encodeEntry(entry);
    const number = await journal.append(bytes);
    work({ number, entry, bytes: bytes.length, readings });
    return number;
  };

  const take = async ({ source, body, key, position }: Delivery): ReturnType<LiveRun['accept']> => {
    const entry: RowsEntry = { type: 'rows', at: now(), source, body, ...(key === undefined ? {} : { key }), ...(position === undefined ? {} : { position }) };
    const readings = read(entry);
    const number = await append(entry, readings);
    heard.set(source, entry.at);
    return { ...receiptOf(number, readings), rejections: readings.flatMap(({ rejected }) => rejected) };
  };

  const began = now();
  return {
    accept: (delivery) => {
      const { key } = delivery;
      if (key === undefined) return take(delivery);
      const before = deliveries.find(key);
      if (before !== undefined) return Promise.resolve({ ...before, rejections: [] });
      const same = coming.get(key) ?? take(delivery).finally(() => coming.delete(key));
      coming.set(key, same);
      return same;
    },
    tick: async () => {
      const statistics = engine.statistics();
      for (const source of sources.values()) {
        const own = statistics.sources[source.id];
        if (own === undefined) continue;
        const silence = { source, heard: heard.get(source.id) ?? began, statistics: own, advanced: advanced.get(source.id) ?? -Infinity };
        for (const entry of passings(silence, now(), timers)) await append(entry);
      }
    },
    position: (source) => positions.get(source),
    statistics: engine.statistics,
    journal,
    settled: async () => {
      await snapshotting;
      check();
    },
    snapshot,
    finish: async () => void (await append({ type: 'finish', at: now() })),
    close: async () => {
      closed = true;
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
