import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { RowsPage, RowsView, RunAlert, RunAlerts, RunStore } from '../state/contract.ts';
import { sameMeaning } from '../state/document-store.ts';
import type { FromWorker, SampleFiles, ToWorker } from './protocol.ts';

/** The part of a worker that a run needs. */
export interface RunWorker {
  readonly post: (message: ToWorker) => void;
  readonly end: () => void;
}

export interface WorkerEvents {
  readonly told: (message: FromWorker) => void;
  readonly failed: (why: string) => void;
}

export interface RunOptions {
  readonly document: () => RuleDocument;
  /** The files that the document's samples and tables name, of those that there are. */
  readonly files: (document: RuleDocument) => Promise<SampleFiles>;
  readonly spawn: (events: WorkerEvents) => RunWorker;
}

export interface RunController {
  readonly store: StoreApi<RunStore>;
  /** To be called when the document has changed. */
  readonly changed: () => void;
  /** Ends the worker. The next run starts another. */
  readonly close: () => void;
}

/** After edits, a graph that runs in less than this runs again by itself, once there is a pause of the second. */
const quick = 1000;
const settled = 250;

/** A worker that does not listen for so long is ended. */
const deaf = 3000;

const noAlerts: RunAlerts = { total: 0, first: [], byNode: new Map(), bySeverity: { low: 0, medium: 0, high: 0, critical: 0 }, byDay: [] };

const crashed = (why: string): Words => ({
  en: `The run broke off${why === '' ? '' : `: ${why}`}. Run again`,
  zh: `运行中断${why === '' ? '' : `：${why}`}。请再运行一次`,
});

interface Asked {
  readonly resolve: (page: RowsPage) => void;
  readonly reject: (error: RowsFailure) => void;
}

/** Why there are no rows, for the person who wanted to see them. */
export class RowsFailure extends Error {
  readonly words: Words;

  constructor(said: Words) {
    super(said.en);
    this.words = said;
  }
}

/** Runs a graph in a worker. What the page is told of a run that is not the last one asked for, it does not hear. */
export function createRunController({ document, files, spawn }: RunOptions): RunController {
  let worker: RunWorker | undefined;
  let run = 0;
  let requests = 0;
  let streams: readonly StreamRef[] = [];
  let alerts: readonly RunAlert[] = [];
  /** What the counts that show are of, or what runs. */
  let ran: RuleDocument | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  const asked = new Map<number, Asked>();

  const fail = (failure: Words): void => {
    clearTimeout(watchdog);
    store.setState({ state: 'failed', failure, progress: undefined });
  };

  const endWorker = (why: Words): void => {
    worker?.end();
    worker = undefined;
    for (const { reject } of asked.values()) reject(new RowsFailure(why));
    asked.clear();
  };

  const told = (message: FromWorker): void => {
    if (message.type === 'page' || message.type === 'no-page') {
      const waiting = asked.get(message.request);
      asked.delete(message.request);
      if (message.type === 'page') waiting?.resolve(message.page);
      else waiting?.reject(new RowsFailure(message.failure));
      return;
    }
    if (message.run !== run) return;
    switch (message.type) {
      case 'begun':
        ({ streams } = message);
        return;
      case 'progress': {
        const { rows, total, counts } = message;
        store.setState({ progress: { rows, total }, counts: new Map(streams.map((stream, at) => [stream, counts[at] ?? 0])) });
        return;
      }
      case 'alerts':
        alerts = [...alerts, ...message.alerts];
        return;
      case 'ended': {
        clearTimeout(watchdog);
        const { statistics, summary, alerts: tally } = message;
        const counts = new Map(Object.entries(statistics.rows));
        store.setState({ state: 'done', progress: undefined, counts, statistics, summary, alerts: { ...tally, first: alerts } });
        // It may have been edited while it ran.
        changed();
        return;
      }
      case 'failed':
        fail(message.failure);
    }
  };

  const start = (): void => {
    clearTimeout(again);
    clearTimeout(watchdog);
    run += 1;
    const [number, running] = [run, document()];
    ran = running;
    alerts = [];
    store.setState({ state: 'running', progress: { rows: 0 }, failure: undefined });
    files(running).then(
      (given) => {
        if (number !== run || store.getState().state !== 'running') return;
        present().post({ type: 'run', run: number, document: running, files: given });
      },
      (error: unknown) => {
        if (number === run) fail(crashed(error instanceof Error ? error.message : String(error)));
      },
    );
  };

  const present = (): RunWorker =>
    (worker ??= spawn({
      told,
      failed: (why) => {
        endWorker(crashed(why));
        if (store.getState().state === 'running') fail(crashed(why));
      },
    }));

  const stop = (): void => {
    if (store.getState().state !== 'running') return;
    if (worker === undefined) {
      run += 1;
      store.setState({ state: store.getState().summary === undefined ? 'idle' : 'stale', progress: undefined });
      return;
    }
    worker.post({ type: 'stop', run });
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      const why = { en: 'The run did not stop by itself and was ended. Run again', zh: '运行没有自行停止，已强制结束。请再运行一次' };
      endWorker(why);
      fail(why);
    }, deaf);
  };

  const changed = (): void => {
    clearTimeout(again);
    const { state, summary } = store.getState();
    if (ran === undefined || (state !== 'done' && state !== 'stale')) return;
    if (sameMeaning(ran, document())) {
      // An edit that was undone: what was counted holds again.
      if (state === 'stale') store.setState({ state: 'done' });
      return;
    }
    if (state !== 'stale') store.setState({ state: 'stale' });
    if (summary !== undefined && !summary.stopped && summary.milliseconds < quick) again = setTimeout(start, settled);
  };

  const rowsOf = (stream: StreamRef, from: number, to: number, view?: RowsView): Promise<RowsPage> =>
    new Promise((resolve, reject) => {
      if (worker === undefined) {
        reject(new RowsFailure({ en: 'Run the graph to see its rows', zh: '运行后才能查看数据行' }));
        return;
      }
      requests += 1;
      asked.set(requests, { resolve, reject });
      worker.post({ type: 'rows', request: requests, stream, from, to, view });
    });

  const store = createStore<RunStore>(() => ({ state: 'idle', counts: new Map(), alerts: noAlerts, run: start, stop, rowsOf }));

  return {
    store,
    changed,
    close: () => {
      clearTimeout(again);
      clearTimeout(watchdog);
      run += 1;
      endWorker({ en: 'The graph was closed', zh: '规则图已关闭' });
    },
  };
}
