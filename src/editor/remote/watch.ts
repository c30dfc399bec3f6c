import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AlertEntry, RunView } from '../../api/runs.ts';
import { alertEntrySchema, runViewSchema } from '../../api/runs.ts';
import type { PageServer } from './server.ts';

/** What the server tells of its live runs as they go on. */
export interface Watched {
  /** `lost`: the server does not answer; it is tried again by itself. */
  readonly link: 'connecting' | 'open' | 'lost';
  /** When anything was heard of it last, in milliseconds of this page's clock: figures are of that moment. */
  readonly heard: number | undefined;
  /** By id; undefined until it is known which there are. */
  readonly runs: ReadonlyMap<string, RunView> | undefined;
  /** Of the one run that is watched, the latest first. */
  readonly alerts: readonly AlertEntry[];
  /** Further back there are none. */
  readonly allAlerts: boolean;
}

export interface Watch {
  readonly store: StoreApi<Watched>;
  readonly earlier: () => Promise<void>;
  /** What an action gave is shown before the server tells of it. */
  readonly show: (run: RunView) => void;
  /** Listens from now on, until what it gives is called. */
  readonly follow: () => () => void;
}

/** The part of an `EventSource` that is needed. */
export interface EventLine {
  readonly readyState: number;
  readonly addEventListener: (type: string, listener: (event: { readonly data?: unknown }) => void) => void;
  readonly close: () => void;
}

export interface WatchOptions {
  readonly server: Pick<PageServer, 'ask' | 'store'>;
  /** Undefined: all of them, without their alerts. */
  readonly run?: string | undefined;
  readonly open?: ((address: string) => EventLine) | undefined;
  readonly now?: (() => number) | undefined;
  readonly later?: ((task: () => void, ms: number) => () => void) | undefined;
}

const closed = 2;
const again = 3000;
const page = 100;

export function watchRuns({ server, run, open = (address) => new EventSource(address), now = () => Date.now(), later = timer }: WatchOptions): Watch {
  let line: EventLine | undefined;
  let cancel = (): void => {};
  let over = false;
  const store = createStore<Watched>(() => ({ link: 'connecting', heard: undefined, runs: undefined, alerts: [], allAlerts: false }));

  const hear = (change: Partial<Watched>): void => store.setState({ link: 'open', heard: now(), ...change });
  const withRun = (view: RunView): ReadonlyMap<string, RunView> => new Map(store.getState().runs ?? []).set(view.id, view);

  const lose = (): void => {
    if (!over) store.setState({ link: 'lost' });
  };

  /** What went by while nobody listened. */
  const catchUp = async (): Promise<void> => {
    try {
      const { value } = await server.ask('runs');
      const runs = new Map(value.runs.filter(({ id }) => run === undefined || id === run).map((view) => [view.id, view]));
      if (over) return;
      hear({ runs });
      if (run === undefined || !runs.has(run)) return;
      const { value: { alerts } } = await server.ask('alerts', { params: { id: run }, query: { limit: page } });
      // Of what went by while it was away more may be missing than was asked for: then it begins anew.
      const known = store.getState().alerts;
      const joins = alerts.length < page || known.some(({ seq }) => seq >= (alerts.at(-1)?.seq ?? 0));
      store.setState({ alerts: joins ? merged(known, alerts) : alerts, allAlerts: alerts.length < page || (joins && store.getState().allAlerts) });
    } catch {
      lose();
    }
  };

  const listen = (): void => {
    if (over) return;
    const opened = open(`/api/stream${run === undefined ? '' : `?run=${encodeURIComponent(run)}`}`);
    line = opened;
    opened.addEventListener('open', () => {
      hear({});
      void catchUp();
    });
    opened.addEventListener('run', ({ data }) => {
      const view = runViewSchema.safeParse(parsed(data)).data;
      if (view !== undefined) hear({ runs: withRun(view) });
    });
    opened.addEventListener('alert', ({ data }) => {
      const alert = alertEntrySchema.safeParse(parsed(data)).data;
      if (alert !== undefined && run !== undefined) hear({ alerts: merged(store.getState().alerts, [alert]) });
    });
    opened.addEventListener('gone', ({ data }) => {
      const value = parsed(data);
      const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
      hear({ runs: new Map([...(store.getState().runs ?? [])].filter(([each]) => each !== id)) });
    });
    opened.addEventListener('error', () => {
      lose();
      // A browser tries again by itself where the line broke, and does not where it was refused.
      if (opened.readyState !== closed) return;
      cancel = later(() => {
        void server.store.getState().look().then(listen, () => {
          lose();
          cancel = later(listen, again);
        });
      }, again);
    });
  };

  return {
    store,
    follow() {
      over = false;
      listen();
      return () => {
        over = true;
        cancel();
        line?.close();
      };
    },
    async earlier() {
      const { alerts } = store.getState();
      const before = alerts.at(-1)?.seq;
      if (run === undefined) return;
      const { value } = await server.ask('alerts', { params: { id: run }, query: { limit: page, ...(before === undefined ? {} : { before }) } });
      store.setState({ alerts: merged(store.getState().alerts, value.alerts), allAlerts: value.alerts.length < page });
    },
    show: (view) => store.setState({ runs: withRun(view) }),
  };
}

/** Each once, the latest first. */
export function merged(known: readonly AlertEntry[], more: readonly AlertEntry[]): readonly AlertEntry[] {
  const bySeq = new Map([...known, ...more].map((each) => [each.seq, each]));
  return [...bySeq.values()].toSorted((one, other) => other.seq - one.seq);
}

function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}

function timer(task: () => void, ms: number): () => void {
  const id = setTimeout(task, ms);
  return () => clearTimeout(id);
}
