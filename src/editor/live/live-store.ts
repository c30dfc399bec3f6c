import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { Disturbance, LiveAsked, LiveFrom, LiveTick, LiveTold } from '../simulate/live/told.ts';
import type { SampleFiles } from '../simulate/protocol.ts';
import type { WorkerLink } from '../simulate/worker-link.ts';
import type { RunAlert, RunStore, RunSummary } from '../state/contract/run.ts';
import { sameMeaning } from '../state/document-store.ts';
import { showRun } from './shown-run.ts';

/** A graph at work on events as they come in, as the page sees it. */
export interface LiveStore {
  readonly state: 'off' | 'starting' | 'failed' | LiveTick['state'];
  /** What it was begun with; kept when it is over, to begin with again. */
  readonly from: LiveFrom | undefined;
  /** True where the graph was changed since: what is at work is how it was. */
  readonly edited: boolean;
  readonly tick: LiveTick | undefined;
  /** The latest first. */
  readonly alerts: readonly RunAlert[];
  readonly failure: Words | undefined;
  readonly begin: (from: LiveFrom) => void;
  readonly pause: () => void;
  readonly goOn: () => void;
  readonly step: () => void;
  readonly stop: () => void;
  /** From the beginning, with the graph as it is now. */
  readonly restart: () => void;
  readonly setSpeed: (speed: number) => void;
  readonly disturb: (disturbance: Disturbance) => void;
}

export interface LiveOptions {
  readonly document: () => RuleDocument;
  readonly files: (document: RuleDocument) => Promise<SampleFiles>;
  readonly link: WorkerLink;
  readonly sample: StoreApi<RunStore>;
}

export interface LiveController {
  readonly store: StoreApi<LiveStore>;
  /** What the editor shows as its run: this one, while it is there. */
  readonly run: StoreApi<RunStore>;
  /** To be called when the document has changed. */
  readonly changed: () => void;
}

const mostAlerts = 200;

/** While events come in nothing stands still enough to be looked into. */
export const isFlowing = (live: Pick<LiveStore, 'state'>): boolean => isOn(live) && live.state !== 'paused' && live.state !== 'ended';

/** Of more events than can be looked at; undefined where all can. */
export const keptOf = (live: Pick<LiveStore, 'state' | 'tick'>): number | undefined => (isOn(live) && live.tick !== undefined && !live.tick.kept.all ? live.tick.kept.events : undefined);

export const isOn = ({ state }: Pick<LiveStore, 'state'>): boolean => state !== 'off' && state !== 'failed';

export function createLiveController({ document, files, link, sample }: LiveOptions): LiveController {
  const shown = showRun(sample);
  let live = 0;
  let streams: readonly StreamRef[] = [];
  let ran: RuleDocument | undefined;
  /** The same while events flow: whoever asks about a run as a whole asks when there is another. */
  let flowing: RunSummary = noRows();

  const ask = (asked: LiveAsked): void => link.post({ type: 'live', live, asked });

  const end = (state: 'off' | 'failed', failure?: Words): void => {
    live += 1;
    store.setState({ state, failure, tick: undefined, edited: false });
    shown.show(undefined);
  };

  const countsOf = (tick: LiveTick): ReadonlyMap<StreamRef, number> => new Map(streams.map((stream, at) => [stream, tick.counts[at] ?? 0]));

  const showCounts = (tick: LiveTick): void => {
    const alerts = { ...tick.tally, first: store.getState().alerts.toReversed() };
    shown.show({ ...base(), state: 'running', progress: { rows: tick.sources.reduce((sum, { read }) => sum + read, 0) }, counts: countsOf(tick), summary: flowing, alerts });
  };

  const base = (): RunStore => {
    const { run: runSample, rowsOf, again, setAgain } = sample.getState();
    return {
      state: 'running', counts: new Map(), alerts: { total: 0, first: [], byNode: new Map(), bySeverity: { low: 0, medium: 0, high: 0, critical: 0 }, topKeys: [] }, labels: new Map(),
      ran,
      again,
      setAgain,
      rowsOf,
      stop,
      run: () => {
        stop();
        runSample();
      },
    };
  };

  const told = (message: LiveTold): void => {
    switch (message.type) {
      case 'begun':
        ({ streams } = message);
        return;
      case 'tick': {
        const before = store.getState();
        const stays = before.state === message.state && message.state !== 'flowing' && message.alerts.length === 0 && sameCounts(before.tick, message);
        const alerts = [...message.alerts.toReversed(), ...before.alerts].slice(0, mostAlerts);
        store.setState({ state: message.state, tick: message, alerts: message.alerts.length === 0 ? before.alerts : alerts });
        // What is kept is looked at as a run of its own by then.
        if (!stays) showCounts(message);
        return;
      }
      case 'looked': {
        const { statistics, summary, first, alerts, labels } = message;
        const state = store.getState().edited ? 'stale' : 'done';
        const { tick } = store.getState();
        // Where events were let go, counts stay those of all that came; rows and reasons are of those that are kept.
        if (tick === undefined || tick.kept.all) shown.show({ ...base(), state, counts: new Map(Object.entries(statistics.rows)), statistics, summary, alerts: { ...alerts, first }, labels });
        else shown.show({ ...base(), state, counts: countsOf(tick), statistics, summary, alerts: { ...tick.tally, first } });
        return;
      }
      case 'failed':
        end('failed', message.failure);
    }
  };

  link.listen({
    told: (message) => {
      if (message.type === 'live' && message.live === live && isOn(store.getState())) told(message.told);
    },
    crashed: (why) => {
      if (isOn(store.getState())) end('failed', why);
    },
  });

  const begin = (from: LiveFrom): void => {
    if (sample.getState().state === 'running') sample.getState().stop();
    live += 1;
    const [number, running] = [live, document()];
    ran = running;
    streams = [];
    flowing = noRows();
    store.setState({ state: 'starting', from, tick: undefined, alerts: [], failure: undefined, edited: false });
    shown.show({ ...base(), progress: { rows: 0 } });
    files(running).then(
      (given) => {
        if (number === live) ask({ type: 'begin', from, document: running, files: given });
      },
      (error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        if (number === live) end('failed', { en: why, zh: why });
      },
    );
  };

  const stop = (): void => {
    if (!isOn(store.getState())) return;
    ask({ type: 'stop' });
    end('off');
  };

  const store: StoreApi<LiveStore> = createStore<LiveStore>()(() => ({
    ...noLive,
    begin,
    stop,
    pause: () => ask({ type: 'pause' }),
    goOn: () => ask({ type: 'go-on' }),
    step: () => ask({ type: 'step' }),
    restart: () => {
      const { from } = store.getState();
      if (from === undefined) return;
      stop();
      begin(from);
    },
    setSpeed: (speed) => {
      const { from } = store.getState();
      if (from === undefined || from.type === 'address') return;
      store.setState({ from: { ...from, speed } });
      ask({ type: 'speed', speed });
    },
    disturb: (disturbance) => ask({ type: 'disturb', disturbance }),
  }));

  return {
    store,
    run: shown.store,
    changed: () => {
      if (ran === undefined || !isOn(store.getState())) return;
      const edited = !sameMeaning(ran, document());
      if (edited === store.getState().edited) return;
      store.setState({ edited });
      const { state, ...rest } = shown.store.getState();
      if (state === 'done' || state === 'stale') shown.show({ ...rest, state: edited ? 'stale' : 'done' });
    },
  };
}

const nothing = (): void => {};

/** Where nothing comes in. */
export const noLive: LiveStore = {
  state: 'off', from: undefined, edited: false, tick: undefined, alerts: [], failure: undefined,
  begin: nothing, pause: nothing, goOn: nothing, step: nothing, stop: nothing, restart: nothing, setSpeed: nothing, disturb: nothing,
};

const sameCounts = (before: LiveTick | undefined, now: LiveTick): boolean =>
  before !== undefined && before.counts.length === now.counts.length && before.counts.every((count, at) => count === now.counts[at]);

const noRows = (): RunSummary => ({ read: 0, setAside: 0, milliseconds: 0, stopped: false });
