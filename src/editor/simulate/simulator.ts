import { words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { RowsPage, RowsView } from '../state/contract/rows.ts';
import type { RunAlert } from '../state/contract/run.ts';
import { createLiveDesk } from './live/live-desk.ts';
import type { LiveHost } from './live/live-desk.ts';
import { lookAt } from './live/look.ts';
import type { LiveSession } from './live/session.ts';
import { keepReadings } from './kept-readings.ts';
import { rowsAt } from './kept-rows.ts';
import type { KeptRows } from './kept-rows.ts';
import { buffersOf } from './protocol.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { positionsOf } from './rows-view.ts';
import { prepare, rowsByReplay, startRun } from './run.ts';
import type { Host, Running } from './run.ts';
import { fileOpener, NoRun } from './sample-inputs.ts';
import type { SampleInput } from './sample-inputs.ts';
import { createSampler } from './sampler.ts';
import { createTestDesk } from './test-desk.ts';
import { createStudyDesk } from './study-desk.ts';

/** All that the worker does: one run at a time, the rows behind the counts of the last one, and what is asked of the sample. */

export interface SimulatorHost extends LiveHost {
  readonly post: (message: FromWorker, transfer?: readonly ArrayBuffer[]) => void;
}

/** Milliseconds between two tellings of a run's progress. */
const between = 250;

/** No page has more rows. */
const longestPage = 10_000;

/** Streams that were looked at take no more memory than this, in bytes, each; the latest few are kept. */
const mostBytes = 268_435_456;
const mostStreams = 2;

/** What was read of the samples, in bytes. */
const mostRead = 402_653_184;

/** A run whose rows can be looked at. */
interface Looked {
  readonly running: Running;
  readonly ended: Promise<unknown>;
  readonly whole: Map<StreamRef, Promise<KeptRows>>;
  readonly dropped: AbortController;
}

export function createSimulator(host: SimulatorHost): (message: ToWorker) => void {
  let last: { readonly run: number; readonly stop: AbortController; readonly over: Promise<void> } | undefined;
  let shown: Looked | undefined;
  const kept = keepReadings(mostRead);
  const opener = fileOpener();
  /** By source, what was read for it last. Nothing else is kept. */
  const latest = new Map<string, string>();

  const reads = (inputs: ReadonlyMap<string, SampleInput>): void => {
    for (const [source, { key }] of inputs) latest.set(source, key);
    kept.only(new Set(latest.values()));
  };

  /** What runs goes first. */
  const pause = async (): Promise<void> => {
    await host.pause();
    for (let run = last; run !== undefined; run = run === last ? undefined : last) await run.over;
  };

  /** What is kept of the events that came in, while they stand still. */
  let stood: Looked | undefined;

  const live = createLiveDesk({
    host,
    opener,
    kept,
    tell: (number, told) => host.post({ type: 'live', live: number, told }),
    inWords,
    stands: (number, session) => {
      look(number, session).catch((error: unknown) => host.post({ type: 'live', live: number, told: { type: 'failed', failure: inWords(error) } }));
    },
    moves: () => {
      stood?.dropped.abort(new NoRun({ en: 'Events come in again', zh: '事件又在流入' }));
      stood = undefined;
    },
  });

  const look = async (number: number, session: LiveSession): Promise<void> => {
    const dropped = new AbortController();
    const running = lookAt(session, dropped.signal, host);
    const ended = running.toEnd(() => undefined);
    const looked: Looked = { running, ended: ended.catch(() => undefined), whole: new Map(), dropped };
    stood = looked;
    const summary = await ended;
    if (stood !== looked) return;
    const first: RunAlert[] = [];
    for (let next = running.alerts.next(); next !== undefined; next = running.alerts.next()) first.push(...next);
    host.post({ type: 'live', live: number, told: { type: 'looked', statistics: running.statistics(), summary, first, alerts: running.alerts.tally(summary.span), labels: running.labels.counts() } });
  };

  /** What can be looked at now. */
  const lookedAt = (): Looked | undefined => {
    if (live.session() === undefined) return shown;
    if (stood === undefined) throw new NoRun({ en: 'Pause the live preview to look closer', zh: '请先暂停实时预览，再查看细节' });
    return stood;
  };

  const studies = createStudyDesk({
    now: host.now,
    pause,
    run: async () => {
      await pause();
      const looked = lookedAt();
      if (looked === undefined) throw new NoRun({ en: 'Run the graph first', zh: '请先运行' });
      return { running: looked.running, dropped: looked.dropped.signal };
    },
    post: host.post,
    fail: (request, error) => host.post({ type: 'no-study', request, failure: inWords(error) }),
  });

  const tests = createTestDesk({
    now: host.now,
    pause,
    opener,
    answer: (request, answer) => host.post({ type: 'tested', request, answer }),
    fail: (request, error) => host.post({ type: 'not-tested', request, failure: inWords(error) }),
  });

  const sampler = createSampler({
    now: host.now,
    pause,
    opener,
    kept,
    reads,
    answer: (request, answer) => host.post({ type: 'answer', request, answer }),
    fail: (request, error) => host.post({ type: 'answer', request, answer: undefined, why: inWords(error) }),
  });

  const run = async ({ run: number, document, files }: Extract<ToWorker, { type: 'run' }>, signal: AbortSignal): Promise<void> => {
    if (isPast(number)) return;
    let looked: Looked | undefined;
    try {
      const prepared = await prepare(document, opener(files), kept);
      latest.clear();
      reads(prepared.inputs);
      const running = startRun(prepared, signal, host);
      const streams = [...running.prepared.fields.keys()];
      host.post({ type: 'begun', run: number, streams });
      let told = host.now();
      const ended = running.toEnd(() => {
        if (host.now() - told < between) return;
        told = host.now();
        const { rows } = running.statistics();
        host.post({ type: 'progress', run: number, ...running.progress(), counts: Float64Array.from(streams, (stream) => rows[stream] ?? 0) });
        tellAlerts(number, running);
      });
      looked = { running, ended: ended.catch(() => undefined), whole: new Map(), dropped: new AbortController() };
      // Until the first run ends there is nothing else to look at.
      shown ??= looked;
      const summary = await ended;
      if (isPast(number)) throw new NoRun({ en: 'Another run has begun', zh: '已开始另一次运行' });
      if (shown !== looked) shown.dropped.abort(new NoRun({ en: 'Another run has taken its place', zh: '已有新的运行结果' }));
      shown = looked;
      while (tellAlerts(number, running)) await host.pause();
      host.post({ type: 'ended', run: number, statistics: running.statistics(), summary, alerts: running.alerts.tally(summary.span), labels: running.labels.counts() });
    } catch (error) {
      if (shown === looked) shown = undefined;
      if (!isPast(number)) host.post({ type: 'failed', run: number, failure: inWords(error) });
    }
  };

  /** Nobody waits for it any more: there is a later one. */
  const isPast = (number: number): boolean => last?.run !== number;

  const tellAlerts = (number: number, { alerts }: Running): boolean => {
    const next = alerts.next();
    if (next !== undefined) host.post({ type: 'alerts', run: number, alerts: next });
    return next !== undefined;
  };

  const rows = async ({ request, stream, from, to, view }: Extract<ToWorker, { type: 'rows' }>): Promise<void> => {
    try {
      const looked = lookedAt();
      if (looked === undefined) throw new NoRun({ en: 'Run the graph to see its rows', zh: '运行后才能查看数据行' });
      const page = await pageOf(looked, stream, from, to, view, host);
      host.post({ type: 'page', request, page }, buffersOf(page.batch.columns));
    } catch (error) {
      host.post({ type: 'no-page', request, failure: inWords(error) });
    }
  };

  return (message) => {
    switch (message.type) {
      case 'run': {
        last?.stop.abort();
        const stop = new AbortController();
        const over = last?.over;
        last = { run: message.run, stop, over: Promise.resolve(over).then(() => run(message, stop.signal)) };
        return;
      }
      case 'stop':
        if (last?.run === message.run) last.stop.abort();
        return;
      case 'rows':
        void rows(message);
        return;
      case 'live':
        live.take(message);
        return;
      case 'ask':
        sampler.ask(message.request, message.question);
        return;
      case 'study':
        studies.ask(message.request, message.asked);
        return;
      case 'tests':
        tests.ask(message);
        return;
      case 'forget':
        tests.forget(message.request);
        sampler.forget(message.request);
        studies.forget(message.request);
    }
  };
}

async function pageOf(looked: Looked, stream: StreamRef, from: number, to: number, view: RowsView | undefined, host: Host): Promise<RowsPage> {
  const { running, ended } = looked;
  const first = running.first.get(stream)?.rows;
  if (first === undefined) return { from, total: 0, all: 0, kept: 0, fields: [], batch: { length: 0, columns: [] } };
  const plain = view === undefined || (view.sort === undefined && view.filters.length === 0);
  if (!plain || to > first.length) await ended;
  const all = running.only?.has(stream) === true ? first.length : (running.statistics().rows[stream] ?? 0);
  const most = Math.floor(mostBytes / (8 * Math.max(1, first.fields.length)));
  const kept = Math.min(all, most);
  const enough = plain ? Math.min(to, all) : all;
  const rows = first.length >= enough ? first : await wholeOf(looked, stream, most, host);
  const positions = plain ? undefined : viewed(rows, view);
  const total = positions?.length ?? kept;
  const end = Math.min(to, total, from + longestPage);
  const wanted = positions === undefined ? Int32Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at) : positions.subarray(from, end);
  return { from, total, all, kept, fields: rows.fields, batch: rowsAt(rows, wanted), ...(positions === undefined ? {} : { places: wanted.slice() }) };
}

function wholeOf({ running, whole, dropped }: Looked, stream: StreamRef, most: number, host: Host): Promise<KeptRows> {
  const known = whole.get(stream) ?? rowsByReplay(running, stream, most, dropped.signal, host);
  // What was asked for last goes last.
  whole.delete(stream);
  whole.set(stream, known);
  for (const old of whole.keys()) if (whole.size > mostStreams) whole.delete(old);
  known.catch(() => whole.delete(stream));
  return known;
}

const views = new WeakMap<KeptRows, { readonly key: string; readonly positions: Int32Array | undefined }>();

/** As rows are scrolled through, they are looked at in the same way again and again. */
function viewed(rows: KeptRows, view: RowsView | undefined): Int32Array | undefined {
  const key = JSON.stringify([rows.length, view]);
  const known = views.get(rows);
  if (known?.key === key) return known.positions;
  const positions = positionsOf(rows, view);
  views.set(rows, { key, positions });
  return positions;
}

function inWords(error: unknown): Words {
  if (error instanceof NoRun) return error.words;
  const why = error instanceof Error ? error.message : String(error);
  return words((lang) => (lang === 'en' ? `The run ended unexpectedly: ${why}` : `运行意外结束：${why}`));
}
