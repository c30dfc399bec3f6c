import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { RowsPage, RowsView } from '../state/contract/rows.ts';
import type { RunAlert, RunAlerts, RunStore } from '../state/contract/run.ts';
import { sameMeaning } from '../state/document-store.ts';
import type { SampleFiles } from './protocol.ts';
import { crash, NoReply } from './worker-link.ts';
import type { LinkListener, WorkerLink } from './worker-link.ts';

export interface RunOptions {
  readonly document: () => RuleDocument;
  /** The files that the document's samples and tables name, of those that there are. */
  readonly files: (document: RuleDocument) => Promise<SampleFiles>;
  readonly link: WorkerLink;
  /** A person is in the middle of something: what runs by itself waits. */
  readonly busy: () => boolean;
  /** The nodes that cannot run as they are drawn now. */
  readonly broken: () => ReadonlySet<string>;
  /** Whether the graph runs again by itself after edits, as it was chosen before. */
  readonly again: boolean;
}

export interface RunController {
  readonly store: StoreApi<RunStore>;
  /** To be called when the document has changed. */
  readonly changed: () => void;
  /** What runs is not listened to any more. */
  readonly close: () => void;
}

/** What runs. */
interface Going {
  readonly document: RuleDocument;
  readonly broken: ReadonlySet<string>;
  /** Nobody sees that it runs. */
  readonly hidden: boolean;
  readonly since: number;
}

/** After edits, a graph that runs in less than this runs again by itself, once there is a pause of the second. */
const quick = 1000;
const settled = 300;

/** A worker that does not listen for so long is ended. */
const deaf = 3000;

const noAlerts: RunAlerts = { total: 0, first: [], byNode: new Map(), bySeverity: { low: 0, medium: 0, high: 0, critical: 0 }, topKeys: [] };

/** Runs a graph in a worker. What the page is told of a run that is not the last one asked for, it does not hear. */
export function createRunController({ document, files, link, busy, broken, again: first }: RunOptions): RunController {
  let run = 0;
  /** Whether the worker knows of it. */
  let posted = false;
  let streams: readonly StreamRef[] = [];
  let alerts: RunAlert[] = [];
  let brokenThen: ReadonlySet<string> = new Set();
  /** What the counts that show are of. */
  let ran: RuleDocument | undefined;
  let going: Going | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  const fail = (failure: Words): void => {
    clearTimeout(watchdog);
    going = undefined;
    store.setState({ state: 'failed', failure, progress: undefined });
  };

  link.listen({
    told: (message) => told(message),
    crashed: (why) => {
      if (going !== undefined) fail(why);
    },
  });

  const told: LinkListener['told'] = (message) => {
    if (message.type === 'live' || message.run !== run || going === undefined) return;
    switch (message.type) {
      case 'begun':
        ({ streams } = message);
        return;
      case 'progress': {
        if (going.hidden && performance.now() - going.since < quick) return;
        going = { ...going, hidden: false };
        const { rows, total, counts } = message;
        store.setState({ state: 'running', progress: { rows, total }, counts: new Map(streams.map((stream, at) => [stream, counts[at] ?? 0])) });
        return;
      }
      case 'alerts':
        alerts.push(...message.alerts);
        return;
      case 'ended': {
        clearTimeout(watchdog);
        const { statistics, summary, alerts: tally, labels } = message;
        const counts = new Map(Object.entries(statistics.rows));
        ({ document: ran, broken: brokenThen } = going);
        going = undefined;
        store.setState({ state: 'done', progress: undefined, counts, statistics, summary, ran, alerts: { ...tally, first: alerts }, labels });
        // It may have been edited while it ran.
        changed();
        return;
      }
      case 'failed':
        fail(message.failure);
    }
  };

  /** Where it is `hidden` the counts of before stay until it ends, and nothing says that it runs, unless it takes long. */
  const start = (hidden: boolean): void => {
    clearTimeout(again);
    again = undefined;
    clearTimeout(watchdog);
    run += 1;
    const [number, running] = [run, document()];
    going = { document: running, broken: broken(), hidden, since: performance.now() };
    posted = false;
    alerts = [];
    if (!hidden) store.setState({ state: 'running', progress: { rows: 0 }, failure: undefined });
    files(running).then(
      (given) => {
        if (number !== run || going === undefined) return;
        posted = true;
        link.post({ type: 'run', run: number, document: running, files: given });
      },
      (error: unknown) => {
        if (number === run) fail(crash(error instanceof Error ? error.message : String(error)));
      },
    );
  };

  /** What runs is not waited for any more. */
  const drop = (): void => {
    if (going !== undefined && posted) link.post({ type: 'stop', run });
    going = undefined;
    run += 1;
  };

  const stop = (): void => {
    if (store.getState().state !== 'running') return;
    if (!posted) {
      drop();
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

  /** What was broken when it ran may stay so: the rest of the graph had its counts as well. */
  const isAsSound = (): boolean => [...broken()].every((node) => brokenThen.has(node));

  const runsAgain = (): boolean => {
    const { summary, again: wanted } = store.getState();
    return wanted && summary !== undefined && !summary.stopped && summary.milliseconds < quick && isAsSound();
  };

  const changed = (): void => {
    const waited = again !== undefined || going !== undefined;
    clearTimeout(again);
    again = undefined;
    const { state } = store.getState();
    if (ran === undefined || (state !== 'done' && state !== 'stale')) return;
    const now = document();
    if (sameMeaning(ran, now)) {
      // An edit that was undone: what was counted holds again.
      if (going !== undefined) drop();
      // Also where it had not run yet: whoever showed what might come shows this again.
      if (waited || state === 'stale') store.setState({ state: 'done' });
      return;
    }
    if (going !== undefined && sameMeaning(going.document, now)) return;
    if (runsAgain()) again = setTimeout(soon, settled);
    else {
      if (going !== undefined) drop();
      if (state !== 'stale') store.setState({ state: 'stale' });
    }
  };

  const soon = (): void => {
    if (busy()) again = setTimeout(soon, settled);
    // A large graph is compiled a moment after its edit.
    else if (runsAgain()) start(true);
    else changed();
  };

  const rowsOf = async (stream: StreamRef, from: number, to: number, view?: RowsView): Promise<RowsPage> => {
    const none = new NoReply({ en: 'Run the graph to see its rows', zh: '运行后才能查看数据行' });
    if (!link.isThere()) throw none;
    const reply = await link.request((request) => ({ type: 'rows', request, stream, from, to, view }));
    if (reply?.type === 'page') return reply.page;
    throw reply?.type === 'no-page' ? new NoReply(reply.failure) : none;
  };

  const setAgain = (wanted: boolean): void => {
    store.setState({ again: wanted });
    changed();
  };

  const store = createStore<RunStore>(() => ({ state: 'idle', counts: new Map(), alerts: noAlerts, labels: new Map(), again: first, run: () => start(false), stop, rowsOf, setAgain }));

  return {
    store,
    changed,
    close: () => {
      clearTimeout(again);
      clearTimeout(watchdog);
      going = undefined;
      run += 1;
    },
  };
}
