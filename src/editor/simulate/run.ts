import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import type { Batch } from '../../data/columns.ts';
import type { FlowField } from '../../data/field.ts';
import type { Engine, Listener, Statistics } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { inOrder } from '../../lab/in-order.ts';
import { replay } from '../../lab/replay.ts';
import type { ReplayOptions } from '../../lab/replay.ts';
import type { Plan, StreamRef } from '../../plan/plan.ts';
import type { RunSummary } from '../state/contract/run.ts';
import { zoneOf } from '../state/zone.ts';
import { tallyAlerts } from './alert-tally.ts';
import type { Tallying } from './alert-tally.ts';
import { tallyLabels } from './label-tally.ts';
import type { LabelTallying } from './label-tally.ts';
import { keepRows } from './kept-rows.ts';
import type { Keeper, KeptRows } from './kept-rows.ts';
import type { KeptReadings } from './kept-readings.ts';
import { fieldsByStream, planUpTo } from './plan-streams.ts';
import { NoRun, sampleInputs, sampleTables } from './sample-inputs.ts';
import type { OpenFile, SampleInput } from './sample-inputs.ts';

/** What a worker gives to those who run in it. */
export interface Host {
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Lets messages in. */
  readonly pause: () => Promise<void>;
}

/** A graph that is ready to run: opened once, and read again by whoever looks at the rows of a stream. */
export interface Prepared {
  readonly document: RuleDocument;
  readonly compilation: Compilation;
  readonly plan: Plan;
  readonly tables: ReadonlyMap<string, Batch>;
  readonly inputs: ReadonlyMap<string, SampleInput>;
  readonly fields: ReadonlyMap<StreamRef, readonly FlowField[]>;
  /** What an engine is told after the last row, where that was not the end: of events that were still coming in. */
  readonly end?: ((engine: Engine) => void) | undefined;
  /** Files of the graph, for who reads them in another way. */
  readonly open: OpenFile;
}

export async function prepare(document: RuleDocument, open: OpenFile, kept: KeptReadings): Promise<Prepared> {
  const graph = await prepareGraph(document, open);
  const inputs = await sampleInputs(document.nodes, graph.plan, open, kept);
  if (inputs.size === 0) throw new NoRun({ en: 'No source has sample data: give one a file, rows or made-up data', zh: '数据源都没有样本：请为其提供文件、数据行或生成的数据' });
  return { ...graph, inputs };
}

/** All but the events, which may come from elsewhere. */
export async function prepareGraph(document: RuleDocument, open: OpenFile): Promise<Omit<Prepared, 'inputs'>> {
  const compilation = compile(document);
  const { plan } = compilation;
  if (!plan.steps.some((step) => step.op === 'source')) {
    throw new NoRun(
      compilation.problems.some(({ severity }) => severity === 'error')
        ? { en: 'Nothing can run yet: solve the problems first', zh: '还没有可以运行的部分：请先解决问题' }
        : { en: 'There is nothing to run yet: add a source', zh: '还没有可以运行的内容：请添加一个数据源' },
    );
  }
  return { document, compilation, plan, tables: await sampleTables(plan, open), fields: fieldsByStream(compilation), open };
}

/** A run while it goes on, and after. */
export interface Running {
  readonly prepared: Prepared;
  readonly statistics: () => Statistics;
  /** The first rows of each stream. */
  readonly first: ReadonlyMap<StreamRef, Keeper>;
  readonly alerts: Tallying;
  readonly labels: LabelTallying;
  readonly progress: () => { readonly rows: number; readonly total: number | undefined };
  /** To the end of the samples, or until it is stopped. */
  readonly toEnd: (told: () => void) => Promise<RunSummary>;
  /** Streams of which there is no more than the first rows. */
  readonly only?: ReadonlySet<StreamRef> | undefined;
  /** How many readings it took before it was stopped; undefined where it was not. */
  readonly stoppedAfter: () => { readonly readings: number; readonly bySource: ReadonlyMap<string, number> } | undefined;
}

/** Of each stream so many rows are there at once: a page. To keep more of rare rows costs the run more than it saves. */
const firstRows = 200;

/** So long, in milliseconds, a worker does not listen. */
export const patience = 25;

/** A run that people wait for listens less often: each time costs it some milliseconds. */
const runPatience = 80;

export function startRun(prepared: Prepared, signal: AbortSignal, host: Host): Running {
  const { plan, tables, inputs, fields, end } = prepared;
  const first = new Map([...fields].map(([stream, ofStream]) => [stream, keepRows(ofStream, firstRows)]));
  const alerts = tallyAlerts(plan, zoneOf(prepared.document));
  const labels = tallyLabels();
  const ordered = inOrder(plan, alerts.take);
  const span: [number, number] = [Infinity, -Infinity];
  const events = new Set(plan.steps.flatMap((step) => (step.op === 'source' ? [`${step.id}.events`] : [])));
  const listener: Listener = {
    alert: ordered.take,
    watch: (stream) => {
      const add = addTo(first.get(stream));
      const label = labels.watch(stream, fields.get(stream) ?? []);
      const isEvents = events.has(stream);
      if (label === undefined && !isEvents) return add;
      return (flow) => {
        if (isEvents) widen(span, flow);
        label?.(flow);
        add?.(flow);
      };
    },
  };
  const engine = createEngine(plan, { tables, clock: host.now, listener });
  let rows = 0;
  let readings = 0;
  const bySource = new Map<string, number>();
  let stopped = false;
  return {
    prepared,
    first,
    alerts,
    labels,
    statistics: engine.statistics,
    progress: () => ({ rows, total: totalOf(inputs, rows) }),
    stoppedAfter: () => (stopped ? { readings, bySource } : undefined),
    toEnd: async (told) => {
      const begun = host.now();
      let listened = begun;
      const opened = new Map([...inputs].map(([id, input]) => [id, input.open()]));
      ({ stopped } = await replay(plan, engine, opened, {
        signal,
        end,
        released: ordered.release,
        progress: async (done) => {
          rows = done.rows;
          readings += 1;
          bySource.set(done.source, (bySource.get(done.source) ?? 0) + 1);
          if (host.now() - listened < runPatience) return;
          told();
          await host.pause();
          listened = host.now();
        },
      }));
      ordered.release(Infinity);
      const sources = Object.values(engine.statistics().sources);
      return {
        read: sources.reduce((sum, { read }) => sum + read, 0),
        setAside: sources.reduce((sum, { late, rejected }) => sum + late + rejected, 0),
        milliseconds: host.now() - begun,
        ...(span[0] > span[1] ? {} : { span }),
        stopped,
      };
    },
  };
}

const addTo = (keeper: Keeper | undefined): ((flow: Flow) => void) | undefined =>
  keeper === undefined
    ? undefined
    : (flow) => {
        if (!keeper.isFull()) keeper.add(flow);
      };

/** Flows are in order of time. */
function widen(span: [number, number], flow: Flow): void {
  const { frame: { times }, rows } = flow;
  const last = countOf(flow) - 1;
  const [from, to] = [times[rows?.[0] ?? 0] ?? NaN, times[rows?.[last] ?? last] ?? NaN];
  if (from < span[0]) span[0] = from;
  if (to > span[1]) span[1] = to;
}

/** How many rows there will be, as far as that can be said. */
function totalOf(inputs: ReadonlyMap<string, SampleInput>, rows: number): number | undefined {
  let [known, read, bytes] = [0, 0, 0];
  for (const input of inputs.values()) {
    const size = input.size();
    if ('rows' in size) known += size.rows;
    else {
      read += size.read;
      bytes += size.bytes;
    }
  }
  if (bytes === 0) return known;
  return known > 0 || read === 0 ? undefined : Math.round((rows * bytes) / read);
}

/**
 * The rows of a stream, up to a number of them. A run keeps none but the first, so that memory stays bounded: it is
 * the same each time, so whoever wants more lets the part of the graph that leads there run once more.
 */
export async function rowsByReplay({ prepared, stoppedAfter }: Running, stream: StreamRef, most: number, signal: AbortSignal, host: Host): Promise<KeptRows> {
  const { tables, fields } = prepared;
  const stopAt = stoppedAfter()?.readings;
  // A run that was stopped had read its sources so far, each in its turn.
  const plan = stopAt === undefined ? planUpTo(prepared.plan, [stream]) : prepared.plan;
  const keeper = keepRows(fields.get(stream) ?? [], most);
  const stop = new AbortController();
  const listener: Listener = { watch: (ref) => (ref === stream ? addTo(keeper) : undefined) };
  const engine = createEngine(plan, { tables, listener });
  let readings = 0;
  await replayWith({ ...prepared, plan }, engine, AbortSignal.any([signal, stop.signal]), host, () => {
    readings += 1;
    if (readings === stopAt || keeper.isFull()) stop.abort();
  });
  signal.throwIfAborted();
  return keeper.rows;
}

/** Runs part of a graph once more, beside what else goes on: messages come in all the while. */
export async function replayWith({ plan, inputs, end }: Pick<Prepared, 'plan' | 'inputs' | 'end'>, engine: Engine, signal: AbortSignal, host: Host, read: (rows: number) => void = () => {}, released?: ReplayOptions['released']): Promise<void> {
  const opened = new Map(plan.steps.flatMap(({ id }) => { const input = inputs.get(id); return input === undefined ? [] : [[id, input.open()] as const]; }));
  let listened = host.now();
  await replay(plan, engine, opened, {
    signal,
    end,
    released,
    progress: async ({ rows }) => {
      read(rows);
      if (host.now() - listened < patience) return;
      await host.pause();
      listened = host.now();
    },
  });
}
