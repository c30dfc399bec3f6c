import type { ServerResponse } from 'node:http';
import type { AlertEntry, RunView } from '../../api/runs.ts';
import type { Runs } from '../runs/runs.ts';
import type { Stored } from '../store/stored.ts';
import type { Masking } from './masking.ts';

/** What goes on, as server-sent events: each run about once a second while something happens, each alert once. */
export interface Watching {
  /** Tells until nobody listens any more. */
  readonly tell: (response: ServerResponse, watched: Watched) => void;
}

export interface Watched {
  /** Undefined: all of them. */
  readonly run: string | undefined;
  /** The last alert that was seen; undefined: from now on. */
  readonly seen: number | undefined;
  /** Whether sensitive values may be told. */
  readonly sees: boolean;
}

export interface WatchingOptions {
  readonly runs: Pick<Runs, 'views' | 'listen'>;
  readonly stored: Pick<Stored, 'alertsAfter' | 'lastAlert'>;
  readonly masks: Pick<Masking, 'alerts'>;
}

const pause = 1000;
const heartbeat = 15_000;
const most = 500;

interface Look {
  /** By id; and as it is told. */
  readonly views: ReadonlyMap<string, { readonly view: RunView; readonly text: string }>;
  readonly alertsAfter: (seq: number, watched: Watched) => Promise<readonly AlertEntry[]>;
}

/** However many watch, each second is looked at once. */
export function watching({ runs, stored, masks }: WatchingOptions): Watching {
  const watchers = new Set<(look: Look) => Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => undefined;
  let looking: Promise<void> | undefined;
  let again = false;

  const take = async (): Promise<Look> => {
    const views = new Map((await runs.views()).map((view) => [view.id, { view, text: JSON.stringify(view) }] as const));
    const known = new Map<string, Promise<readonly AlertEntry[]>>();
    return {
      views,
      alertsAfter: (seq, { run, sees }) => {
        const asked = JSON.stringify([seq, run, sees]);
        const found = known.get(asked) ?? Promise.resolve(stored.alertsAfter(seq, run, most)).then((alerts) => (sees ? alerts : masks.alerts(alerts)));
        known.set(asked, found);
        return found;
      },
    };
  };
  const lookOnce = async (): Promise<void> => {
    const look = await take();
    await Promise.all([...watchers].map((each) => each(look).catch(() => undefined)));
  };
  const look = (): void => {
    again = looking !== undefined;
    looking ??= lookOnce().catch(() => undefined).finally(() => {
      looking = undefined;
      if (again && watchers.size > 0) look();
    });
  };
  const add = (watcher: (look: Look) => Promise<void>): void => {
    watchers.add(watcher);
    if (watchers.size === 1) {
      timer = setInterval(look, pause);
      stop = runs.listen((_, event) => {
        if (event === 'state') look();
      });
    }
    look();
  };
  const remove = (watcher: (look: Look) => Promise<void>): void => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    stop();
  };

  return {
    tell: (response, watched) => {
      const watcher = watcherOf(response, watched, stored.lastAlert());
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      response.write('retry: 2000\n\n');
      response.on('close', () => remove(watcher));
      add(watcher);
    },
  };
}

function watcherOf(response: ServerResponse, watched: Watched, present: number): (look: Look) => Promise<void> {
  const { run, seen } = watched;
  let last = seen ?? present;
  let before = new Map<string, string>();
  let told = Date.now();
  const send = (event: string, data: string, id?: number): void => {
    told = Date.now();
    response.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`);
  };
  return async ({ views, alertsAfter }) => {
    // Who reads too slowly is told less, not later.
    if (response.writableNeedDrain) return;
    for (const alert of await alertsAfter(last, watched)) {
      send('alert', JSON.stringify(alert), alert.seq);
      last = alert.seq;
    }
    const now = new Map<string, string>();
    for (const [id, { text }] of views) if (run === undefined || id === run) now.set(id, text);
    for (const [id, text] of now) if (before.get(id) !== text) send('run', text);
    for (const id of before.keys()) if (!now.has(id)) send('gone', JSON.stringify({ id }));
    before = now;
    if (Date.now() - told > heartbeat) {
      told = Date.now();
      response.write(': still here\n\n');
    }
  };
}
