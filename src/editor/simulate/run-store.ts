import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { RowsPage, RowsView, RunAlert, RunAlerts, RunStore } from '../state/contract.ts';
import { sameMeaning } from '../state/document-store.ts';
import type { SampleFiles } from './protocol.ts';
import { crash, NoReply } from './worker-link.ts';
import type { LinkListener, WorkerLink } from './worker-link.ts';

export interface RunOptions {
  readonly document: () => RuleDocument;
  /** The files that the document's samples and tables name, of those that there are. */
  readonly files: (document: RuleDocument) => Promise<SampleFiles>;
  readonly link: WorkerLink;
}

export interface RunController {
  readonly store: StoreApi<RunStore>;
  /** To be called when the document has changed. */
  readonly changed: () => void;
  /** What runs is not listened to any more. */
  readonly close: () => void;
}

/** After edits, a graph that runs in less than this runs again by itself, once there is a pause of the second. */
const quick = 1000;
const settled = 250;

/** A worker that does not listen for so long is ended. */
const deaf = 3000;

const noAlerts: RunAlerts = { total: 0, first: [], byNode: new Map(), bySeverity: { low: 0, medium: 0, high: 0, critical: 0 }, topKeys: [], byDay: [] };

/** Runs a graph in a worker. What the page is told of a run that is not the last one asked for, it does not hear. */
export function createRunController({ document, files, link }: RunOptions): RunController {
  let run = 0;
  /** Whether the worker knows of it. */
  let posted = false;
  let streams: readonly StreamRef[] = [];
  let alerts: readonly RunAlert[] = [];
  /** What the counts that show are of, or what runs. */
  let ran: RuleDocument | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  const fail = (failure: Words): void => {
    clearTimeout(watchdog);
    store.setState({ state: 'failed', failure, progress: undefined });
  };

  link.listen({
    told: (message) => told(message),
    crashed: (why) => {
      if (store.getState().state === 'running') fail(why);
    },
  });

  const told: LinkListener['told'] = (message) => {
    if (message.type === 'live' || message.run !== run) return;
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
        const { statistics, summary, alerts: tally, labels } = message;
        const counts = new Map(Object.entries(statistics.rows));
        store.setState({ state: 'done', progress: undefined, counts, statistics, summary, ran, alerts: { ...tally, first: alerts }, labels });
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
    posted = false;
    alerts = [];
    store.setState({ state: 'running', progress: { rows: 0 }, failure: undefined });
    files(running).then(
      (given) => {
        if (number !== run || store.getState().state !== 'running') return;
        posted = true;
        link.post({ type: 'run', run: number, document: running, files: given });
      },
      (error: unknown) => {
        if (number === run) fail(crash(error instanceof Error ? error.message : String(error)));
      },
    );
  };

  const stop = (): void => {
    if (store.getState().state !== 'running') return;
    if (!posted) {
      run += 1;
      store.setState({ state: store.getState().summary === undefined ? 'idle' : 'stale', progress: undefined });
      return;
    }
    link.post({ type: 'stop', run });
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      const why = { en: 'The run did not stop by itself and was ended. Run again', zh: '运行没有自行停止，已强制结束。请再运行一次' };
      link.end(why);
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

  const rowsOf = async (stream: StreamRef, from: number, to: number, view?: RowsView): Promise<RowsPage> => {
    const none = new NoReply({ en: 'Run the graph to see its rows', zh: '运行后才能查看数据行' });
    if (!link.isThere()) throw none;
    const reply = await link.request((request) => ({ type: 'rows', request, stream, from, to, view }));
    if (reply?.type === 'page') return reply.page;
    throw reply?.type === 'no-page' ? new NoReply(reply.failure) : none;
  };

  const store = createStore<RunStore>(() => ({ state: 'idle', counts: new Map(), alerts: noAlerts, labels: new Map(), run: start, stop, rowsOf }));

  return {
    store,
    changed,
    close: () => {
      clearTimeout(again);
      clearTimeout(watchdog);
      run += 1;
    },
  };
}
