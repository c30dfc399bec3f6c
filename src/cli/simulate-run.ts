import { performance } from 'node:perf_hooks';
import type { Batch } from '../data/columns.ts';
import type { ReadNote, Reading } from '../data/read/reading.ts';
import type { Alert, Statistics } from '../engine/contract.ts';
import { createEngine } from '../engine/engine.ts';
import { inOrder } from '../lab/in-order.ts';
import { replay } from '../lab/replay.ts';
import type { Input } from '../lab/feed.ts';
import type { AlertSeverity, Plan } from '../plan/plan.ts';
import type { AlertFormat } from '../lab/alert-formats.ts';
import type { Inputs } from './inputs.ts';
import type { ProgressLine } from './progress.ts';
import type { OutputFiles } from './simulate-outputs.ts';
import { createSpool } from './spool.ts';
import type { Sink } from './stdout.ts';

/** A run from inputs to alerts that are written as they come, no faster than they are taken. */

export interface Simulation {
  readonly plan: Plan;
  readonly inputs: Inputs;
  readonly tables: ReadonlyMap<string, Batch>;
  readonly format: AlertFormat;
  readonly sink: Sink;
  readonly outputs: OutputFiles | undefined;
  readonly progress: ProgressLine;
}

export interface SimulationRun {
  readonly statistics: Statistics;
  readonly alerts: AlertCounts;
  readonly rejections: ReadonlyMap<string, readonly Rejection[]>;
  readonly notes: ReadonlyMap<string, readonly ReadNote[]>;
  /** In milliseconds. */
  readonly elapsed: number;
}

export type Rejection = Pick<Reading['rejected'][number], 'line' | 'faults'>;

export interface AlertCounts {
  readonly total: number;
  readonly bySeverity: Readonly<Partial<Record<AlertSeverity, number>>>;
  readonly byNode: Readonly<Record<string, number>>;
}

/** Undefined where nobody reads the alerts any more. */
export async function simulateAll({ plan, inputs, tables, format, sink, outputs, progress }: Simulation): Promise<SimulationRun | undefined> {
  const begun = performance.now();
  const spool = createSpool(sink);
  const counts = countAlerts();
  const alerts = inOrder(plan, (alert) => {
    counts.add(alert);
    format.put(spool.bytes(), alert);
  });
  const listener = { alert: alerts.take, ...(outputs === undefined ? {} : { output: outputs.put }) };
  const engine = createEngine(plan, { tables, clock: () => performance.now(), listener });
  const rejections = new Map<string, Rejection[]>();
  const rows = new Map([...inputs.sources].map(([id, { input }]) => [id, noting(input, startList(rejections, id))]));
  const stop = new AbortController();

  const handOn = async (): Promise<void> => {
    await outputs?.handOn();
    if (!spool.isWaiting()) return;
    progress.clear();
    // Once nobody reads the alerts, nobody waits for the rest.
    if (!(await spool.handOn())) stop.abort();
  };

  format.begin(spool.bytes());
  try {
    const { stopped, notes } = await replay(plan, engine, rows, {
      signal: stop.signal,
      released: alerts.release,
      progress: async (done) => {
        await handOn();
        progress.show(done.rows, counts.total(), shareRead(inputs));
      },
    });
    if (!stopped) format.end(spool.bytes());
    await handOn();
    if (stop.signal.aborted) return undefined;
    return { statistics: engine.statistics(), alerts: counts.all(), rejections, notes, elapsed: performance.now() - begun };
  } finally {
    progress.clear();
    await outputs?.close();
  }
}

function countAlerts(): { add: (alert: Alert) => void; total: () => number; all: () => AlertCounts } {
  const bySeverity: Partial<Record<AlertSeverity, number>> = {};
  const byNode: Record<string, number> = {};
  let total = 0;
  return {
    add: ({ severity, node }) => {
      total += 1;
      bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
      byNode[node] = (byNode[node] ?? 0) + 1;
    },
    total: () => total,
    all: () => ({ total, bySeverity, byNode }),
  };
}

/** So many rejected rows of a source are told one by one. */
const mostTold = 3;

function startList(lists: Map<string, Rejection[]>, id: string): Rejection[] {
  const list: Rejection[] = [];
  lists.set(id, list);
  return list;
}

/** The same readings; the first rejected rows are noted on their way. */
async function* noting(input: Input, first: Rejection[]): AsyncGenerator<Reading, readonly ReadNote[]> {
  const rows = input[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await rows.next();
      if (done === true) return value;
      for (const { line, faults } of value.rejected.slice(0, mostTold - first.length)) first.push({ line, faults });
      yield value;
    }
  } finally {
    await rows.return?.([]);
  }
}

/** How much of the inputs was read; undefined where one does not say how long it is. */
function shareRead({ sources }: Inputs): number | undefined {
  let [read, all] = [0, 0];
  for (const { bytes } of sources.values()) {
    if (bytes.all === undefined) return undefined;
    read += bytes.read;
    all += bytes.all;
  }
  return all === 0 ? undefined : read / all;
}
