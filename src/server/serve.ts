import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import { openChannels } from './channels/channels.ts';
import { systemClock } from './clock.ts';
import { casesIn } from './cases/cases.ts';
import { ruleBook } from './cases/rule-book.ts';
import { trailIn } from './cases/trail.ts';
import { connectionsOf } from './connections/configured.ts';
import { Trouble } from './connections/trouble.ts';
import type { Config } from './config.ts';
import { readConfig } from './config.ts';
import { connectors } from './connectors/registry.ts';
import { graphFolder } from './folder/graphs.ts';
import { versionsIn } from './folder/versions.ts';
import { createServer } from './http/server.ts';
import { listProblems } from './lists/list-problems.ts';
import { storedLists } from './lists/stored-lists.ts';
import { lockFolder } from './lock.ts';
import { outputKinds } from './outputs/registry.ts';
import { deployable } from './runs/deployable.ts';
import type { Deployable } from './runs/deployable.ts';
import { openRuns } from './runs/runs.ts';
import { steadyClock } from './runs/steady-clock.ts';
import type { OpenHost } from './runs/thread.ts';
import { admission } from './safety/admit.ts';
import { loginFor } from './safety/login.ts';
import { sessionsIn } from './safety/sessions.ts';
import { openStore } from './store/database.ts';
import { noticesIn } from './store/notices.ts';
import { storedIn } from './store/stored.ts';

export interface ServeOptions {
  /** Holds the graphs, the configuration, and in `.ruleloom` what runs keep. */
  readonly folder: string;
  readonly version: string;
  /** The built app; without it only the API is served. */
  readonly app?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Instead of what the configuration says. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly open: OpenHost;
  readonly logs?: DestinationStream | undefined;
  readonly level?: string | undefined;
}

export interface Serving {
  readonly address: string;
  readonly config: Config;
  readonly close: () => Promise<void>;
}

/** One process that serves the app, keeps the graphs of a folder, and runs them. */
export async function serve({ folder: named, version, app, environment, host, port, open, logs, level = 'info' }: ServeOptions): Promise<Serving> {
  const folder = resolve(named);
  const config = await readConfig(folder, environment, { ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }) });
  const own = join(folder, '.ruleloom');
  await mkdir(own, { recursive: true });
  const unlock = lockFolder(own);
  const closing: (() => unknown)[] = [unlock];
  const close = async (): Promise<void> => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const path = join(own, 'ruleloom.sqlite');
    const store = openStore(path);
    closing.push(() => store.close());
    // Channels wait for others to be done with the file, and hold up nobody meanwhile.
    const noticeStore = openStore(path, 50);
    closing.push(() => noticeStore.close());
    const stored = storedIn(store);
    const lists = storedLists(store, Date.now);
    const log = pino({ level, redact: ['req.headers.authorization', 'req.headers.cookie'] }, ...(logs === undefined ? [] : [logs]));
    const forget = (graph: string): void => {
      stored.forget(graph);
      noticesIn(store).forget(graph);
    };
    const runs = await openRuns({ folder: join(own, 'runs'), graphs: folder, store: path, connections: config.connections, ahead: config.ahead, keep: config.journal.keep, open, forget, problemsOf: (plan) => listProblems(plan, lists) });
    closing.push(runs.close);
    const channels = openChannels({
      store: noticeStore,
      channels: config.channels,
      routing: config.routing,
      address: config.address,
      runs,
      clock: systemClock(steadyClock(Date.now, () => performance.now())),
      changed: (channel, state) => {
        const now = state();
        if ('why' in now) log.warn({ channel, why: now.why.en }, 'a channel waits');
        else log.debug({ channel, state: now.type }, 'a channel has changed');
      },
    });
    closing.push(channels.close);
    const trail = trailIn(store);
    const rules = ruleBook({ config: config.cases, running: async (id) => readable(await runs.graph(id).catch(() => '')) });
    const cases = casesIn({ store, config: config.cases, rules, trail, alertsOf: stored.alertsOfCase, alert: stored.alert, actions: { connections: connectionsOf(config.connections), lists: { ...lists, changed: () => void runs.catchUp() }, now: Date.now }, now: Date.now });
    closing.push(cases.close);
    const lookAgain = (): void => void cases.look().catch((error: unknown) => log.error({ err: error }, 'alerts did not become cases'));
    const stopListening = runs.listen((id, event) => {
      if (event === 'alerts') {
        channels.wake();
        return lookAgain();
      }
      if (event === 'lists') return;
      rules.forget(id);
      log.debug({ run: id }, 'a run has changed');
    });
    closing.push(stopListening);
    const timer = setInterval(() => void cases.tick().catch((error: unknown) => log.error({ err: error }, 'rules on cases were not done')), casesEvery);
    closing.push(() => clearInterval(timer));
    lookAgain();
    const expiring = setInterval(() => {
      if (lists.expire()) void runs.catchUp();
    }, second);
    closing.push(() => clearInterval(expiring));
    const login = loginFor(config, sessionsIn(store, Date.now), Date.now);
    const { whoAsks, admit } = admission({ config, session: login.session });
    let ready = true;
    const server = await createServer({
      version,
      config,
      folder,
      graphs: graphFolder(folder),
      versions: versionsIn(folder),
      runs,
      stored,
      channels,
      store,
      cases,
      rules,
      trail,
      lists,
      connectors: Object.keys(connectors),
      outputs: Object.keys(outputKinds),
      login,
      whoAsks,
      admit,
      log,
      app,
      ready: () => ready,
    });
    closing.push(async () => {
      ready = false;
      await server.close();
    });
    await listen(server, config.host, config.port);
    const at = server.server.address() as AddressInfo;
    const called = at.family === 'IPv6' ? `[${at.address}]` : at.address;
    return { address: `http://${called}:${at.port}/`, config, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const casesEvery = 5000;
const second = 1000;
const firstPort = 4173;
const portsTried = 20;

/** A port that was asked for, or that one; otherwise the first that is free. */
async function listen(server: FastifyInstance, host: string, wanted: number | undefined): Promise<void> {
  for (let port = wanted ?? firstPort; ; port += 1) {
    try {
      await server.listen({ host, port });
      return;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken) throw error;
      if (wanted !== undefined || port >= firstPort + portsTried) {
        throw new Trouble({ en: `Port ${port} is in use: name another with --port`, zh: `端口 ${port} 已被占用，请用 --port 指定其他端口` }, { cause: error });
      }
    }
  }
}

function readable(text: string): Deployable | undefined {
  const read = deployable(text);
  return 'document' in read ? read : undefined;
}
