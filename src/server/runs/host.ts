import { performance } from 'node:perf_hooks';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { DecisionAnswer, RunView } from '../../api/runs.ts';
import type { RejectedRow } from '../../data/read/reading.ts';
import { inLanguage } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { newBytes, writtenText } from '../../data/write/bytes.ts';
import type { Alert } from '../../engine/contract.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { undecidable } from '../../lab/live/decide.ts';
import type { Plan } from '../../plan/plan.ts';
import { alertWriter } from '../../lab/alert-formats.ts';
import { troubleInWords } from '../connections/trouble.ts';
import type { ConnectionsByName } from '../connections/configured.ts';
import { connectionsOf } from '../connections/configured.ts';
import { openStore } from '../store/database.ts';
import { keptResults } from '../store/results.ts';
import { outputsAtWork } from '../outputs/at-work.ts';
import type { OutputsAtWork } from '../outputs/at-work.ts';
import { connectAll, connectorOf } from '../connectors/connect-all.ts';
import type { Connected } from '../connectors/connect-all.ts';
import { deployable } from './deployable.ts';
import type { Deployable } from './deployable.ts';
import type { Receipt } from './deliveries.ts';
import { meters } from './meters.ts';
import { pace } from './pace.ts';
import type { Asked, Explanations } from './explaining.ts';
import { decisionPrinter } from './decision-printer.ts';
import { NotTaking, Undecided } from './not-taking.ts';
import { readRecord, readVersion } from './run-folder.ts';
import { openRun } from './run.ts';
import { NotOneEvent } from './contract.ts';
import type { LiveRun } from './contract.ts';
import { storedLists } from '../lists/stored-lists.ts';
import { steadyClock } from './steady-clock.ts';

/** A live run with all that belongs to it, in whichever thread. What it takes and gives can be sent between threads. */
export interface RunHost {
  readonly accept: (source: string, body: Uint8Array, key: string | undefined) => Promise<Accepted>;
  /** The only source where none is named. */
  readonly decide: (source: string | undefined, body: Uint8Array, key: string | undefined) => Promise<DecisionAnswer>;
  /** Nothing is taken from sources any more, until it goes on. */
  readonly pause: () => Promise<void>;
  readonly goOn: () => Promise<void>;
  /** Takes nothing more, and resolves when all that came in was worked through and sent on. Windows stay open. */
  readonly drain: () => Promise<void>;
  /** No more will come: windows close, and what follows from that is sent on. */
  readonly finish: () => Promise<void>;
  readonly deploy: (deployment: number) => Promise<readonly Words[]>;
  /** Takes what became of the lists that it asks. */
  readonly catchUp: () => Promise<void>;
  /** The emergency stop of an output is pulled, or let go. */
  readonly halt: (node: string, halted: boolean) => Promise<void>;
  readonly view: () => Promise<HostView>;
  /** What a source has sent since a moment, a part at a time. */
  readonly recent: (source: string, since: number, from: number | undefined) => Promise<RecentPart>;
  readonly explain: (asked: Asked) => Promise<Explanations | undefined>;
  readonly metrics: () => Promise<readonly MetricObjectWithValues<MetricValue<string>>[]>;
  readonly close: () => Promise<void>;
}

export type Accepted = Receipt & { readonly rejections: readonly Pick<RejectedRow, 'line' | 'faults'>[] };
export type HostView = Omit<RunView, 'id' | 'name' | 'deployment' | 'since'> & { readonly deployment: number };

export interface RecentPart {
  readonly rows: Uint8Array;
  /** Where to go on; undefined at the end. */
  readonly next?: number | undefined;
}

export interface HostOptions {
  readonly graph: string;
  /** Of this run: its record, versions, journal and snapshots. */
  readonly folder: string;
  /** Where graphs and what they name lie. */
  readonly graphs: string;
  readonly store: string;
  readonly connections: ConnectionsByName;
  readonly paused: boolean;
  readonly ahead: number;
  readonly keep: number;
}

/** Somebody may want to look anew: alerts were stored, it is in another state, or an output of it has changed a list. */
export type HostEvent = 'alerts' | 'state' | 'lists';

const second = 1000;
const mostTold = 20;
const partBytes = 1024 * 1024;

export async function openHost(options: HostOptions, tell: (event: HostEvent) => void): Promise<RunHost> {
  const { graph, folder, keep, ahead } = options;
  const now = steadyClock(Date.now, () => performance.now());
  const record = await readRecord(folder);
  const store = openStore(options.store);
  const connections = connectionsOf(options.connections);
  const figures = meters(graph);
  const speed = pace();
  const versions = new Map<number, Deployable>();
  let state: RunView['state'] = options.paused ? 'paused' : 'running';
  let problem: Words | undefined;
  let connected: Connected | undefined;
  let outputs: OutputsAtWork | undefined;

  const become = (next: RunView['state'], why?: Words): void => {
    state = next;
    problem = why;
    tell('state');
  };

  const versionOf = async (number: number): Promise<Deployable> => {
    const known = versions.get(number);
    if (known !== undefined) return known;
    const { deployments } = await readRecord(folder);
    const deployment = deployments.find((each) => each.number === number);
    if (deployment === undefined) throw new Error(`There is no deployment ${number}`);
    const read = deployable(await readVersion(folder, deployment));
    if ('problems' in read) throw new Error(`Deployment ${number} can’t be read by this version: ${read.problems[0]?.message.en ?? ''}`);
    versions.set(number, read);
    return read;
  };

  const lists = storedLists(store, now);
  const results = keptResults(store, { graph, run: graph, now, print: alertPrinter() });
  let live: LiveRun;
  try {
    live = await openRun({
      folder,
      plans: async (number) => {
        const { plan, compilation } = await versionOf(number);
        return { plan, compilation };
      },
      first: record.first,
      results,
      lists,
      now,
      ahead,
      keep,
      failed: (error) => {
        const { en, zh } = troubleInWords(error.cause ?? error);
        become('failed', {
          en: `${en}. The run has stopped, and nothing that was acknowledged is lost. Start it again when that is mended.`,
          zh: `${zh}。运行已停止，已确认的数据不会丢失。解决后请重新启动。`,
        });
        void connected?.stop();
        void outputs?.stop();
      },
      kept: ({ alerts, outputs: raised }, after) => {
        speed.waited(after, 1);
        figures.stored(after);
        if (alerts.length > 0) tell('alerts');
        if (raised.length > 0) outputs?.wake();
      },
    });
  } catch (error) {
    store.close();
    throw error;
  }

  const connect = async (): Promise<void> => {
    const { document } = await versionOf(live.deployment());
    connected = connectAll({
      graph,
      document,
      sources: new Map(live.plan().steps.flatMap((step) => (step.op === 'source' ? [[step.id, step] as const] : []))),
      folder: options.graphs,
      connections,
      now,
      position: live.position,
      deliver: async (delivery) => {
        const receipt = await live.accept(delivery);
        speed.took(receipt.accepted, now());
        return receipt;
      },
      changed: () => tell('state'),
    });
  };
  const send = async (): Promise<void> => {
    const { halted } = await readRecord(folder);
    outputs = outputsAtWork({ graph, plan: live.plan(), store, lists: { ...lists, changed: () => tell('lists') }, connections, now, halted, changed: () => tell('state') });
  };

  let printing: { readonly plan: Plan; readonly print: ReturnType<typeof decisionPrinter> } | undefined;

  await send();
  if (state === 'running') await connect();

  let ticking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // A source that is behind is not silent: there is more to be had from it.
    if (state !== 'running' || connected?.isBehind() === true) return;
    ticking = ticking.then(() => live.tick()).catch(() => undefined);
  }, second);

  const disconnect = async (): Promise<void> => {
    await connected?.stop();
    connected = undefined;
  };

  const drain = async (): Promise<void> => {
    become('draining');
    await disconnect();
    await ticking;
    await live.settled();
    await outputs?.drained();
  };

  return {
    accept: async (source, body, key) => {
      if (state !== 'running') throw new NotTaking(state);
      const receipt = await live.accept({ source, body, key });
      speed.took(receipt.accepted, now());
      return { ...receipt, rejections: receipt.rejections.slice(0, mostTold).map(({ line, faults }) => ({ line, faults })) };
    },
    decide: async (named, body, key) => {
      if (state !== 'running') throw new NotTaking(state);
      const { plan, document } = await versionOf(live.deployment());
      const sources = plan.steps.filter(({ op }) => op === 'source');
      const source = named ?? (sources.length === 1 ? sources[0]?.id : undefined);
      if (source === undefined) throw new Undecided({ en: `This graph has several sources: name one with ?source=, of ${sources.map(({ id }) => id).join(', ')}`, zh: `图中有多个数据源，请用 ?source= 指定：${sources.map(({ id }) => id).join('、')}` });
      const why = undecidable(plan, source, (node) => nameIn(document, node));
      if (why !== undefined) throw new Undecided(why.message);
      const { decision, number, rejections } = await live.decide({ source, body, key }).catch((error: unknown) => {
        throw error instanceof NotOneEvent ? new Undecided({ en: 'One event is decided at a time', zh: '一次只能决策一个事件' }, 'not-one') : error;
      });
      if (decision === undefined) throw new Undecided({ en: 'This event was decided before, too long ago to be answered again', zh: '此事件之前已决策，时间过久，无法再次答复' }, 'forgotten');
      speed.took(1, now());
      if (printing?.plan !== plan) printing = { plan, print: decisionPrinter(plan) };
      return { number, ...printing.print(decision), rejections: rejections.flatMap(({ faults }) => faults.map(({ message }) => message)) };
    },
    pause: async () => {
      if (state !== 'running') return;
      become('paused');
      await disconnect();
    },
    goOn: async () => {
      if (state !== 'paused') return;
      become('running');
      await connect();
    },
    drain,
    finish: async () => {
      await drain();
      await live.finish();
      await live.settled();
      await outputs?.drained();
    },
    deploy: async (number) => {
      await versionOf(number);
      const wasRunning = state === 'running';
      await disconnect();
      await outputs?.stop();
      const notes = await live.deploy(number);
      await send();
      if (wasRunning) await connect();
      tell('state');
      return notes;
    },
    catchUp: () => live.catchUp(),
    halt: async (node, halted) => {
      outputs?.halt(node, halted);
      tell('state');
    },
    view: async () => {
      const statistics = live.statistics();
      const { document } = await versionOf(live.deployment());
      const nameOf = (id: string): string => nameIn(document, id);
      const reaches = live.reaches();
      return {
        state,
        problem,
        deployment: live.deployment(),
        sources: Object.entries(statistics.sources).map(([id, { read, accepted, late, rejected, watermark, waiting, idle }]) => ({
          id,
          name: nameOf(id),
          ...(connected?.view(id) ?? { connector: connectorOf(document, id), state: 'stopped' as const }),
          read,
          accepted,
          late,
          rejected,
          waiting,
          idle,
          ...(Number.isFinite(watermark) ? { watermark } : {}),
          ...defined('heard', live.heard(id)),
        })),
        outputs: outputs?.views(nameOf) ?? [],
        rows: statistics.rows,
        reasons: Object.fromEntries(Object.entries(statistics.reasons).map(([id, counts]) => [id, [...counts]])),
        alerts: Object.entries(statistics.rows).reduce((sum, [stream, count]) => sum + (stream.endsWith('.sent') ? count : 0), 0),
        rate: speed.rate(now()),
        ...defined('latency', speed.latency()),
        journal: { entries: live.journal.next() - live.journal.oldest(), bytes: live.journal.bytes(), ...defined('from', reaches) },
      };
    },
    recent: async (source, since, from) => {
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const { number, entry } of live.since(since, from)) {
        if (entry.type !== 'rows' || entry.source !== source) continue;
        parts.push(entry.body, lineEnd);
        size += entry.body.length + 1;
        if (size >= partBytes) return { rows: Buffer.concat(parts), next: number + 1 };
      }
      return { rows: Buffer.concat(parts) };
    },
    explain: live.explain,
    metrics: () => figures.collect({ statistics: live.statistics(), lags: connected?.lags() ?? new Map(), journalBytes: live.journal.bytes(), now: now() }),
    close: async () => {
      clearInterval(timer);
      await disconnect();
      await outputs?.stop();
      await ticking;
      await live.settled().catch(() => undefined);
      // What is left is then little to go through at the next start.
      if (state !== 'failed') await live.snapshot().catch(() => undefined);
      await live.close();
      store.close();
    },
  };
}

const lineEnd = Buffer.from('\n');

function nameIn({ nodes, lang = 'en' }: RuleDocument, id: string): string {
  const name = nodes.find((node) => node.id === id)?.name;
  return name === undefined ? id : inLanguage(name, lang) || id;
}

/** An alert as `ruleloom simulate` prints it. */
function alertPrinter(): (alert: Alert, plan: Plan) => string {
  const bytes = newBytes();
  let by: { readonly plan: Plan; readonly put: ReturnType<typeof alertWriter> } | undefined;
  return (alert, plan) => {
    if (by?.plan !== plan) by = { plan, put: alertWriter(plan) };
    bytes.length = 0;
    by.put(bytes, alert);
    return writtenText(bytes);
  };
}

/** Left out where it is not known. */
const defined = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } => (value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V }));
