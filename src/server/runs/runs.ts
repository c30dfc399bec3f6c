import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { DecisionAnswer, Deployment, RunAction, RunView } from '../../api/runs.ts';
import type { Problem } from '../../data/problem.ts';
import { inLanguage } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { printDocument } from '../../graph/serialise.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { liveProblems } from '../../kinds/live-problems.ts';
import { troubleInWords } from '../connections/trouble.ts';
import { deployable } from './deployable.ts';
import type { Accepted, HostEvent, HostOptions, RecentPart, RunHost } from './host.ts';
import type { Asked, Explanations } from './explaining.ts';
import { NotTaking } from './not-taking.ts';
import { listRuns, readRecord, readVersion, versionOf, writeRecord, writeVersion } from './run-folder.ts';
import type { RunRecord } from './run-folder.ts';
import { listsAsked } from './run-lists.ts';
import type { OpenHost } from './thread.ts';
import type { Plan } from '../../plan/plan.ts';

/** All the live runs of a server. A graph has one at most. */
export interface Runs {
  readonly views: () => Promise<readonly RunView[]>;
  readonly view: (id: string) => Promise<RunView>;
  /** The graph that is running, as text. */
  readonly graph: (id: string) => Promise<string>;
  readonly deployments: (id: string) => readonly Deployment[];
  readonly deploy: (id: string, document: unknown, said: Said) => Promise<RunView>;
  readonly act: (id: string, action: RunAction, said: Said) => Promise<RunView>;
  readonly accept: (id: string, source: string, body: Uint8Array, key: string | undefined) => Promise<Accepted>;
  readonly decide: (id: string, source: string | undefined, body: Uint8Array, key: string | undefined) => Promise<DecisionAnswer>;
  readonly haltOutput: (id: string, node: string, halted: boolean) => Promise<RunView>;
  readonly recent: (id: string, source: string, since: number, from: number | undefined) => Promise<RecentPart>;
  readonly explain: (id: string, asked: Asked) => Promise<Explanations | undefined>;
  readonly metrics: () => Promise<readonly (readonly MetricObjectWithValues<MetricValue<string>>[])[]>;
  /** The runs that look things up in this list of the server. */
  readonly asking: (list: string) => readonly string[];
  /** Resolves when each has taken what became of the lists that it asks. */
  readonly catchUp: () => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly listen: (listener: (id: string, event: HostEvent) => void) => () => void;
  readonly close: () => Promise<void>;
}

export interface Said {
  readonly by?: string | undefined;
  readonly note?: string | undefined;
}

export class NoSuchRun extends Error {}
export class NotDeployable extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('This graph can’t be deployed');
    this.problems = problems;
  }
}
/** It can’t be done in the state that the run is in. */
export class NotNow extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.words = words;
  }
}

export interface RunsOptions extends Pick<HostOptions, 'graphs' | 'store' | 'connections' | 'ahead' | 'keep'> {
  /** Holds a folder for each run. */
  readonly folder: string;
  readonly open: OpenHost;
  /** What a run has stored is to be forgotten. */
  readonly forget: (id: string) => void;
  /** What keeps a plan from running on this server, though it is sound. */
  readonly problemsOf: (plan: Plan) => readonly Problem[];
}

interface Standing {
  record: RunRecord;
  name: string;
  /** Lists of the server that its graph asks. */
  asks: readonly string[];
  host: RunHost | undefined;
  /** Why it could not be opened. */
  failure: Words | undefined;
  busy: Promise<unknown>;
}

export async function openRuns({ folder, open, forget, problemsOf, ...shared }: RunsOptions): Promise<Runs> {
  const standing = new Map<string, Standing>();
  const listeners = new Set<(id: string, event: HostEvent) => void>();
  const folderOf = (id: string): string => join(folder, id);

  const named = (id: string): Standing => {
    const found = standing.get(id);
    if (found === undefined) throw new NoSuchRun(`There is no run “${id}”`);
    return found;
  };

  /** What changes a run is done one after the other. */
  const inTurn = <T>(run: Standing, act: () => Promise<T>): Promise<T> => {
    const next = run.busy.then(act, act);
    run.busy = next.catch(() => undefined);
    return next;
  };

  /** One that can’t be reached takes them when it is. */
  const catchUp = async (): Promise<void> => {
    await Promise.all([...standing.values()].flatMap(({ asks, host }) => (asks.length === 0 || host === undefined ? [] : [host.catchUp().catch(() => undefined)])));
  };

  const start = async (id: string, run: Standing): Promise<void> => {
    run.failure = undefined;
    try {
      run.host = await open({ ...shared, graph: id, folder: folderOf(id), paused: run.record.wanted === 'paused' }, (event) => {
        if (event === 'lists') void catchUp();
        for (const listener of listeners) listener(id, event);
      });
    } catch (error) {
      run.host = undefined;
      run.failure = troubleInWords(error);
    }
  };

  const stop = async (run: Standing): Promise<void> => {
    const { host } = run;
    run.host = undefined;
    await host?.close().catch(() => undefined);
  };

  const record = async (id: string, run: Standing, next: Partial<RunRecord>): Promise<void> => {
    const changed = { ...run.record, ...next };
    await writeRecord(folderOf(id), changed);
    run.record = changed;
  };

  const latest = ({ record: { deployments } }: Standing): Deployment => {
    const last = deployments.at(-1);
    if (last === undefined) throw new Error('A run has been deployed at least once');
    return last;
  };

  const viewOf = async (id: string, run: Standing): Promise<RunView> => {
    const view = await run.host?.view().catch((error: unknown) => void (run.failure ??= troubleInWords(error)));
    const base = { id, name: run.name, since: run.record.since };
    if (view !== undefined) return { ...base, ...view, deployment: run.record.deployments.find(({ number }) => number === view.deployment) ?? latest(run) };
    const state = run.failure === undefined ? 'stopped' : 'failed';
    const none = { sources: [], outputs: [], rows: {}, reasons: {}, alerts: 0, rate: 0, journal: { entries: 0, bytes: 0 } };
    return { ...base, ...none, state, ...(run.failure === undefined ? {} : { problem: run.failure }), deployment: latest(run) };
  };

  const tell = (id: string): void => {
    for (const listener of listeners) listener(id, 'state');
  };

  const deployTo = async (id: string, run: Standing | undefined, text: string, name: string, asks: readonly string[], { by, note = '' }: Said): Promise<void> => {
    const version = await writeVersion(folderOf(id), text);
    const number = run === undefined ? 1 : latest(run).number + 1;
    const deployment: Deployment = { number, version, at: Date.now(), note, notes: [], ...(by === undefined ? {} : { by }) };
    if (run === undefined) {
      const begun: RunRecord = { wanted: 'running', since: Date.now(), first: 1, halted: [], deployments: [deployment] };
      await writeRecord(folderOf(id), begun);
      const made: Standing = { record: begun, name, asks, host: undefined, failure: undefined, busy: Promise.resolve() };
      standing.set(id, made);
      return start(id, made);
    }
    // Its host is asked, so one that was stopped is opened first, and does not take anything.
    const stopped = run.host === undefined;
    if (stopped) {
      await record(id, run, { wanted: 'paused' });
      await start(id, run);
    }
    const { host } = run;
    if (host === undefined) throw new NotNow(run.failure ?? { en: 'The run can’t be opened', zh: '无法打开此运行' });
    const before = run.record.deployments;
    await record(id, run, { deployments: [...before, deployment] });
    try {
      const notes = await host.deploy(number);
      await record(id, run, { wanted: stopped ? 'running' : run.record.wanted, deployments: [...before, { ...deployment, notes: [...notes] }] });
    } catch (error) {
      await record(id, run, { deployments: before });
      throw error;
    }
    run.name = name;
    run.asks = asks;
    if (stopped) await host.goOn();
  };

  for (const id of await listRuns(folder)) {
    const read = await readRecord(folderOf(id)).catch(() => undefined);
    if (read === undefined) continue;
    const run: Standing = { record: read, name: id, asks: [], host: undefined, failure: undefined, busy: Promise.resolve() };
    const graph = deployable(await readVersion(folderOf(id), latest(run)).catch(() => ''));
    if ('document' in graph) {
      run.name = nameOf(graph.document);
      run.asks = listsAsked(graph.plan);
    }
    standing.set(id, run);
    if (read.wanted !== 'stopped') void inTurn(run, () => start(id, run));
  }

  const actions: Readonly<Record<RunAction, (id: string, run: Standing, said: Said) => Promise<void>>> = {
    start: async (id, run) => {
      const view = await viewOf(id, run);
      if (view.state === 'running') return;
      await record(id, run, { wanted: 'running' });
      if (view.state === 'paused') return run.host?.goOn();
      await stop(run);
      await start(id, run);
    },
    pause: async (id, run) => {
      if (run.host === undefined) throw new NotNow({ en: 'The run is stopped: start it first.', zh: '此运行已停止，请先启动。' });
      await record(id, run, { wanted: 'paused' });
      await run.host.pause();
    },
    stop: async (id, run) => {
      await record(id, run, { wanted: 'stopped' });
      await stop(run);
    },
    drain: async (id, run) => {
      if (run.host === undefined) throw new NotNow({ en: 'The run is stopped: there is nothing on its way.', zh: '此运行已停止，没有待处理的数据。' });
      await record(id, run, { wanted: 'stopped' });
      await run.host.drain();
      await stop(run);
    },
    rollback: async (id, run, said) => {
      const { deployments } = run.record;
      const present = deployments.at(-1);
      const before = deployments.findLast(({ version }) => version !== present?.version);
      if (before === undefined) throw new NotNow({ en: 'There is no version before this one.', zh: '没有更早的版本。' });
      const text = await readVersion(folderOf(id), before);
      const read = deployable(text);
      const [name, asks] = 'plan' in read ? [nameOf(read.document), listsAsked(read.plan)] : [run.name, run.asks];
      await deployTo(id, run, text, name, asks, { ...said, note: said.note ?? `← ${before.number}` });
    },
  };

  return {
    views: () => Promise.all([...standing].map(([id, run]) => viewOf(id, run))),
    view: (id) => viewOf(id, named(id)),
    graph: async (id) => readVersion(folderOf(id), latest(named(id))),
    deployments: (id) => named(id).record.deployments.toReversed(),
    deploy: async (id, input, said) => {
      const read = deployable(input);
      if ('problems' in read) throw new NotDeployable(read.problems);
      const { document, plan } = read;
      const unfit = [...liveProblems(document), ...problemsOf(plan)];
      if (unfit.length > 0) throw new NotDeployable(unfit);
      const name = nameOf(document);
      const before = standing.get(id);
      const text = printDocument(document);
      const act = async (): Promise<void> => {
        const run = standing.get(id);
        // The same once more changes nothing: who is not sure whether he was heard may ask again.
        if (run?.host !== undefined && latest(run).version === versionOf(text)) return;
        await deployTo(id, run, text, name, listsAsked(plan), said);
      };
      await (before === undefined ? act() : inTurn(before, act));
      tell(id);
      return viewOf(id, named(id));
    },
    act: async (id, action, said) => {
      const run = named(id);
      await inTurn(run, () => actions[action](id, run, said));
      tell(id);
      return viewOf(id, run);
    },
    accept: async (id, source, body, key) => {
      const { host, failure } = named(id);
      if (host === undefined) throw new NotTaking(failure === undefined ? 'stopped' : 'failed');
      return host.accept(source, body, key);
    },
    decide: async (id, source, body, key) => {
      const { host, failure } = named(id);
      if (host === undefined) throw new NotTaking(failure === undefined ? 'stopped' : 'failed');
      return host.decide(source, body, key);
    },
    haltOutput: async (id, node, halted) => {
      const run = named(id);
      await inTurn(run, async () => {
        const others = run.record.halted.filter((each) => each !== node);
        await record(id, run, { halted: halted ? [...others, node] : others });
        await run.host?.halt(node, halted);
      });
      tell(id);
      return viewOf(id, run);
    },
    recent: async (id, source, since, from) => {
      const { host } = named(id);
      if (host === undefined) throw new NotNow({ en: 'The run is stopped: start it to look into its journal.', zh: '此运行已停止，启动后才能查看其日志。' });
      return host.recent(source, since, from);
    },
    explain: async (id, asked) => {
      const { host } = named(id);
      if (host === undefined) throw new NotNow({ en: 'The run is stopped: start it to look into its journal.', zh: '此运行已停止，启动后才能查看其日志。' });
      return host.explain(asked);
    },
    metrics: async () => Promise.all([...standing.values()].flatMap(({ host }) => (host === undefined ? [] : [host.metrics().catch(() => [])]))),
    asking: (list) => [...standing].flatMap(([id, { asks }]) => (asks.includes(list) ? [id] : [])),
    catchUp,
    remove: async (id) => {
      const run = named(id);
      await inTurn(run, async () => {
        if (run.record.wanted !== 'stopped') throw new NotNow({ en: 'The run is not stopped: stop it first.', zh: '此运行尚未停止，请先停止。' });
        await stop(run);
        await rm(folderOf(id), { recursive: true, force: true });
        forget(id);
        standing.delete(id);
      });
      tell(id);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      await Promise.all([...standing.values()].map((run) => inTurn(run, () => stop(run))));
    },
  };
}

const nameOf = ({ name, lang }: RuleDocument): string => inLanguage(name, lang ?? 'en');
