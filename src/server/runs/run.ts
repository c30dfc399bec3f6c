import { join } from 'node:path';
import type { Reading } from '../../data/read/reading.ts';
import type { Words } from '../../data/text.ts';
import type { Carried } from '../../engine/carry.ts';
import type { Decision } from '../../lab/live/decide.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { openJournal } from '../journal/journal.ts';
import { beginning } from './beginning.ts';
import { NoSuchSource, NotOneEvent, RunFailed } from './contract.ts';
import type { Decided, Delivery, Kept, KeptRejection, LiveRun, RunOptions } from './contract.ts';
import { knownDeliveries } from './deliveries.ts';
import type { Receipt } from './deliveries.ts';
import type { Entry, RowsEntry } from './entries.ts';
import { decodeEntry, encodeEntry } from './entries.ts';
import { explain } from './explaining.ts';
import { filledFrom, furthestBack } from './filling.ts';
import type { Filling } from './filling.ts';
import { hostStateOf } from './host-state.ts';
import type { HostState } from './host-state.ts';
import { moments } from './moments.ts';
import { awaitsTime, passings } from './passing.ts';
import { isBusy, patiently } from './patience.ts';
import { readRows } from './read-rows.ts';
import { remembered } from './remembered.ts';
import { oldestNeeded, snapshotsIn, writeSnapshot } from './snapshots.ts';
import { notesOn, wantsFilling } from './take-over.ts';
import type { RunPlan } from './take-over.ts';

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

  const journal = await openJournal(join(folder, 'journal'), { segmentBytes });
  const { before, engine } = await beginning({ snapshots, plans, first: options.first, whole: journal.oldest() === 0 }).catch(async (error: unknown) => {
    await journal.close();
    throw error;
  });
  const host = before === undefined ? undefined : hostStateOf(before);
  const positions = new Map(Object.entries(host?.positions ?? {}));
  const deliveries = knownDeliveries(host?.deliveries);
  const coming = new Map<string, Promise<Decided>>();
  const decisions = remembered<Decision>(mostDecisions);
  const heard = new Map<string, number>();
  const advanced = new Map<string, number>();
  const times = moments();
  const ready = new Map<number, { readonly next: RunPlan; readonly carried: Carried | undefined }>();
  let deployment = host?.deployment ?? options.first;
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
      const change = ready.get(entry.deployment);
      if (change === undefined) throw new Error(`There is no deployment ${entry.deployment}`);
      const { next, carried = engine.carried(next) } = change;
      ({ deployment } = entry);
      notes = notesOn(carried, next);
      engine.change(next, carried);
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

  for (const start of journal.starts()) {
    for await (const { number, entry } of journal.read(start)) {
      times.saw(number, decodeEntry(entry).at);
      break;
    }
  }
  const filling: Filling = { snapshots, journal, plans, read: (entry) => (engine.sources().has(entry.source) ? read(entry) : []) };
  let worked = before?.before ?? 0;
  for await (const { number, entry: bytes } of journal.read(worked)) {
    const entry = decodeEntry(bytes);
    if (entry.type === 'deploy') {
      const next = await plans(entry.deployment);
      ready.set(entry.deployment, { next, carried: entry.filledFrom === undefined ? undefined : await filledFrom(filling, next, entry.filledFrom, number) });
    }
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
    const state: HostState = { deployment, positions: Object.fromEntries(positions), deliveries: deliveries.stored() };
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

  /** While a version is changed nothing else is told. */
  let changing: Promise<unknown> | undefined;
  const underWay = new Set<Promise<unknown>>();

  const append = async (entry: Entry, { readings, readAs }: Pick<Durable, 'readings' | 'readAs'> = { readings: [], readAs: deployment }, then?: (told: Kept | undefined) => void): Promise<number> => {
    while (changing !== undefined && entry.type !== 'deploy') await changing;
    check();
    const bytes = encodeEntry(entry);
    const appending = journal.append(bytes).catch((error: unknown) => {
      throw fail(error);
    });
    const done = appending.then((number) => {
      const told = work({ number, entry, bytes: bytes.length, readings, readAs });
      then?.(told);
      return number;
    });
    const over = done.catch(() => undefined).finally(() => underWay.delete(over));
    underWay.add(over);
    return done;
  };

  const take = async ({ source, body, key, position }: Delivery, decides: boolean): Promise<Decided> => {
    while (held !== undefined) await held;
    const entry: RowsEntry = { type: 'rows', at: now(), source, body, ...(key === undefined ? {} : { key }), ...(position === undefined ? {} : { position }) };
    const readings = read(entry);
    const readAs = deployment;
    const [reading] = readings;
    if (decides && (reading === undefined || readings.length > 1 || reading.batch.length + reading.rejected.length !== 1)) throw new NotOneEvent();
    let decision: Decision | undefined;
    const number = await append(entry, { readings, readAs }, (told) => {
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
      while (changing !== undefined) await changing;
      const change = async (): Promise<void> => {
        const next = await plans(number);
        await Promise.all(underWay);
        while (held !== undefined) await held;
        check();
        const from = wantsFilling(engine.carried(next)) ? await furthestBack(filling, deployment) : undefined;
        const carried = from === undefined ? undefined : await filledFrom(filling, next, from, journal.next());
        ready.set(number, { next, carried });
        await append({ type: 'deploy', at: now(), deployment: number, ...(from === undefined ? {} : { filledFrom: from }) });
        check();
      };
      changing = change().finally(() => (changing = undefined));
      await changing;
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
        deploymentOf: (each) => hostStateOf(each).deployment,
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
