import type { Words } from '../../../data/text.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import type { KeptReadings } from '../kept-readings.ts';
import type { ToWorker } from '../protocol.ts';
import { prepare, prepareGraph } from '../run.ts';
import type { Host, Prepared } from '../run.ts';
import { NoRun } from '../sample-inputs.ts';
import type { OpenFile } from '../sample-inputs.ts';
import type { SampleFiles } from '../protocol.ts';
import type { Arrivals } from './arrivals.ts';
import { linkedArrivals } from './linked.ts';
import type { LinkHost } from './linked.ts';
import { endlessInput, madeUpFor } from './made-up.ts';
import { pacedArrivals } from './paced.ts';
import { openSession } from './session.ts';
import type { LiveSession } from './session.ts';
import type { LiveAsked, LiveFrom, LiveTold } from './told.ts';

/** Has a graph work on events as they come in, one graph at a time, and tells how it stands. */
export interface LiveDesk {
  readonly take: (message: Extract<ToWorker, { readonly type: 'live' }>) => void;
  /** The graph that is at work; undefined where none is. */
  readonly session: () => LiveSession | undefined;
}

/** What the world outside gives, beside what every run needs. */
export interface LiveHost extends Host, LinkHost {
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface LiveDeskOptions {
  readonly host: LiveHost;
  readonly opener: (files: SampleFiles) => OpenFile;
  readonly kept: KeptReadings;
  readonly tell: (live: number, told: LiveTold) => void;
  readonly inWords: (error: unknown) => Words;
  /** It is paused, or at its end: the events that are kept can be looked at. */
  readonly stands: (live: number, session: LiveSession) => void;
  /** It goes on, or is over. */
  readonly moves: () => void;
}

/** Milliseconds between two turns, and between two tellings. */
const between = 40;
const telling = 100;

interface Ongoing {
  readonly live: number;
  readonly stop: AbortController;
  session: LiveSession | undefined;
  /** Events still to be taken one by one. */
  steps: number;
  /** Something was asked of it, and how things stand is to be told even while it is paused. */
  changed: boolean;
}

export function createLiveDesk(options: LiveDeskOptions): LiveDesk {
  const { host, tell, moves } = options;
  let ongoing: Ongoing | undefined;

  const end = (): void => {
    ongoing?.stop.abort();
    ongoing?.session?.close();
    ongoing = undefined;
    moves();
  };

  const begin = async (live: number, asked: Extract<LiveAsked, { type: 'begin' }>): Promise<void> => {
    end();
    const mine: Ongoing = { live, stop: new AbortController(), session: undefined, steps: 0, changed: true };
    ongoing = mine;
    try {
      const session = await open(asked, options);
      if (mine.stop.signal.aborted) return session.close();
      mine.session = session;
      tell(live, { type: 'begun', streams: [...session.prepared.fields.keys()] });
      await attend(mine, session);
    } catch (error) {
      if (mine.stop.signal.aborted) return;
      end();
      tell(live, { type: 'failed', failure: options.inWords(error) });
    }
  };

  const attend = async (mine: Ongoing, session: LiveSession): Promise<void> => {
    let told = -Infinity;
    /** Whether what is kept has been shown as it is now. */
    let shown = false;
    while (!mine.stop.signal.aborted) {
      const before = session.state();
      if (before === 'flowing') {
        await session.turn();
        shown = false;
      } else if (mine.steps > 0) {
        mine.steps -= 1;
        await session.step();
        shown = false;
      }
      if (mine.stop.signal.aborted) return;
      if (mine.changed) shown = false;
      const flows = session.state() === 'flowing';
      const stands = !flows && !shown && mine.steps === 0;
      if (stands || (host.now() - told >= telling && (flows || !shown))) {
        told = host.now();
        mine.changed = false;
        tell(mine.live, { type: 'tick', ...session.tick() });
      }
      // What is kept is shown after how things stand: it is the last word.
      if (stands) {
        shown = true;
        options.stands(mine.live, session);
      }
      await host.wait(between);
    }
  };

  const ask = (mine: Ongoing, asked: Exclude<LiveAsked, { type: 'begin' | 'stop' }>): void => {
    mine.changed = true;
    switch (asked.type) {
      case 'pause':
        mine.session?.pause();
        return;
      case 'go-on':
        moves();
        mine.steps = 0;
        mine.session?.goOn();
        return;
      case 'step':
        moves();
        mine.steps += 1;
        return;
      case 'speed':
        mine.session?.speed(asked.speed);
        return;
      case 'disturb':
        moves();
        mine.session?.disturb(asked.disturbance);
    }
  };

  return {
    session: () => ongoing?.session,
    take: ({ live, asked }) => {
      if (asked.type === 'begin') void begin(live, asked);
      else if (ongoing?.live !== live) return;
      else if (asked.type === 'stop') end();
      else ask(ongoing, asked);
    },
  };
}

async function open({ from, document, files }: Extract<LiveAsked, { type: 'begin' }>, { host, opener, kept }: LiveDeskOptions): Promise<LiveSession> {
  const openFile = opener(files);
  const prepared: Prepared = from.type === 'sample' ? await prepare(document, openFile, kept) : { ...(await prepareGraph(document, openFile)), inputs: new Map() };
  return openSession({ prepared, from, host, arrivals: (source, start) => arrivalsFor(source, start, from, prepared, host) });
}

function arrivalsFor(source: SourceStep, start: () => number, from: LiveFrom, { document, inputs }: Prepared, host: LiveHost): Arrivals | undefined {
  switch (from.type) {
    case 'sample': {
      const input = inputs.get(source.id);
      return input === undefined ? undefined : pacedArrivals(source, input.open(), start);
    }
    case 'made': {
      const node = document.nodes.find(({ id }) => id === source.node);
      const made = node === undefined ? undefined : madeUpFor(node);
      if (made === undefined) throw new NoRun({ en: 'Not every source has fields that events can be made up for', zh: '并非每个数据源的字段都能用生成的数据' });
      return pacedArrivals(source, endlessInput(made, source), start);
    }
    case 'address': {
      const address = from.addresses[source.node];
      return address === undefined ? undefined : linkedArrivals(source, address, host);
    }
  }
}
