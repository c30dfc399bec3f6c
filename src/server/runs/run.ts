import { join } from 'node:path';
import type { Decision } from '../../lab/live/decide.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { openJournal } from '../journal/journal.ts';
import { beginning } from './beginning.ts';
import { catchUp } from './catching-up.ts';
import { NoSuchSource, NotOneEvent, RunFailed } from './contract.ts';
import type { Decided, Delivery, Kept, LiveRun, RunOptions } from './contract.ts';
import type { Entry, RowsEntry } from './entries.ts';
import { decodeEntry, encodeEntry } from './entries.ts';
import { explain } from './explaining.ts';
import { filledFrom, furthestBack } from './filling.ts';
import type { Filling } from './filling.ts';
import { followLists } from './following-lists.ts';
import { hostStateOf } from './host-state.ts';
import { inGroups } from './in-groups.ts';
import { keeping } from './keeping.ts';
import { awaitsTime, passings } from './passing.ts';
import { rowsReader } from './read-rows.ts';
import type { ReadDelivery, RowsReader } from './read-rows.ts';
import { remembered } from './remembered.ts';
import { openedBy } from './run-lists.ts';
import { oldestNeeded, snapshotsIn, writeSnapshot } from './snapshots.ts';
import { snapshotting } from './snapshotting.ts';
import { wantsFilling } from './take-over.ts';
import { telling } from './telling.ts';
import type { Durable } from './telling.ts';

/** So many decisions are answered the same when they are asked for again. */
const mostDecisions = 10_000;

/** Something durable that the engine has yet to be told. */
interface Coming extends Durable {
  /** Called with what was told of it alone, before anything else is told. */
  readonly decide?: ((told: Kept | undefined) => void) | undefined;
  readonly worked: (became: ReadDelivery | undefined) => void;
}

/** Its place in the journal, and what became of its rows. */
interface Worked {
  readonly number: number;
  readonly became: ReadDelivery | undefined;
}

export async function openRun(options: RunOptions): Promise<LiveRun> {
  const { folder, plans, results, lists, now, ahead = 5 * 60_000, keep = 0, patience = 60_000, segmentBytes, failed, kept } = options;
  const { snapshotBytes = 64 * 1024 * 1024 } = options;
  const snapshots = join(folder, 'snapshots');

  const journal = await openJournal(join(folder, 'journal'), { segmentBytes });
  const { before, engine } = await beginning({ snapshots, plans, first: options.first, whole: journal.oldest() === 0 }).catch(async (error: unknown) => {
    await journal.close();
    throw error;
  });
  const host = before === undefined ? undefined : hostStateOf(before);
  const state = telling({ engine, host, deployment: host?.deployment ?? options.first, ahead });
  const { positions, deliveries, times, deployment } = state;
  const coming = new Map<string, Promise<Decided>>();
  const decisions = remembered<Decision>(mostDecisions);
  const heard = new Map<string, number>();
  let failure: RunFailed | undefined;
  let closed = false;

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

  const storing = keeping({ engine, takeRejected: state.takeRejected, results, patience, stuck: fail, kept });
  const filling: Filling = { snapshots, journal, plans, read: (entry) => state.readIfThere(entry).readings };
  let worked = await catchUp({ journal, from: before?.before ?? 0, state, storing, filling });

  const { take: snapshot, grown, taking } = snapshotting({
    every: snapshotBytes,
    write: async () => {
      await storing.held();
      check();
      results.secure();
      await writeSnapshot(snapshots, { before: worked, host: state.state(), engine: engine.snapshot() });
      const needed = Math.min(await oldestNeeded(snapshots), times.before(now() - keep) ?? 0);
      await journal.forget(needed);
      times.forget(needed);
    },
    failed: fail,
  });

  const tellAndStore = (all: readonly Coming[]): readonly (ReadDelivery | undefined)[] => {
    if (failure !== undefined) return [];
    try {
      storing.begin();
      const became = state.tell(all);
      const told = storing.keep();
      worked = (all.at(-1)?.number ?? worked - 1) + 1;
      for (const { decide } of all) decide?.(told);
      grown(all.reduce((sum, { bytes }) => sum + bytes, 0));
      return became;
    } catch (error) {
      fail(error);
      return [];
    }
  };
  const work = inGroups<Coming>((all) => {
    for (const part of decidedAlone(all)) {
      const became = tellAndStore(part);
      for (const [place, { worked: tell }] of part.entries()) tell(became[place]);
    }
  });

  /** While a version is changed nothing else is told. */
  let changing: Promise<unknown> | undefined;
  const underWay = new Set<Promise<unknown>>();

  const append = async (entry: Entry, more: Pick<Coming, 'read' | 'decide'> = {}): Promise<Worked> => {
    while (changing !== undefined && entry.type !== 'deploy') await changing;
    check();
    if (entry.type === 'rows' && !engine.sources().has(entry.source)) throw new NoSuchSource(entry.source);
    const bytes = encodeEntry(entry);
    const durable = journal.append(bytes).catch((error: unknown) => {
      throw fail(error);
    });
    const done = durable.then((number) => new Promise<Worked>((resolve) => work({ ...more, number, entry, bytes: bytes.length, worked: (became) => resolve({ number, became }) })));
    const over = done.catch(() => undefined).finally(() => underWay.delete(over));
    underWay.add(over);
    return done;
  };

  const take = async ({ source, body, key, position }: Delivery, decides: boolean): Promise<Decided> => {
    while (storing.held() !== undefined) await storing.held();
    const entry: RowsEntry = { type: 'rows', at: now(), source, body, ...(key === undefined ? {} : { key }), ...(position === undefined ? {} : { position }) };
    let decision: Decision | undefined;
    const { number, became } = await append(entry, decides ? deciding(entry, (made) => (decision = made)) : {});
    check();
    heard.set(source, entry.at);
    if (decision !== undefined && key !== undefined) decisions.set(key, decision);
    const { accepted, rejected } = became ?? { accepted: 0, rejected: [] };
    return { number, accepted, rejected: rejected.length, rejections: rejected, ...(decision === undefined ? {} : { decision }) };
  };

  /** It is read beforehand, as only one event is decided at a time. */
  const deciding = (entry: RowsEntry, take: (decision: Decision) => void): Pick<Coming, 'read' | 'decide'> => {
    const rows = state.read(entry);
    const [reading, ...others] = rows.readings;
    if (reading === undefined || others.length > 0 || reading.batch.length + reading.rejected.length !== 1) throw new NotOneEvent();
    return {
      read: { as: deployment(), rows },
      // Before anything else is accepted: it is of all that was until now.
      decide: (told) => take(engine.decide(entry.source, reading, told ?? { alerts: [], outputs: [] })),
    };
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

  const changeTo = async (number: number): Promise<void> => {
    const next = await plans(number);
    await Promise.all(underWay);
    while (storing.held() !== undefined) await storing.held();
    check();
    const opened = openedBy(next.plan, state.tables, lists);
    const from = wantsFilling(engine.carried(next)) ? await furthestBack(filling, deployment()) : undefined;
    const carried = from === undefined ? undefined : await filledFrom(filling, next, from, journal.next(), opened);
    state.prepare(number, next, carried);
    await append({ type: 'deploy', at: now(), deployment: number, ...(from === undefined ? {} : { filledFrom: from }), ...(opened.length === 0 ? {} : { tables: opened }) });
    check();
  };

  const takeLists = followLists({ engine, lists, tables: state.tables, append, now });
  await takeLists();

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
        const silence = { source, heard: heard.get(source.id) ?? began, statistics: own, advanced: state.advanced.get(source.id) ?? -Infinity };
        for (const entry of passings(silence, now(), timers)) await append(entry);
      }
    },
    position: (source) => positions.get(source),
    catchUp: takeLists,
    deploy: async (number) => {
      while (changing !== undefined) await changing;
      changing = changeTo(number).finally(() => (changing = undefined));
      await changing;
      await snapshot();
      return state.notes();
    },
    deployment,
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
    explain: async (asked) => {
      const readers = new Map<SourceStep, RowsReader>();
      return explain(asked, {
        snapshots: snapshotsIn(snapshots),
        later: 'alert' in asked && asked.raised !== undefined ? times.after(asked.raised) : undefined,
        deploymentOf: (each) => hostStateOf(each).deployment,
        first: journal.oldest() === 0 ? options.first : undefined,
        compilationOf: async (number) => (await plans(number)).compilation,
        entries: async function* (from) {
          for await (const { entry } of journal.read(from)) yield { entry: decodeEntry(entry) };
        },
        read: (entry, { plan }) => {
          const source = plan.steps.find((step): step is SourceStep => step.op === 'source' && step.id === entry.source);
          if (source === undefined) return [];
          const reader = readers.get(source) ?? rowsReader(source, ahead);
          readers.set(source, reader);
          return reader([entry]).readings;
        },
      });
    },
    reaches: times.oldest,
    settled: async () => {
      await storing.held();
      await taking();
      check();
    },
    snapshot,
    finish: async () => void (await append({ type: 'finish', at: now() })),
    close: async () => {
      closed = true;
      await storing.held();
      await taking();
      await journal.close();
    },
  };
}

/** What is decided is told by itself, as nothing else may come between it and its decision. */
function* decidedAlone(all: readonly Coming[]): Generator<readonly Coming[]> {
  let from = 0;
  for (const [at, { decide }] of all.entries()) {
    if (decide === undefined) continue;
    if (at > from) yield all.slice(from, at);
    yield all.slice(at, at + 1);
    from = at + 1;
  }
  if (from < all.length) yield all.slice(from);
}
