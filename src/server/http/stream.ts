import type { ServerResponse } from 'node:http';
import type { RunView } from '../../api/runs.ts';
import type { Runs } from '../runs/runs.ts';
import type { Stored } from '../store/stored.ts';

/** What goes on, as server-sent events: each run about once a second while something happens, each alert once. */

const pause = 1000;
const heartbeat = 15_000;
const most = 500;

export interface Watched {
  readonly runs: Runs;
  readonly stored: Stored;
  readonly run: string | undefined;
  /** The last alert that was seen; undefined: from now on. */
  readonly seen: number | undefined;
}

export function streamTo(response: ServerResponse, { runs, stored, run, seen }: Watched): void {
  let last = seen ?? stored.lastAlert();
  let before = new Map<string, string>();
  let sending = false;
  let told = Date.now();
  const send = (event: string, data: unknown, id?: number): void => {
    told = Date.now();
    response.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
  };

  const look = async (): Promise<void> => {
    // Who reads too slowly is told less, not later.
    if (sending || response.writableNeedDrain) return;
    sending = true;
    try {
      for (const alert of stored.alertsAfter(last, run, most)) {
        send('alert', alert, alert.seq);
        last = alert.seq;
      }
      const views = (await runs.views()).filter(({ id }) => run === undefined || id === run);
      const now = new Map(views.map((view): [string, string] => [view.id, JSON.stringify(view)]));
      for (const view of views) if (before.get(view.id) !== now.get(view.id)) send('run', view satisfies RunView);
      for (const id of before.keys()) if (!now.has(id)) send('gone', { id });
      before = now;
      if (Date.now() - told > heartbeat) {
        told = Date.now();
        response.write(': still here\n\n');
      }
    } finally {
      sending = false;
    }
  };

  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.write('retry: 2000\n\n');
  const timer = setInterval(() => void look(), pause);
  const stop = runs.listen((_, event) => {
    if (event === 'state') void look();
  });
  response.on('close', () => {
    clearInterval(timer);
    stop();
  });
  void look();
}
